"""What a code was worth, release by release: one period for each day on which a release came in force."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from cptref.answers.facility import Facility, facility
from cptref.answers.limits import Limit, limit
from cptref.answers.schedule import Schedule, schedules
from cptref.cms.families import ASC, MUE, OPPS, PFS
from cptref.errors import UnknownCode
from cptref.medicare.price import SETTINGS, price

if TYPE_CHECKING:
    from cptref.releases.day import Day

NOT_LISTED: Final = "not listed"
"""A release is in force, and has no row of the code."""
NotListed = Literal["not listed"]

_FAMILIES = {family.name for family in (PFS, MUE, OPPS, ASC)}


class Units(NamedTuple):
    """A limit of units."""

    units: int
    mai: str
    """MUE adjudication indicator."""


class Worth(NamedTuple):
    """What the releases in force on a day say; None of what none is held of. Amounts are national."""

    status: str | None = None
    """A letter, or NOT_LISTED."""
    global_days: str | None = None
    work: Decimal | None = None
    non_facility_pe: Decimal | None = None
    facility_pe: Decimal | None = None
    malpractice: Decimal | None = None
    non_facility_total: Decimal | None = None
    facility_total: Decimal | None = None
    conversion_factor: Decimal | None = None
    conversion_factor_qpp: Decimal | None = None
    amount_facility: Decimal | None = None
    amount_non_facility: Decimal | None = None
    amount_facility_qpp: Decimal | None = None
    amount_non_facility_qpp: Decimal | None = None
    mue_practitioner: Units | NotListed | None = None
    mue_hospital: Units | NotListed | None = None
    mue_dme: Units | NotListed | None = None
    opps_status_indicator: str | None = None
    """An indicator, or NOT_LISTED."""
    opps_apc: str | None = None
    opps_rate: Decimal | None = None
    asc: str | None = None
    """Payable, packaged, excluded, or NOT_LISTED."""
    asc_payment_indicator: str | None = None
    asc_rate: Decimal | None = None


class Period(NamedTuple):
    """The time from a day on which a release came in force."""

    effective: date
    worth: Worth
    changed: tuple[str, ...]
    """Fields of `worth` that differ from their last value before it."""
    releases: tuple[str, ...]


class History(NamedTuple):
    """What a code was worth, the oldest period first."""

    code: str
    periods: tuple[Period, ...]


def history(code: str, day: "Day") -> History:
    """Return what a code was worth; raises UnknownCode for a code that no release has."""
    days = {one.release.effective for one in day.standing if one.release.family in _FAMILIES}
    found = [_on(code, day.at(effective)) for effective in sorted(days)]
    if day.standing and not any(known for _, known in found):
        raise UnknownCode(code, what="release")
    return History(code, tuple(_marked(period for period, _ in found)))


def _on(code: str, day: "Day") -> tuple[Period, bool]:
    """Return what the releases in force on a day say, and whether any has the code."""
    files = [one for one in schedules(code, (), day) if one.choice.coverage == "in force"]
    limits = [limit(code, kind, day) for kind in MUE.kinds]
    limits = [one for one in limits if one.choice.coverage == "in force"]
    rates = facility(code, day)
    worth = _rates(_limits(Worth(), limits), rates)
    for one in files:
        worth = _schedule(worth, one)
    choices = [*(one.choice for one in files), *(one.choice for one in limits)]
    choices += [choice for choice in rates.choices if choice.coverage == "in force"]
    names = tuple(dict.fromkeys(choice.name for choice in choices))
    known = any(one.row for one in files) or any(one.row for one in limits) or rates.is_known
    return Period(day.on, worth, (), names), known


def _schedule(worth: Worth, one: Schedule) -> Worth:
    """Add what a relative value file says, priced nationally."""
    row = one.row
    if row is None:
        return worth._replace(status=worth.status or NOT_LISTED)
    worth = worth._replace(
        status=row.status,
        global_days=row.global_days,
        work=row.work,
        non_facility_pe=row.non_facility_pe,
        facility_pe=row.facility_pe,
        malpractice=row.malpractice,
        non_facility_total=row.non_facility_total,
        facility_total=row.facility_total,
    )
    in_facility, elsewhere = (price(row, setting, ()).amount for setting in SETTINGS)
    if one.participation == "QPP":
        return worth._replace(
            conversion_factor_qpp=row.conversion_factor,
            amount_facility_qpp=in_facility,
            amount_non_facility_qpp=elsewhere,
        )
    return worth._replace(
        conversion_factor=row.conversion_factor, amount_facility=in_facility, amount_non_facility=elsewhere
    )


def _limits(worth: Worth, limits: list[Limit]) -> Worth:
    """Add the units that a line or a day may have."""
    units: dict[str, Units | NotListed] = {
        one.kind: Units(one.row.units, one.row.mai) if one.row else NOT_LISTED for one in limits
    }
    return worth._replace(
        mue_practitioner=units.get("practitioner"),
        mue_hospital=units.get("hospital"),
        mue_dme=units.get("dme"),
    )


def _rates(worth: Worth, rates: Facility) -> Worth:
    """Add what facilities are paid."""
    opps, asc = rates.opps, rates.asc
    if opps.choice.coverage == "in force":
        worth = worth._replace(
            opps_status_indicator=opps.row.status_indicator if opps.row else NOT_LISTED,
            opps_apc=(opps.row and opps.row.apc) or None,
            opps_rate=opps.row and opps.row.rate,
        )
    if asc.choice.coverage == "in force":
        worth = worth._replace(
            asc=asc.payment or NOT_LISTED,
            asc_payment_indicator=(asc.row and asc.row.payment_indicator) or None,
            asc_rate=asc.row and asc.row.rate,
        )
    return worth


def _marked(periods: Iterable[Period]) -> Iterator[Period]:
    """Name in each period the fields that differ from their last value before it."""
    last: dict[str, object] = {}
    for period in periods:
        now = {field: value for field, value in period.worth._asdict().items() if value is not None}
        changed = tuple(field for field, value in now.items() if field in last and last[field] != value)
        last |= now
        yield period._replace(changed=changed)
