"""What changed between two days: codes added and deleted, and each field of those that stayed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from cptref.answers.notes import NOTHING_HELD, Note, newest, once
from cptref.answers.volumes import Judged, Volumes
from cptref.cms.families import ASC, HCPCS, MUE, OPPS, PFS, PTP, Family, Kind, Slot
from cptref.releases.day import Choice

if TYPE_CHECKING:
    from cptref.medicare.edits import Pair
    from cptref.releases.day import Day

Value = str | int | Decimal | date | None
Changed = Literal["added", "deleted", "changed"]

_OF_FILE = {PFS.name: ("conversion_factor", "pricing")}
"""Fields that are the same in every row of a release."""


class Change(NamedTuple):
    """One thing that is not on one day as on the other."""

    family: str
    kind: str
    """Whose claims, which of two conversion factors, or which addendum."""
    code: str
    """ "" of what is the same for all codes of a release."""
    modifier: str
    change: Changed
    field: str = ""
    """Of a row that changed."""
    pair: "Pair | None" = None
    """Of a PTP edit, whose modifier indicators are the values."""
    before: Value = None
    after: Value = None
    releases: tuple[str, ...] = ()
    """Those that were compared, or the one that answers both days."""


class Changes(NamedTuple):
    """What changed between two days."""

    start: date
    end: date
    changes: tuple[Change, ...]
    notes: tuple[Note, ...]
    """What could not be compared, and which releases answer for days after them."""


def changes(before: "Day", after: "Day", codes: frozenset[str] = frozenset()) -> Changes:
    """Return what changed from one day to a later one, family by family: of some codes, or of all.

    PTP edits are compared of codes that are named only.
    """
    between = Between(before, after, codes)
    found: list[Change] = []
    notes = [] if after.standing else [NOTHING_HELD]
    for family in (PFS, MUE, OPPS, ASC, HCPCS):
        for slot in family.slots:
            was, now = (day.choice(family, *slot) for day in (before, after))
            notes += _notes(family, slot, was, now, between)
            if was.standing and now.standing:
                found += _of_slot(family, slot, was, now, between)
    for code in sorted(codes):
        for kind in PTP.kinds:
            found += _of_edits(code, kind, between)
    return Changes(before.on, after.on, tuple(found), once(notes))


class Between(NamedTuple):
    """Two days, and the codes that were asked for, none for all."""

    before: "Day"
    after: "Day"
    codes: frozenset[str]

    def asks(self, code: str) -> bool:
        """Tell whether a code was asked for."""
        return not self.codes or code in self.codes


def _notes(
    family: Family[NamedTuple], slot: Slot, was: Choice, now: Choice, between: Between
) -> Iterator[Note]:
    days = between.before.on, between.after.on
    if was.standing and now.standing:
        for choice, day in zip((was, now), days, strict=True):
            yield from newest([choice], day)
    elif was.standing or now.standing:
        lacking = days[0] if was.standing is None else days[1]
        yield Note("not compared", family=family.name, kind="".join(slot), on=lacking)


def _of_slot(
    family: Family[NamedTuple], slot: Slot, was: Choice, now: Choice, between: Between
) -> Iterator[Change]:
    if was.id != now.id:
        yield from _of_rows(family, slot, was, now, between)
    elif family is HCPCS:
        yield from _of_dates(now, between)


def _of_rows(
    family: Family[NamedTuple], slot: Slot, was: Choice, now: Choice, between: Between
) -> Iterator[Change]:
    """Compare two releases of a kind, row by row."""
    names = (was.name, now.name)
    shared = _of_file(family, was, now, between.after)
    for field, (old, new) in shared.items():
        if "" not in (old, new) and old != new:
            yield _change(family, slot, ("", ""), "changed", names)._replace(
                field=field, before=old, after=new
            )
    rows = between.after.differences(family, was, now, without=tuple(shared))
    olds, news = ({_key(row): row for row in half if between.asks(_key(row)[0])} for half in rows)
    for key in sorted(olds.keys() | news.keys()):
        if key not in olds or key not in news:
            yield _change(family, slot, key, "deleted" if key in olds else "added", names)
            continue
        for field, old, new in zip(family.row._fields, olds[key], news[key], strict=True):
            if old != new:
                one = _change(family, slot, key, "changed", names)
                yield one._replace(field=field, before=old, after=new)


def _change(
    family: Family[NamedTuple], slot: Slot, key: tuple[str, str], changed: Changed, names: tuple[str, ...]
) -> Change:
    return Change(family.name, "".join(slot), *key, changed, releases=names)


def _key(row: NamedTuple) -> tuple[str, str]:
    """Return a row's code and modifier."""
    fields = row._asdict()
    return fields["code"], fields.get("modifier", "")


def _of_file(
    family: Family[NamedTuple], was: Choice, now: Choice, day: "Day"
) -> dict[str, tuple[Value, Value]]:
    """Return what is the same in every row of a release, of both; a column that one lacks is blank there."""
    old, new = day.any_row(family, was), day.any_row(family, now)
    if old is None or new is None:
        return {}
    return {field: (getattr(old, field), getattr(new, field)) for field in _OF_FILE.get(family.name, ())}


def _of_dates(choice: Choice, between: Between) -> Iterator[Change]:
    """Tell which codes of a release of HCPCS Level II came and went by their own dates."""
    first, last = between.before.on, between.after.on
    for row in between.after.rows(HCPCS, choice):
        if not between.asks(row.code):
            continue
        one = _change(HCPCS, Slot(), (row.code, ""), "added", (choice.name,))
        if row.added and first < row.added <= last:
            yield one._replace(field="added", after=row.added)
        if row.terminated and first <= row.terminated < last:
            yield one._replace(change="deleted", field="terminated", after=row.terminated)


def _of_edits(code: str, kind: Kind, between: Between) -> Iterator[Change]:
    """Compare the active PTP edits of a code on the two days."""
    was, now = (
        {one.pair: one for one in _active(Volumes(day, kind), code)}
        for day in (between.before, between.after)
    )
    for pair in sorted(was.keys() | now.keys()):
        old, new = was.get(pair), now.get(pair)
        before, after = _indicator(old), _indicator(new)
        if before != after:
            changed: Changed = "added" if old is None else "deleted" if new is None else "changed"
            names = tuple(dict.fromkeys(held.name for one in (old, new) if one for held in one.choices))
            yield Change(PTP.name, kind, code, "", changed, "", pair, before, after, names)


def _active(held: Volumes, code: str) -> list[Judged]:
    return [*held.of(code, "column_one").edits, *held.of(code, "column_two").edits]


def _indicator(one: Judged | None) -> str | None:
    return str(one.edit.indicator) if one and one.edit else None
