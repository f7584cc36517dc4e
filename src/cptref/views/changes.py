"""What changed between two days: codes added and deleted, and each field of those that stayed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from cptref.answers.pairs import Edits
from cptref.sheet import Item, Table
from cptref.views import cell, object_item

if TYPE_CHECKING:
    from cptref.releases.day import Choice, Held

ROWS = Table(
    ("family", "code", "modifier", "change", "field", "before", "after", "releases"), details=("releases",)
)
_SLOTS = (
    *(("pfs", "", "", ""), ("pfs", "", "qpp", "")),
    *(("mue", "practitioner", "", ""), ("mue", "hospital", "", ""), ("mue", "dme", "", "")),
    *(("opps", "", "", ""), ("asc", "", "", "AA"), ("asc", "", "", "EE"), ("hcpcs", "", "", "")),
)
_OF_FILE = ("conversion_factor", "pricing")
"""Fields that are the same in every row of a release."""


class Between(NamedTuple):
    """The releases held, on two days."""

    before: "Held"
    after: "Held"


def changes(between: Between, codes: frozenset[str], told: list[str]) -> Iterator[Item]:
    """Yield one item a change, family by family; what cannot be compared is added to `told`."""
    for slot in _SLOTS:
        before, after = between.before.choice(*slot), between.after.choice(*slot)
        if before.standing is None or after.standing is None:
            if before.standing or after.standing:
                day = between.before.on if before.standing is None else between.after.on
                told.append(
                    f"{' '.join(filter(None, slot))}: no release is held for {day}, so nothing is compared"
                )
            continue
        for choice, held in ((before, between.before), (after, between.after)):
            if choice.coverage == "newest held":
                told.append(f"{choice.name} answers for {held.on}: the newest held")
        if before.id != after.id:
            yield from _of_family(between, slot, before, after, codes)
        elif slot[0] == "hcpcs":
            yield from _of_dates(between, after, codes)
    for code in sorted(codes):
        for claim in ("practitioner", "hospital"):
            yield from _of_edits(between, code, claim)


def _of_family(
    between: Between,
    slot: tuple[str, str, str, str],
    before: "Choice",
    after: "Choice",
    codes: frozenset[str],
) -> Iterator[Item]:
    """Compare two releases of a kind, row by row."""
    family = "-".join(filter(None, slot))
    names = f"{before.name} to {after.name}"
    was, now = _of_files(between, slot[0], before, after)
    for field in was:
        if "" not in (was[field], now[field]) and was[field] != now[field]:
            yield _item(family, "", "", "changed", field, was[field], now[field], names)
    old, new = (
        {(row.code, getattr(row, "modifier", "")): row for row in rows if not codes or row.code in codes}
        for rows in between.after.differences(slot[0], before, after, without=tuple(was))
    )
    for code, modifier in sorted(old.keys() | new.keys()):
        was_row, now_row = old.get((code, modifier)), new.get((code, modifier))
        if was_row is None or now_row is None:
            yield _item(family, code, modifier, "added" if was_row is None else "deleted", "", "", "", names)
            continue
        for field in was_row._fields:
            was, now = getattr(was_row, field), getattr(now_row, field)
            if was != now:
                yield _item(family, code, modifier, "changed", field, was, now, names)


def _of_dates(between: Between, choice: "Choice", codes: frozenset[str]) -> Iterator[Item]:
    """Tell which codes of a release of HCPCS Level II came and went by their own dates."""
    first, last = between.before.on, between.after.on
    for row in between.after.rows("hcpcs", choice):
        if codes and row.code not in codes:
            continue
        if row.added and first < row.added <= last:
            yield _item("hcpcs", row.code, "", "added", "added", "", row.added, choice.name)
        if row.terminated and first <= row.terminated < last:
            yield _item("hcpcs", row.code, "", "deleted", "terminated", "", row.terminated, choice.name)


def _of_files(
    between: Between, family: str, before: "Choice", after: "Choice"
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is the same in every row of a release, of both; a column that one lacks is blank there."""
    rows = [between.after.any_row(family, choice) for choice in (before, after)]
    if family != "pfs" or None in rows:
        return {}, {}
    was, now = ({field: getattr(row, field) for field in _OF_FILE} for row in rows)
    return was, now


def _of_edits(between: Between, code: str, claim: str) -> Iterator[Item]:
    """Compare the active PTP edits of a code on the two days."""
    was, now = ({one.pair: one for one in _active(Edits(held, claim), code)} for held in between)
    for pair in sorted(was.keys() | now.keys()):
        old, new = was.get(pair), now.get(pair)
        figures = [str(one.edit.indicator) if one and one.edit else "" for one in (old, new)]
        if figures[0] == figures[1]:
            continue
        change = "added" if old is None else "deleted" if new is None else "changed"
        choices = (one.choice.name for one in (old, new) if one and one.choice)
        names = " to ".join(dict.fromkeys(choices))
        yield _item(f"ptp-{claim}", code, "", change, f"edit {pair[0]} / {pair[1]}", *figures, names)


def _active(edits: Edits, code: str) -> list[Any]:
    return [one for column in ("column_one", "column_two") for one in edits.of(code, column)[0]]


def _item(*values: Any) -> Item:
    told = {name: cell(value) or None for name, value in zip(ROWS.columns, values, strict=True)}
    return object_item(ROWS, told)
