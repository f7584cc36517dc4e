"""The Medicare amount of a service, factor by factor.

    [(work x GPCI) + (practice expense x GPCI) + (malpractice x GPCI)] x conversion factor

rounded once, half up, at the end; it reproduces CMS's own carrier price files. Where the file has RVUs for
OPPS payment, imaging is capped: the lower of this and the same with those RVUs. It is the allowed amount
before deductible, coinsurance and sequestration.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import prod
from typing import TYPE_CHECKING, Literal, NamedTuple

from cptref.medicare.modifiers import WHOLE, Effect, Line, Verdict, conflict, effect, of_status

if TYPE_CHECKING:
    from cptref.cms.rows import Locality, RelativeValue

Setting = Literal["facility", "non-facility"]
SETTINGS: tuple[Setting, ...] = ("facility", "non-facility")

_CENT = Decimal("0.01")
_NON_PARTICIPATING = Decimal("0.95")
_LIMITING = Decimal("1.0925")
_ONE = Decimal(1)


class Factors(NamedTuple):
    """What the amount is made of."""

    work: Decimal
    pe: Decimal
    malpractice: Decimal
    """RVUs."""
    work_gpci: Decimal
    pe_gpci: Decimal
    malpractice_gpci: Decimal
    conversion_factor: Decimal
    """Dollars for one RVU."""
    share: Decimal
    """What the modifiers leave of it."""

    def amount(self) -> Decimal:
        """Return the dollars, unrounded."""
        rvus = self.work * self.work_gpci + self.pe * self.pe_gpci + self.malpractice * self.malpractice_gpci
        return rvus * self.conversion_factor * self.share


class Price(NamedTuple):
    """The amount in one setting, or why there is none."""

    setting: Setting
    verdict: Verdict
    reason: str
    """What decides where the line is not plainly payable; "" where it is."""
    factors: Factors | None = None
    """None where there is no amount."""
    capped: bool = False
    """Whether the RVUs for OPPS payment made the lower amount."""
    na: bool = False
    """Whether the file flags the setting as one in which the service is rarely or never done."""

    @property
    def amount(self) -> Decimal | None:
        """Dollars, rounded once."""
        return rounded(self.factors.amount()) if self.factors else None


def rounded(amount: Decimal) -> Decimal:
    """Round to cents, half up."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def non_participating(amount: Decimal) -> Decimal:
    """Return the amount for a physician who does not participate, of the rounded amount."""
    return rounded(amount * _NON_PARTICIPATING)


def limiting_charge(amount: Decimal) -> Decimal:
    """Return the most that such a physician may charge, of the rounded amount."""
    return rounded(amount * _LIMITING)


def effects(modifiers: Sequence[str], line: Line) -> tuple[Effect, ...]:
    """Return what each modifier of a line does; LT with RT is 50."""
    if not modifiers:
        return ()
    found = [effect(modifier, line) for modifier in modifiers]
    if {"LT", "RT"} <= set(modifiers) and "50" not in modifiers:
        found = [one for one in found if one.modifier not in ("LT", "RT")]
        found.append(effect("50", line)._replace(modifier="LT RT"))
    return tuple(found)


def price(
    row: "RelativeValue", setting: Setting, found: Sequence[Effect], locality: "Locality | None" = None
) -> Price:
    """Price a row in a setting, with what its modifiers do; nationally without a locality."""
    na = bool(row.facility_na if setting == "facility" else row.non_facility_na)
    verdict, reason = _verdict(row, found)
    if verdict not in ("payable", "payable with documentation"):
        return Price(setting, verdict, reason, na=na)
    share = prod((one.share for one in found if one.share is not None), start=WHOLE)
    pe = row.facility_pe if setting == "facility" else row.non_facility_pe
    opps_pe = row.opps_facility_pe if setting == "facility" else row.opps_non_facility_pe
    whole = _factors(row, pe, row.malpractice, locality, share)
    if any((row.opps_facility_pe, row.opps_non_facility_pe, row.opps_malpractice)):
        cap = _factors(row, opps_pe, row.opps_malpractice, locality, share)
        if cap.amount() < whole.amount():
            return Price(setting, verdict, reason, cap, capped=True, na=na)
    return Price(setting, verdict, reason, whole, na=na)


def _factors(
    row: "RelativeValue", pe: Decimal, malpractice: Decimal, locality: "Locality | None", share: Decimal
) -> Factors:
    gpci = (locality.work, locality.pe, locality.malpractice) if locality else (_ONE, _ONE, _ONE)
    return Factors(row.work, pe, malpractice, *gpci, row.conversion_factor, share)


_WORST: tuple[Verdict, ...] = ("not payable", "unknown", "by report", "payable with documentation")


def _verdict(row: "RelativeValue", found: Sequence[Effect]) -> tuple[Verdict, str]:
    """Return the verdict on a line, and what decides it: its status, then the worst of its modifiers."""
    verdict, says = of_status(row.status)
    if verdict != "payable":
        return verdict, f"not payable by this schedule, {says}" if verdict == "not payable" else says
    if not found:
        return "payable", ""
    if why := conflict([one.modifier for one in found]):
        return "not payable", why
    for verdict in _WORST:
        for one in found:
            if one.verdict == verdict:
                return verdict, f"modifier {one.modifier}: {one.indicator or one.effect}"
    return "payable", ""
