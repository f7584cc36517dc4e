"""What Medicare's releases say of a code: status, RVUs, policy indicators, limits, rates, each in words."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cptref.answers.schedule import Source, sources
from cptref.codes import Asked
from cptref.medicare.indicators import COVERAGE, NA, POLICY, STATUS, words
from cptref.sheet import Fact, Section
from cptref.views.coverage import limit_document, limit_fact, newest, releases_document
from cptref.views.rates import Rates

if TYPE_CHECKING:
    from datetime import date

    from cptref.cms.rows import Level2, Mue, RelativeValue
    from cptref.releases.day import Choice, Held

MUE_KINDS = ("practitioner", "hospital", "dme")
_RVUS = (
    *("work", "non_facility_pe", "facility_pe", "malpractice", "non_facility_total", "facility_total"),
    "conversion_factor",
)
_POINTERS = {
    "modifier": "cptref modifiers {code}",
    "administrative": "cptref edits {code}",
    "benchmark": "cptref fee {code}",
    "policy update": "cptref history {code}",
    "practitioner billing": "cptref fee {code}",
}
"""Word of a topic that a record lacks -> the command that answers it for Medicare."""


class Medicare:
    """What the releases say of a code on a day."""

    def __init__(self, code: str, held: "Held") -> None:
        self.code = code
        self.held = held
        self.sources = sources(Asked(code, code, ()), held)
        self.rates = Rates(code, held)
        self.mue: dict[str, tuple[Choice, Mue | None]] = {}
        for kind in MUE_KINDS:
            choice = held.choice("mue", kind)
            self.mue[kind] = choice, held.one_of_code("mue", choice, code)
        self.hcpcs_choice = held.choice("hcpcs")
        self.hcpcs: Level2 | None = held.one_of_code("hcpcs", self.hcpcs_choice, code)

    @property
    def known(self) -> bool:
        """Whether any release has the code."""
        limits = any(row for _, row in self.mue.values())
        return bool(any(source.row for source in self.sources) or limits or self.hcpcs or self.rates.known)

    @cached_property
    def choices(self) -> "list[Choice]":
        """The releases that answer, or that would."""
        limits = (choice for choice, _ in self.mue.values())
        return [*(one.choice for one in self.sources), *limits, *self.rates.choices, self.hcpcs_choice]

    @property
    def warnings(self) -> list[str]:
        """What is to be known of the releases that answer."""
        return [said for choice in self.choices if (said := newest(choice, self.held))]

    def pointers(self, topics: list[str]) -> dict[str, str]:
        """Return the command that answers a topic for Medicare, for those that have one."""
        found: dict[str, str] = {}
        for topic in topics:
            for word, line in _POINTERS.items():
                if word in topic.lower():
                    found.setdefault(topic, line.format(code=self.code))
        return found

    def document(self) -> dict[str, Any]:
        """Return everything, for scripts."""
        source = self._source
        return {
            "on": self.held.on.isoformat(),
            "coverage": source.choice.coverage,
            "relative_values": self._relative_values(source),
            "conversion_factors": [
                {
                    "participation": one.participation or None,
                    "value": str(one.row.conversion_factor),
                    "source": one.choice.cite(self.code),
                }
                for one in self.sources
                if one.row
            ],
            "mue": {kind: self._mue_document(kind) for kind in MUE_KINDS},
            "opps": self.rates.opps_document(),
            "asc": self.rates.asc_document(),
            "hcpcs": self._hcpcs_document(),
            "releases": releases_document(self.choices),
            "warnings": self.warnings,
        }

    def section(self) -> Section:
        """Return everything, for readers."""
        warnings = (Fact("warning", (warning,)) for warning in self.warnings)
        day = Fact("date of service", (self.held.on.isoformat(),))
        return Section("medicare", (day, *warnings, *self._facts()))

    def _facts(self) -> Iterator[Fact]:
        row, cited = self._source.row, self._source.choice.cite(self.code)
        if row is None:
            yield Fact("physician fee schedule", self._absent(), "silent")
        else:
            yield Fact("status", (words(STATUS, row.status),), source=cited)
            yield Fact("RVUs", tuple(_rvus_told(row)), source=cited)
            for one, priced in [(one, one.row) for one in self.sources if one.row]:
                label = f"conversion factor {one.participation}".strip()
                yield Fact(label, (str(priced.conversion_factor),), source=one.cited)
            for field, table in POLICY.items():
                yield Fact(field, tuple(_policy_told(row, field, table)), source=cited)
            if row.endoscopic_base:
                yield Fact("endoscopic_base", (row.endoscopic_base,), source=cited)
        for kind, (choice, limit) in self.mue.items():
            yield limit_fact(f"MUE {kind}", choice, limit, self.code)
        yield from self.rates.facts()
        yield from self._hcpcs_facts()

    @property
    def _source(self) -> Source:
        """The relative value file that answers; where two do, they have the same RVUs and indicators."""
        return next((one for one in self.sources if one.row), self.sources[0])

    def _absent(self) -> tuple[str, ...]:
        choice = self._source.choice
        return (f"stands in no row of {choice.name}",) if choice.standing else ()

    def _relative_values(self, source: Source) -> dict[str, Any] | None:
        row = source.row
        if row is None:
            return None
        told: dict[str, Any] = {"status": {"value": row.status, "meaning": STATUS.get(row.status)}}
        told |= {field: str(getattr(row, field)) for field in _RVUS[:-1]}
        told["non_facility_na"] = NA["NA"] if row.non_facility_na else None
        told["facility_na"] = NA["NA"] if row.facility_na else None
        for field, table in POLICY.items():
            value = getattr(row, field)
            told[field] = {"value": value, "meaning": table.get(value)}
        told |= {"pre": str(row.pre), "intra": str(row.intra), "post": str(row.post)}
        told["endoscopic_base"] = row.endoscopic_base or None
        told["modifier_rows"] = sorted(source.line.splits) if source.line else []
        return told | {"coverage": source.choice.coverage, "source": source.choice.cite(self.code)}

    def _mue_document(self, kind: str) -> dict[str, Any]:
        return limit_document(*self.mue[kind])

    def _hcpcs_document(self) -> dict[str, Any] | None:
        row = self.hcpcs
        if row is None:
            return None
        return {
            "description": row.description,
            "short_description": row.short_description,
            "coverage_code": {"value": row.coverage, "meaning": COVERAGE.get(row.coverage)},
            "added": _iso(row.added),
            "terminated": _iso(row.terminated),
            "valid": in_use(row, self.held.on),
            "coverage": self.hcpcs_choice.coverage,
            "source": self.hcpcs_choice.cite(self.code),
        }

    def _hcpcs_facts(self) -> Iterator[Fact]:
        row = self.hcpcs
        if row is None:
            return
        told = [row.description, f"coverage {words(COVERAGE, row.coverage)}"]
        told += [f"added {row.added}"] if row.added else []
        told += [f"terminated {row.terminated}"] if row.terminated else []
        if not in_use(row, self.held.on):
            told.append(f"not valid on {self.held.on}")
        yield Fact("HCPCS Level II", tuple(told), source=self.hcpcs_choice.cite(self.code))


def in_use(row: "Level2", on: "date") -> bool:
    """Tell whether a code or modifier counts on a day: from when it was added until it is terminated."""
    return (row.added is None or row.added <= on) and (row.terminated is None or on <= row.terminated)


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


def _iso(day: "date | None") -> str | None:
    return day.isoformat() if day else None
