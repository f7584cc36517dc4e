"""The NCCI edits of a code, or the verdict on lines that stand together, with the limit of each code."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cptref.codes import code_system
from cptref.medicare.edits import LABORATORY_ONLY, VISITS_ONLY
from cptref.medicare.services import SITES
from cptref.sheet import Fact, Item, Row, Section, Sheet, Table
from cptref.views import notes
from cptref.views.items import SCHEMA_VERSION
from cptref.views.limits import limit_document, limit_fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cptref.answers.edits import Edits, Pair
    from cptref.medicare.edits import Caution, Groups, Verdict
    from cptref.views.documents import EditsDocument
    from cptref.views.parts import EditDocument

KEYS = (
    *("schema_version", "code", "codes", "claim", "on", "coverage", "edits", "complete", "modifiers"),
    *("conditions", "mue", "releases", "warnings", "notes"),
)
ROWS = Table(
    (
        *("column_one", "column_two", "verdict", "modifier_indicator", "modifiers", "effective", "deleted"),
        *("rationale", "source", "lines", "undone_by"),
    ),
    details=("modifiers", "effective", "deleted", "source", "lines", "undone_by"),
)
_LISTED = Table(("one", "two", "indicator", "rationale"))
VERDICTS: "dict[Verdict, str]" = {
    "bundled": "bundled",
    "bundled unless modified": "bundled unless an NCCI-associated modifier applies",
    "no edit": "no edit",
    "unknown": "unknown",
}
CAUTIONS: "dict[Caution, str]" = {
    "": "",
    "57 for major surgery": "warning: 57 is wanted in place of 25 if surgery was decided on at the visit",
    "global days unknown": "warning: the other code's global days, which decide, are not held",
    "same site": "warning: both lines name the same site, which tells nothing apart",
    "one site": "warning: the site stands on one line alone; name that of the other too",
}
SHOWN = {
    **dict.fromkeys(SITES, "another site than that of the other line"),
    "24": "a visit for another problem than the surgery's",
    "25": "a visit that goes beyond the usual care before and after the procedure",
    "27": "another outpatient visit of the day",
    "57": "that major surgery was decided on at the visit",
    "58": "that the second procedure was planned, or more extensive than the first",
    "59": "another session, procedure, site, incision or injury",
    "78": "an unplanned return to the operating room",
    "79": "a procedure unrelated to the first",
    "91": "that the test was repeated for a further result",
    "XE": "another encounter",
    "XP": "another practitioner",
    "XS": "another organ or structure",
    "XU": "a service that does not overlap the usual parts of the other",
}
"""What the chart must show for a modifier to undo an edit."""
CONDITIONS = {
    " ".join(VISITS_ONLY): "only where one of the two codes is an E/M service",
    " ".join(LABORATORY_ONLY): "only where one of the two codes is of the laboratory",
}
"""When some modifiers do not count."""


def edits(answer: "Edits") -> Item:
    """Tell the active pairs of a code, or the verdict on each two lines."""
    sheet = _sheet_of_code if answer.complete else _sheet_of_lines
    return Item(
        lambda: document(answer), lambda: sheet(answer), rows=lambda: (_row(one) for one in answer.pairs)
    )


def document(answer: "Edits") -> "EditsDocument":
    """Return the answer for scripts."""
    told: EditsDocument = {
        "schema_version": SCHEMA_VERSION,
        "claim": answer.claim,
        "on": answer.on.isoformat(),
        "coverage": answer.coverage,
        "code": answer.codes[0],
        "codes": list(answer.codes),
        "edits": [_edit(one) for one in answer.pairs],
        "mue": {one.code: limit_document(one) for one in answer.limits},
        "releases": notes.releases(answer.choices),
        "warnings": notes.warnings(answer.notes),
        "notes": notes.documents(answer.notes),
    }
    if answer.complete is None:
        del told["code"]
        return told
    del told["codes"]
    told["complete"] = {
        "column_one": answer.complete.column_one,
        "column_two": answer.complete.column_two,
    }
    told["modifiers"] = _groups(answer.associated)
    told["conditions"] = CONDITIONS
    return told


def _edit(one: "Pair") -> "EditDocument":
    told: EditDocument = {
        "column_one": one.column_one,
        "column_two": one.column_two,
        "verdict": VERDICTS[one.verdict],
        "modifier_indicator": one.modifier_indicator,
        "modifiers": _groups(one.modifiers) if one.modifiers else None,
        "effective": one.effective.isoformat() if one.effective else None,
        "deleted": one.deleted.isoformat() if one.deleted else None,
        "rationale": one.rationale,
        "source": _cited(one) or None,
        "verdict_code": one.verdict,
    }
    if one.lines is None:
        del told["modifiers"]
        return told
    if one.undone:
        told["typed"] = [f"{undone.modifier} on {undone.code}" for undone in one.undone]
    told["lines"] = list(one.lines)
    told["undone_by"] = [
        {
            "line": undone.line,
            "code": undone.code,
            "modifier": undone.modifier,
            "caution": undone.caution or None,
        }
        for undone in one.undone
    ]
    return told


def _cited(one: "Pair") -> str:
    """Name all that the verdict rests on: of no edit, both parts in which one would stand."""
    return "; ".join(map(str, one.sources))


def _groups(groups: "Groups") -> dict[str, list[str]]:
    return {group: list(names) for group, names in groups.items()}


def _row(one: "Pair") -> Row:
    cells = {
        "column_one": one.column_one,
        "column_two": one.column_two,
        "verdict": VERDICTS[one.verdict],
        "modifier_indicator": one.modifier_indicator,
        "modifiers": " ".join(name for names in (one.modifiers or {}).values() for name in names),
        "effective": one.effective and one.effective.isoformat(),
        "deleted": one.deleted and one.deleted.isoformat(),
        "rationale": one.rationale,
        "source": _cited(one),
        "lines": " ".join(map(str, one.lines or ())),
        "undone_by": "; ".join(f"{undone.modifier} on line {undone.line}" for undone in one.undone),
    }
    return ROWS.row(**{key: value for key, value in cells.items() if value})


def _sheet_of_code(answer: "Edits") -> Sheet:
    (code,) = answer.codes
    whole = answer.complete
    ones = [one for one in answer.pairs if one.column_one == code]
    twos = [one for one in answer.pairs if one.column_one != code]
    counted = tuple(
        Fact(label, _counted(pairs, complete=complete), "stated" if pairs or complete else "unknown")
        for label, pairs, complete in (
            ("as column one", ones, bool(whole and whole.column_one)),
            ("as column two", twos, bool(whole and whole.column_two)),
        )
    )
    sections = [Section("pairs", counted)]
    for name in sorted({choice.name for one in answer.pairs for choice in one.choices}):
        kept = [one for one in answer.pairs if one.choices[0].name == name]
        source = notes.cite(kept[0].choices[0].cite())
        table = _LISTED._replace(rows=tuple(map(_listed, kept)))
        sections.append(Section("edits", table=table, source=source))
    return _sheet(answer, sections)


def _listed(one: "Pair") -> Row:
    return _LISTED.row(
        one=one.column_one,
        two=one.column_two,
        indicator=one.modifier_indicator or "",
        rationale=one.rationale or "",
    )


def _sheet_of_lines(answer: "Edits") -> Sheet:
    facts = tuple(
        Fact(
            _label(one, answer),
            tuple(_told(one)),
            "unknown" if one.verdict == "unknown" else "stated",
            _cited(one),
        )
        for one in answer.pairs
    )
    return _sheet(answer, [Section("edits", facts)])


def _label(one: "Pair", answer: "Edits") -> str:
    """Name the two codes; with their lines where one of them stands on several."""
    codes = (one.column_one, one.column_two)
    typed = [line.code for line in answer.lines]
    if one.lines and any(typed.count(code) > 1 for code in codes):
        return " / ".join(f"{code} (line {line})" for code, line in zip(codes, one.lines, strict=True))
    return " / ".join(codes)


def _told(one: "Pair") -> Iterator[str]:
    known = one.verdict != "unknown"
    yield VERDICTS[one.verdict] if known else "no release held covers the pair in both orders"
    if one.modifier_indicator is None:
        return
    yield f"column one {one.column_one}, column two {one.column_two}"
    yield f"modifier indicator {one.modifier_indicator}"
    yield one.rationale or ""
    yield f"since {one.effective}"
    if one.undone:
        typed = (f"{undone.modifier} on {undone.code}" for undone in one.undone)
        yield f"undone where {' and '.join(typed)} applies"
        yield from dict.fromkeys(f"the chart must show {SHOWN[undone.modifier]}" for undone in one.undone)
        yield from dict.fromkeys(CAUTIONS[undone.caution] for undone in one.undone if undone.caution)
    for group, names in (one.modifiers or {}).items():
        yield f"{group}: {' '.join(names)}"


def _sheet(answer: "Edits", sections: list[Section]) -> Sheet:
    head = [
        Fact("claim", (answer.claim,)),
        Fact("date of service", (answer.on.isoformat(),)),
        *notes.facts(answer.notes),
    ]
    limits = tuple(limit_fact(one.code, one) for one in answer.limits)
    codes = answer.codes
    system = code_system(codes[0]) if len(codes) == 1 else ""
    return Sheet((*sections, Section("MUE", limits)), ", ".join(codes), system, notes=tuple(head))


def _counted(pairs: "Sequence[Pair]", *, complete: bool) -> tuple[str, ...]:
    counts = [(name, sum(one.modifier_indicator == name for one in pairs)) for name in ("1", "0")]
    told = [f"{len(pairs)} pairs", *(f"{count} with indicator {name}" for name, count in counts if count)]
    return tuple(told if complete else [*told, "others may be in parts that are not held"])
