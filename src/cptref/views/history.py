"""What a code was worth, quarter by quarter: one row for each day on which a release held came in force."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cptref.answers.schedule import Source, sources
from cptref.codes import Asked, code_system
from cptref.errors import UnknownCode
from cptref.medicare.price import SETTINGS, price
from cptref.releases.periods import quarter, start
from cptref.sheet import Document, Fact, Item, Row, Section, Sheet, Table
from cptref.views import SCHEMA_VERSION, cell
from cptref.views.medicare import MUE_KINDS
from cptref.views.rates import Rates

if TYPE_CHECKING:
    from datetime import date

    from cptref.releases.day import Held

_RVUS = ("work", "non_facility_pe", "facility_pe", "malpractice", "non_facility_total", "facility_total")
_AMOUNTS = ("amount_facility", "amount_non_facility", "amount_facility_qpp", "amount_non_facility_qpp")
_FACTORS = ("conversion_factor", "conversion_factor_qpp")
_RATES = ("opps_status_indicator", "opps_apc", "opps_rate", "asc", "asc_payment_indicator", "asc_rate")
_FIELDS = (
    *("status", "global_days", *_RVUS, *_FACTORS, *_AMOUNTS),
    *(*(f"mue_{kind}" for kind in MUE_KINDS), *_RATES),
)
ROWS = Table(("code", "quarter", "effective", *_FIELDS, "changed", "releases"))
KEYS = ("schema_version", "code", "code_system", "history", "note")
_SEEN = Table(
    (
        "quarter",
        "status",
        "global",
        "total",
        "factor",
        "amount",
        "QPP",
        "bar",
        "MUE",
        "OPPS",
        "ASC",
        "changed",
    ),
    details=("MUE", "OPPS", "ASC", "changed"),
)
_HEADS = {
    "quarter": "quarter",
    "status": "status",
    "global_days": "global",
    "facility_total": "total",
    "conversion_factor": "factor",
    "amount_facility": "amount",
    "amount_facility_qpp": "QPP",
}
"""Of a facility; what each field is called where a reader sees it."""
_BAR = 12  # characters of the longest
_ABSENT = "not listed"
NOTE = "national, every index 1; where no release is held there is no value"


def history(asked: Asked, held: "Held") -> Item:
    """Answer with one row a quarter; raises UnknownCode for a code that no release has."""
    rows = _marked(_periods(asked.code, held))
    if held.standing and not any(row["known"] for row in rows):
        raise UnknownCode(asked.code, what="release")
    for row in rows:
        del row["known"]

    def document() -> Document:
        head = {"schema_version": SCHEMA_VERSION, "code": asked.code, "code_system": code_system(asked.code)}
        return head | {"history": rows, "note": NOTE}

    def sheet() -> Sheet:
        return Sheet(tuple(_sections(rows)), asked.code, code_system(asked.code))

    def cells() -> Iterator[Row]:
        for row in rows:
            yield ROWS.row(code=asked.code, **{key: cell(value) for key, value in row.items()})

    return Item(document, sheet, rows=cells)


def _periods(code: str, held: "Held") -> Iterator[dict[str, Any]]:
    """Yield a row for each day on which a release came in force, without what changed."""
    families = ("pfs", "mue", "opps", "asc")
    days = {one.release.effective for one in held.standing if one.release.family in families}
    for day in sorted(days):
        yield _period(code, held.at(day))


def _period(code: str, held: "Held") -> dict[str, Any]:
    """Return what the releases in force on a day say; None of what none is held of."""
    row: dict[str, Any] = {"quarter": _quarter(held.on), "effective": held.on.isoformat()}
    row |= dict.fromkeys(_FIELDS)
    names: list[str] = []
    known = False
    found = [one for one in sources(Asked(code, code, ()), held) if one.choice.coverage == "in force"]
    for one in found:
        names.append(one.choice.name)
        row |= _schedule(one)
        known = known or one.row is not None
    for kind in MUE_KINDS:
        choice = held.choice("mue", kind)
        if choice.coverage == "in force":
            limit = held.row("mue", choice, code=code)
            names.append(choice.name)
            row[f"mue_{kind}"] = f"{limit.units}, MAI {limit.mai}" if limit else _ABSENT
            known = known or limit is not None
    rates = Rates(code, held)
    names += [choice.name for choice in rates.choices if choice.coverage == "in force"]
    row |= _rates(rates)
    return row | {"changed": [], "releases": list(dict.fromkeys(names)), "known": known or rates.known}


def _schedule(source: Source) -> dict[str, Any]:
    """Return what a relative value file says."""
    end = "_qpp" if source.participation == "QPP" else ""
    row = source.row
    if row is None:
        return {} if end else {"status": _ABSENT}
    told: dict[str, Any] = {"status": row.status, "global_days": row.global_days}
    told |= {field: str(getattr(row, field)) for field in _RVUS}
    told[f"conversion_factor{end}"] = str(row.conversion_factor)
    for setting in SETTINGS:
        amount = price(row, setting, ()).amount
        told[f"amount_{setting.replace('-', '_')}{end}"] = None if amount is None else str(amount)
    return told


def _rates(rates: Rates) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if rates.opps_choice.coverage == "in force":
        opps = rates.opps
        told["opps_status_indicator"] = opps.status_indicator if opps else _ABSENT
        told["opps_apc"] = (opps and opps.apc) or None
        told["opps_rate"] = str(opps.rate) if opps and opps.rate is not None else None
    if rates.asc_choice.coverage == "in force":
        asc = rates.asc
        told["asc"] = rates.asc_told() if asc else _ABSENT
        told["asc_payment_indicator"] = (asc and asc.payment_indicator) or None
        told["asc_rate"] = str(asc.rate) if asc and asc.rate is not None else None
    return told


def _marked(periods: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """Name in each row the fields that differ from their last value before it."""
    last: dict[str, Any] = {}
    rows = []
    for row in periods:
        now = {field: row[field] for field in _FIELDS if row[field] is not None}
        row["changed"] = [field for field, value in now.items() if field in last and last[field] != value]
        last |= now
        rows.append(row)
    return rows


def _sections(rows: list[dict[str, Any]]) -> Iterator[Section]:
    if not rows:
        yield Section("history", (Fact("releases", (), "silent"),))
        return
    most = max((Decimal(row["amount_facility"] or 0) for row in rows), default=Decimal(0))
    seen = []
    for row in rows:
        told = {head: cell(row[key]) for key, head in _HEADS.items()}
        told |= {_HEADS[key]: f"{cell(row[key])} *" for key in row["changed"] if key in _HEADS}
        told["changed"] = ", ".join(key.replace("_", " ") for key in row["changed"])
        told |= {"bar": _bar(row["amount_facility"], most)} | _told(row)
        seen.append(_SEEN.row(**told))
    yield Section("history", table=_SEEN._replace(rows=tuple(seen)))
    yield Section(
        "note",
        (
            Fact(
                "amounts", (NOTE, "total, amount and bar of a facility", "* differs from the value before it")
            ),
        ),
    )


def _told(row: dict[str, Any]) -> dict[str, str]:
    limits = (f"{kind} {row[f'mue_{kind}']}" for kind in MUE_KINDS if row[f"mue_{kind}"])
    opps = (row["opps_status_indicator"], row["opps_apc"] and f"APC {row['opps_apc']}", row["opps_rate"])
    asc = (row["asc"], row["asc_payment_indicator"], row["asc_rate"])
    return {
        "MUE": ", ".join(limits),
        "OPPS": ", ".join(filter(None, opps)),
        "ASC": ", ".join(filter(None, asc)),
    }


def _bar(amount: str | None, most: Decimal) -> str:
    return "█" * round(_BAR * Decimal(amount) / most) if amount and most else ""


def _quarter(day: "date") -> str:
    return f"{day.year}q{quarter(day)}" if day == start("pfs", day) else day.isoformat()
