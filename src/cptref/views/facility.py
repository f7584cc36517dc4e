"""What facilities are paid for a code, for scripts and readers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cptref.sheet import Fact
from cptref.views.indicators import ASC, OPPS, words
from cptref.views.notes import cite

if TYPE_CHECKING:
    from cptref.answers.facility import AscRate, Facility, OppsRate
    from cptref.views.parts import AscDocument, OppsDocument

_NATIONAL = "national, not adjusted for wages"


def opps_document(one: "OppsRate") -> "OppsDocument":
    """Return what OPPS pays, for scripts."""
    row = one.row
    return {
        "coverage": one.choice.coverage,
        "status_indicator": row and row.status_indicator,
        "meaning": row and OPPS.get(_indicator(row.status_indicator)),
        "apc": (row and row.apc) or None,
        "rate": str(row.rate) if row and row.rate is not None else None,
        "state": "stated" if row else "silent",
        "source": cite(one.source) or None,
    }


def asc_document(one: "AscRate") -> "AscDocument":
    """Return what an ASC is paid, for scripts."""
    row = one.row
    return {
        "coverage": one.choice.coverage,
        "payable": one.payment,
        "payment_indicator": (row and row.payment_indicator) or None,
        "meaning": (row and ASC.get(row.payment_indicator)) or None,
        "rate": str(row.rate) if row and row.rate is not None else None,
        "state": "stated" if row else "silent",
        "source": cite(one.source) or None,
    }


def facts(one: "Facility") -> Iterator[Fact]:
    """Tell a reader both."""
    yield _opps_fact(one.opps)
    yield _asc_fact(one.asc)


def _opps_fact(one: "OppsRate") -> Fact:
    row = one.row
    if row is None:
        return Fact("OPPS", (), "silent")
    meaning = OPPS.get(_indicator(row.status_indicator), "no meaning is held")
    told = [f"status indicator {row.status_indicator}: {meaning}"]
    told += [f"APC {row.apc}"] if row.apc else []
    told += [f"rate ${row.rate:,} ({_NATIONAL})"] if row.rate is not None else ["no rate of its own"]
    return Fact("OPPS", tuple(told), source=cite(one.source))


def _asc_fact(one: "AscRate") -> Fact:
    row = one.row
    if row is None or one.payment is None:
        return Fact("ASC", (), "silent")
    told: list[str] = [one.payment]
    told += [f"payment indicator {words(ASC, row.payment_indicator)}"] if row.payment_indicator else []
    told += [f"rate ${row.rate:,} ({_NATIONAL})"] if row.rate is not None else []
    return Fact("ASC", tuple(told), source=cite(one.source))


def _indicator(printed: str) -> str:
    """Leave out the mark of a change."""
    return printed.rstrip(" *")
