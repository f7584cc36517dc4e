"""Rules that began or change: each figure with the day from which it holds, and its source.

A parameter is a tuple of rows, the oldest first; it is asked for a date of service.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, NamedTuple, TypeVar

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class Dated(NamedTuple, Generic[T_co]):
    """What a rule says from a day on."""

    since: date
    value: T_co
    source: str


def at(parameter: Sequence[Dated[T]], on: date) -> Dated[T] | None:
    """Return what a rule says on a day; None before it began."""
    for row in reversed(parameter):
        if row.since <= on:
            return row
    return None


_SCHEDULE_BEGAN = date(1992, 1, 1)

ASSISTANT = (Dated(_SCHEDULE_BEGAN, Decimal("0.16"), "Social Security Act, section 1848(i)(2)(B)"),)
"""The share of an assistant surgeon."""
ASSISTANT_WITHOUT_RESIDENT = (Dated(_SCHEDULE_BEGAN, Decimal("0.16"), "42 CFR 415.190"),)
"""The same where no qualified resident is at hand."""
NON_PHYSICIAN_ASSISTANT = (Dated(date(1998, 1, 1), Decimal("0.136"), "MM6123"),)
"""The share of a physician assistant, nurse practitioner or clinical nurse specialist: 85 of 16 percent."""
CO_SURGEON = (Dated(_SCHEDULE_BEGAN, Decimal("0.625"), "Pub. 100-04, chapter 12, section 40.8"),)
"""The share of each of two surgeons."""

NON_PARTICIPATING = (Dated(_SCHEDULE_BEGAN, Decimal("0.95"), "Social Security Act, section 1848(a)(3)"),)
"""The share of the amount for a physician who does not participate."""
LIMITING_CHARGE = (Dated(date(1993, 1, 1), Decimal("1.15"), "42 CFR 414.48"),)
"""What such a physician may charge at most, as a share of what is allowed to one."""

Participation = Literal["", "non-QPP", "QPP"]
"""Whose conversion factor: a qualifying APM participant's (QPP), another's, or "" for the one of all."""

_ONE: tuple[Participation, ...] = ("",)
_TWO: tuple[Participation, ...] = ("non-QPP", "QPP")
CONVERSION_FACTORS = (
    Dated(_SCHEDULE_BEGAN, _ONE, "Social Security Act, section 1848(d)(1)(A)"),
    Dated(date(2026, 1, 1), _TWO, "Social Security Act, section 1848(d)(1)(A)"),
)
"""Whose conversion factors there are."""

Column = Literal["column one", "column two"]
"""Of a PTP edit."""

_TWO_ALONE: tuple[Column, ...] = ("column two",)
_EITHER: tuple[Column, ...] = ("column one", "column two")
NCCI_BEGAN = date(1996, 1, 1)
"""The day from which there are PTP edits."""
DISTINCT = (
    Dated(NCCI_BEGAN, ("59",), "NCCI Policy Manual, chapter I"),
    Dated(date(2015, 1, 1), ("59", "XE", "XS", "XP", "XU"), "CR 8863"),
)
"""The modifiers that say of a service that it is distinct: 59, and those that say in what."""
DISTINCT_COLUMNS = (
    Dated(NCCI_BEGAN, _TWO_ALONE, "NCCI Policy Manual, chapter I"),
    Dated(date(2019, 7, 1), _EITHER, "CR 11168"),
)
"""On which code of an edit those count."""
