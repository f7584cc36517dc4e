"""What a code was worth, quarter by quarter, for scripts and readers."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from cptref.answers.history import Units, Worth
from cptref.cms.families import MUE, PFS
from cptref.codes import code_system
from cptref.releases.periods import quarter, start
from cptref.sheet import Fact, Item, Row, Section, Sheet, Table
from cptref.views.items import SCHEMA_VERSION, cell

if TYPE_CHECKING:
    from datetime import date

    from cptref.answers.history import History, Period
    from cptref.views.documents import HistoryDocument
    from cptref.views.parts import PeriodDocument

ROWS = Table(("code", "quarter", "effective", *Worth._fields, "changed", "releases"))
KEYS = ("schema_version", "code", "code_system", "history", "note")
_SEEN = Table(
    (
        *("quarter", "status", "global", "total", "factor", "amount", "QPP", "bar"),
        *("MUE", "OPPS", "ASC", "changed"),
    ),
    details=("MUE", "OPPS", "ASC", "changed"),
)
_HEADS = {
    "status": "status",
    "global_days": "global",
    "facility_total": "total",
    "conversion_factor": "factor",
    "amount_facility": "amount",
    "amount_facility_qpp": "QPP",
}
"""Of a facility; what each field is called where a reader sees it."""
_BAR = 12  # characters of the longest
NOTE = "national, every index 1; where no release is held there is no value"


def history(answer: "History") -> Item:
    """Tell what a code was worth, one row a period."""

    def document() -> "HistoryDocument":
        return {
            "schema_version": SCHEMA_VERSION,
            "code": answer.code,
            "code_system": code_system(answer.code),
            "history": [_period(one) for one in answer.periods],
            "note": NOTE,
        }

    def sheet() -> Sheet:
        return Sheet(tuple(_sections(answer.periods)), answer.code, code_system(answer.code))

    def rows() -> Iterator[Row]:
        for one in answer.periods:
            yield ROWS.row(code=answer.code, **{key: cell(value) for key, value in _period(one).items()})

    return Item(document, sheet, rows=rows)


def _period(one: "Period") -> "PeriodDocument":
    worth = {field: _written(value) for field, value in one.worth._asdict().items()}
    head = {"quarter": _quarter(one.effective), "effective": one.effective.isoformat()}
    rest = {"changed": list(one.changed), "releases": list(one.releases)}
    return cast("PeriodDocument", head | worth | rest)


def _written(value: object) -> str | None:
    if isinstance(value, Units):
        return f"{value.units}, MAI {value.mai}"
    return None if value is None else str(value)


def _sections(periods: "tuple[Period, ...]") -> Iterator[Section]:
    if not periods:
        yield Section("history", (Fact("releases", (), "silent"),))
        return
    most = max(one.worth.amount_facility or Decimal(0) for one in periods)
    seen = tuple(_seen(one, most) for one in periods)
    yield Section("history", table=_SEEN._replace(rows=seen))
    told = (NOTE, "total, amount and bar of a facility", "* differs from the value before it")
    yield Section("note", (Fact("amounts", told),))


def _seen(one: "Period", most: Decimal) -> Row:
    worth = {field: _written(value) or "" for field, value in one.worth._asdict().items()}
    told = {head: worth[key] + (" *" if key in one.changed else "") for key, head in _HEADS.items()}
    opps = (
        worth["opps_status_indicator"],
        worth["opps_apc"] and f"APC {worth['opps_apc']}",
        worth["opps_rate"],
    )
    asc = (worth["asc"], worth["asc_payment_indicator"], worth["asc_rate"])
    limits = (f"{kind} {worth[f'mue_{kind}']}" for kind in MUE.kinds if worth[f"mue_{kind}"])
    return _SEEN.row(
        **told,
        quarter=_quarter(one.effective),
        bar=_bar(one.worth.amount_facility, most),
        MUE=", ".join(limits),
        OPPS=", ".join(filter(None, opps)),
        ASC=", ".join(filter(None, asc)),
        changed=", ".join(key.replace("_", " ") for key in one.changed),
    )


def _bar(amount: Decimal | None, most: Decimal) -> str:
    return "█" * round(_BAR * amount / most) if amount and most else ""


def _quarter(day: "date") -> str:
    return f"{day.year}q{quarter(day)}" if day == start(PFS.period, day) else day.isoformat()
