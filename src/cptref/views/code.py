"""What Medicare's releases say of a code: status, RVUs, policy indicators, limits, rates, each in words."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cptref.answers.schedule import with_row
from cptref.sheet import Fact, Section
from cptref.views import facility, notes
from cptref.views.indicators import COVERAGE, NA, POLICY, STATUS, words
from cptref.views.limits import limit_document, limit_fact

if TYPE_CHECKING:
    from datetime import date

    from cptref.answers.code import Code, LevelTwo
    from cptref.answers.schedule import Schedule
    from cptref.cms.rows import RelativeValue
    from cptref.views.parts import FigureDocument
    from cptref.views.parts_of_code import LevelTwoDocument, MedicareDocument, RelativeValuesDocument

_POINTERS = {
    "modifier": "cptref modifiers {code}",
    "administrative": "cptref edits {code}",
    "benchmark": "cptref fee {code}",
    "policy update": "cptref history {code}",
    "practitioner billing": "cptref fee {code}",
}
"""Word of a topic that a record lacks -> the command that answers it for Medicare."""


def pointers(code: str, topics: Iterable[str]) -> dict[str, str]:
    """Return the command that answers a topic for Medicare, for those that have one."""
    found: dict[str, str] = {}
    for topic in topics:
        for word, line in _POINTERS.items():
            if word in topic.lower():
                found.setdefault(topic, line.format(code=code))
    return found


def document(answer: "Code") -> "MedicareDocument":
    """Return everything, for scripts."""
    source = with_row(answer.schedules)
    return {
        "on": answer.on.isoformat(),
        "coverage": source.choice.coverage,
        "relative_values": _relative_values(source),
        "conversion_factors": [
            {
                "participation": one.participation or None,
                "value": str(one.row.conversion_factor),
                "source": notes.cite(one.choice.cite(answer.code)),
            }
            for one in answer.schedules
            if one.row
        ],
        "mue": {one.kind: limit_document(one) for one in answer.limits},
        "opps": facility.opps_document(answer.facility.opps),
        "asc": facility.asc_document(answer.facility.asc),
        "hcpcs": _level_two(answer.level_two),
        "releases": notes.releases(answer.choices),
        "warnings": notes.warnings(answer.notes),
        "notes": notes.documents(answer.notes),
    }


def section(answer: "Code") -> Section:
    """Return everything, for readers."""
    day = Fact("date of service", (answer.on.isoformat(),))
    return Section("medicare", (day, *notes.facts(answer.notes), *_facts(answer)))


def _facts(answer: "Code") -> Iterator[Fact]:
    source = with_row(answer.schedules)
    yield from _schedule_facts(source.row, answer) if source.row else [_absent(source)]
    for one in answer.limits:
        yield limit_fact(f"MUE {one.kind}", one)
    yield from facility.facts(answer.facility)
    yield from _level_two_facts(answer.level_two, answer.on)


def _schedule_facts(row: "RelativeValue", answer: "Code") -> Iterator[Fact]:
    held = [one for one in answer.schedules if one.row]
    cited = notes.cite(held[0].choice.cite(answer.code))
    yield Fact("status", (words(STATUS, row.status),), source=cited)
    yield Fact("RVUs", tuple(_rvus_told(row)), source=cited)
    for one in held:
        label = f"conversion factor {one.participation}".strip()
        yield Fact(label, (str(one.row and one.row.conversion_factor),), source=notes.cite(one.source))
    for field, table in POLICY.items():
        yield Fact(field, tuple(_policy_told(row, field, table)), source=cited)
    if row.endoscopic_base:
        yield Fact("endoscopic_base", (row.endoscopic_base,), source=cited)


def _absent(source: "Schedule") -> Fact:
    choice = source.choice
    told = (f"stands in no row of {choice.name}",) if choice.standing else ()
    return Fact("physician fee schedule", told, "silent")


def _relative_values(source: "Schedule") -> "RelativeValuesDocument | None":
    row, line = source.row, source.line
    if row is None or line is None:
        return None
    return {
        "status": _figure(row.status, STATUS),
        "work": str(row.work),
        "non_facility_pe": str(row.non_facility_pe),
        "facility_pe": str(row.facility_pe),
        "malpractice": str(row.malpractice),
        "non_facility_total": str(row.non_facility_total),
        "facility_total": str(row.facility_total),
        "non_facility_na": NA["NA"] if row.non_facility_na else None,
        "facility_na": NA["NA"] if row.facility_na else None,
        "pc_tc": _policy(row, "pc_tc"),
        "global_days": _policy(row, "global_days"),
        "multiple": _policy(row, "multiple"),
        "bilateral": _policy(row, "bilateral"),
        "assistant": _policy(row, "assistant"),
        "co_surgeons": _policy(row, "co_surgeons"),
        "team": _policy(row, "team"),
        "supervision": _policy(row, "supervision"),
        "imaging_family": _policy(row, "imaging_family"),
        "pre": str(row.pre),
        "intra": str(row.intra),
        "post": str(row.post),
        "endoscopic_base": row.endoscopic_base or None,
        "modifier_rows": sorted(line.splits),
        "coverage": source.choice.coverage,
        "source": notes.cite(source.choice.cite(row.code)),
    }


def _level_two(one: "LevelTwo") -> "LevelTwoDocument | None":
    row = one.row
    if row is None:
        return None
    return {
        "description": row.description,
        "short_description": row.short_description,
        "coverage_code": _figure(row.coverage, COVERAGE),
        "added": _iso(row.added),
        "terminated": _iso(row.terminated),
        "valid": one.is_valid,
        "coverage": one.choice.coverage,
        "source": notes.cite(one.source),
    }


def _level_two_facts(one: "LevelTwo", on: "date") -> Iterator[Fact]:
    row = one.row
    if row is None:
        return
    told = [row.description, f"coverage {words(COVERAGE, row.coverage)}"]
    told += [f"added {row.added}"] if row.added else []
    told += [f"terminated {row.terminated}"] if row.terminated else []
    told += [] if one.is_valid else [f"not valid on {on}"]
    yield Fact("HCPCS Level II", tuple(told), source=notes.cite(one.source))


def _rvus_told(row: "RelativeValue") -> Iterator[str]:
    yield f"work {row.work}"
    yield f"practice expense {row.facility_pe} facility, {row.non_facility_pe} non-facility"
    yield f"malpractice {row.malpractice}"
    yield f"total {row.facility_total} facility, {row.non_facility_total} non-facility"
    for setting, flag in (("facility", row.facility_na), ("non-facility", row.non_facility_na)):
        if flag:
            yield f"{setting} flagged NA: {NA[flag]}"


def _policy_told(row: "RelativeValue", field: str, table: dict[str, str]) -> Iterator[str]:
    yield words(table, getattr(row, field))
    if field == "global_days":
        yield f"pre {row.pre}, intra {row.intra}, post {row.post}"


def _policy(row: "RelativeValue", field: str) -> "FigureDocument":
    return _figure(getattr(row, field), POLICY[field])


def _figure(value: str, table: dict[str, str]) -> "FigureDocument":
    return {"value": value, "meaning": table.get(value)}


def _iso(day: "date | None") -> str | None:
    return day.isoformat() if day else None
