"""The NCCI edits of a code, or the verdict on codes that stand together, with the limit of each."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

from cptref.answers.pairs import Edits, Found
from cptref.codes import code_system
from cptref.medicare.edits import CONDITIONS, GROUPS, undoing
from cptref.sheet import Document, Fact, Item, Row, Section, Sheet, Table
from cptref.views import SCHEMA_VERSION
from cptref.views.coverage import NOTHING_HELD, limit_document, limit_fact, newest, releases_document

if TYPE_CHECKING:
    from cptref.cms.rows import Mue
    from cptref.codes import Asked
    from cptref.releases.day import Choice

KEYS = (
    "schema_version",
    "code",
    "codes",
    "claim",
    "on",
    "coverage",
    "edits",
    "complete",
    "modifiers",
    "conditions",
    "mue",
    "releases",
    "warnings",
)
ROWS = Table(
    (
        *("column_one", "column_two", "verdict", "modifier_indicator", "modifiers", "effective", "deleted"),
        *("rationale", "source"),
    ),
    details=("modifiers", "effective", "deleted", "source"),
)
_LISTED = Table(("one", "two", "indicator", "rationale"))
_NO_END = date.max.toordinal()


def edits_of(asked: "Asked", edits: Edits) -> Item:
    """Answer with all active pairs of a code."""
    ones, one_whole = edits.of(asked.code, "column_one")
    twos, two_whole = edits.of(asked.code, "column_two")
    found = [*ones, *twos]
    limits = _limits([asked.code], edits)
    whole = {"column_one": one_whole, "column_two": two_whole}

    def document() -> Document:
        told = _head(edits, found) | {"code": asked.code} | _rest(found, limits, edits)
        for edit in told["edits"]:
            del edit["modifiers"]
        return told | {"complete": whole, "modifiers": GROUPS, "conditions": CONDITIONS}

    def sheet() -> Sheet:
        facts = tuple(
            Fact(label, _counted(rows, complete=complete), "stated" if rows or complete else "unknown")
            for label, rows, complete in (
                ("as column one", ones, one_whole),
                ("as column two", twos, two_whole),
            )
        )
        rows = tuple(
            _LISTED.row(
                one=one.pair[0],
                two=one.pair[1],
                indicator=str(one.edit.indicator),
                rationale=one.edit.rationale,
            )
            for one in found
            if one.edit
        )
        sections = [Section("pairs", facts)]
        for name in sorted({one.choice.name for one in found if one.choice}):
            kept = tuple(
                row for row, one in zip(rows, found, strict=True) if one.choice and one.choice.name == name
            )
            sections.append(Section("edits", table=_LISTED._replace(rows=kept), source=_file(found, name)))
        return _sheet([asked.code], edits, sections, limits, (one.choice for one in found))

    return Item(document, sheet, rows=lambda: map(_row, found))


def edits_between(asked: list["Asked"], edits: Edits) -> Item:
    """Answer with the verdict on each pair of codes, in both directions."""
    codes = list(dict.fromkeys(one.code for one in asked))
    typed = {one.code: one.modifiers for one in asked}
    found = [
        order._replace(typed=_undone(order, typed))
        for one, two in combinations(codes, 2)
        for order in edits.together(one, two)
    ]
    limits = _limits(codes, edits)

    def document() -> Document:
        return _head(edits, found) | {"codes": codes} | _rest(found, limits, edits)

    def sheet() -> Sheet:
        facts = tuple(
            Fact(
                " / ".join(one.pair),
                tuple(_told(one)),
                "unknown" if one.finding == "unknown" else "stated",
                _cite(one) or "",
            )
            for one in found
        )
        return _sheet(codes, edits, [Section("edits", facts)], limits, (one.choice for one in found))

    return Item(document, sheet, rows=lambda: map(_row, found))


def _undone(one: Found, typed: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if not (one.edit and one.edit.indicator):
        return ()
    undo = {name for names in undoing(*one.pair).values() for name in names}
    return tuple(f"{name} on {code}" for code in one.pair for name in typed[code] if name in undo)


def _head(edits: Edits, found: list[Found]) -> dict[str, Any]:
    coverage = [one.choice.coverage for one in found if one.choice]
    return {
        "schema_version": SCHEMA_VERSION,
        "claim": edits.claim,
        "on": edits.held.on.isoformat(),
        "coverage": coverage[0] if coverage else edits.coverage,
    }


def _rest(found: list[Found], limits: "dict[str, tuple[Choice, Mue | None]]", edits: Edits) -> dict[str, Any]:
    choices = [one.choice for one in found if one.choice] + [choice for choice, _ in limits.values()]
    return {
        "edits": [_document(one) for one in found],
        "mue": {code: limit_document(*limit) for code, limit in limits.items()},
        "releases": releases_document(choices),
        "warnings": _warnings(choices, edits),
    }


def _document(one: Found) -> dict[str, Any]:
    edit = one.edit
    helps = bool(edit and edit.indicator)
    return {
        "column_one": one.pair[0],
        "column_two": one.pair[1],
        "verdict": one.finding,
        "modifier_indicator": str(edit.indicator) if edit else None,
        "modifiers": {group: list(names) for group, names in undoing(*one.pair).items()} if helps else None,
        "effective": _day(edit.effective) if edit else None,
        "deleted": _day(edit.deleted) if edit and edit.deleted != _NO_END else None,
        "rationale": edit.rationale if edit else None,
        "source": _cite(one),
    } | ({"typed": list(one.typed)} if one.typed else {})


def _row(one: Found) -> Row:
    told = _document(one)
    groups = told["modifiers"] or {}
    cells = {key: value for key, value in told.items() if value is not None}
    return ROWS.row(**cells | {"modifiers": " ".join(name for names in groups.values() for name in names)})


def _told(one: Found) -> Iterator[str]:
    yield one.finding if one.finding != "unknown" else "no release held covers the pair in both orders"
    if one.edit is None:
        return
    yield f"column one {one.pair[0]}, column two {one.pair[1]}"
    yield f"modifier indicator {one.edit.indicator}"
    yield one.edit.rationale
    yield f"since {_day(one.edit.effective)}"
    if one.typed:
        yield f"undone where {' and '.join(one.typed)} applies"
    if one.edit.indicator:
        for group, names in undoing(*one.pair).items():
            yield f"{group}: {' '.join(names)}"


def _sheet(
    codes: list[str],
    edits: Edits,
    sections: list[Section],
    limits: "dict[str, tuple[Choice, Mue | None]]",
    choices: "Iterator[Choice | None]",
) -> Sheet:
    used = [choice for choice in choices if choice] + [choice for choice, _ in limits.values()]
    notes = [Fact("claim", (edits.claim,)), Fact("date of service", (edits.held.on.isoformat(),))]
    notes += [Fact("warning", (warning,)) for warning in _warnings(used, edits)]
    facts = tuple(limit_fact(code, choice, row, code) for code, (choice, row) in limits.items())
    shown = ", ".join(codes)
    system = code_system(codes[0]) if len(codes) == 1 else ""
    return Sheet((*sections, Section("MUE", facts)), shown, system, notes=tuple(notes))


def _limits(codes: list[str], edits: Edits) -> "dict[str, tuple[Choice, Mue | None]]":
    choice = edits.held.choice("mue", edits.claim)
    return {code: (choice, edits.held.row("mue", choice, code=code)) for code in codes}


def _warnings(choices: "list[Choice]", edits: Edits) -> list[str]:
    told = [said for choice in choices if (said := newest(choice, edits.held))]
    if not edits.held.standing:
        told.append(NOTHING_HELD)
    if not edits.volumes:
        told.append(f"no release of {edits.claim} PTP edits is held")
    return list(dict.fromkeys(told))


def _counted(rows: list[Found], *, complete: bool) -> tuple[str, ...]:
    counts = [(name, sum(1 for one in rows if one.edit and one.edit.indicator == name)) for name in (1, 0)]
    told = [f"{len(rows)} pairs", *(f"{count} with indicator {name}" for name, count in counts if count)]
    return tuple(told if complete else [*told, "others may be in parts that are not held"])


def _cite(one: Found) -> str | None:
    return (
        one.choice.cite(*one.pair) if one.choice and one.edit else one.choice.cite() if one.choice else None
    )


def _file(found: list[Found], name: str) -> str:
    return next(one.choice.cite() for one in found if one.choice and one.choice.name == name)


def _day(number: int) -> str:
    return date.fromordinal(number).isoformat()
