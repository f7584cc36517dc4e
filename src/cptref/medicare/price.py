"""The Medicare amount of a service, factor by factor.

    [(work x GPCI) + (practice expense x GPCI) + (malpractice x GPCI)] x conversion factor

rounded once, half up, at the end; it reproduces CMS's own carrier price files. Where the file has RVUs for
OPPS payment, imaging is capped: the lower of this and the same with those RVUs. It is the allowed amount
before deductible, coinsurance and sequestration.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING, Literal, NamedTuple

from cptref.medicare.conflicts import Conflict, conflict
from cptref.medicare.effects import WHOLE, Consequence, Effect, Indicator, Verdict
from cptref.medicare.modifiers import of_status
from cptref.medicare.parameters import LIMITING_CHARGE, NON_PARTICIPATING, at

if TYPE_CHECKING:
    from datetime import date

    from cptref.cms.rows import Locality, RelativeValue

Setting = Literal["facility", "non-facility"]
SETTINGS: tuple[Setting, ...] = ("facility", "non-facility")

ReasonCode = Literal["status", "other row", "modifier", Conflict]
"""The status; a row of another modifier; a modifier; modifiers that may not stand on one line, and why."""

_CENT = Decimal("0.01")
_ONE = Decimal(1)


class Reason(NamedTuple):
    """What decides of a line that is not plainly payable."""

    code: ReasonCode
    modifiers: tuple[str, ...] = ()
    decided_by: tuple[Indicator, ...] = ()
    consequence: Consequence = ""
    """Of the modifier that decides."""


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


class Price(NamedTuple):
    """The amount in one setting, or why there is none."""

    verdict: Verdict
    reason: Reason | None = None
    """None where the line is plainly payable."""
    amount: Decimal | None = None
    """Dollars, rounded once."""
    factors: Factors | None = None
    capped: bool = False
    """Whether the RVUs for OPPS payment made the lower amount."""
    na: bool = False
    """Whether the file flags the setting as one in which the service is rarely or never done."""


def rounded(amount: Decimal) -> Decimal:
    """Round to cents, half up."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


class Charges(NamedTuple):
    """What a physician who does not participate is allowed, and may charge; None before there was a rule."""

    non_participating: Decimal | None
    limiting_charge: Decimal | None


def charges(amount: Decimal, on: "date") -> Charges:
    """Return both: of the rounded amount, and of that, rounded."""
    share, limit = _shares(on)
    if share is None:
        return Charges(None, None)
    allowed = rounded(amount * share)
    return Charges(allowed, None if limit is None else rounded(allowed * limit))


@lru_cache(8)  # days; a batch asks for one, line by line
def _shares(on: "date") -> tuple[Decimal | None, Decimal | None]:
    allowed, charged = at(NON_PARTICIPATING, on), at(LIMITING_CHARGE, on)
    return allowed and allowed.value, charged and charged.value


def price(
    row: "RelativeValue", setting: Setting, found: Sequence[Effect], locality: "Locality | None" = None
) -> Price:
    """Price a row in a setting, with what its modifiers do; nationally without a locality."""
    na = bool(row.facility_na if setting == "facility" else row.non_facility_na)
    verdict, reason = _verdict(row, found)
    if verdict not in ("payable", "payable with documentation"):
        return Price(verdict, reason, na=na)
    share = prod((one.share for one in found if one.share is not None), start=WHOLE)
    factors = _whole(row, setting, locality, share)
    amount = _amount(factors)
    if any((row.opps_facility_pe, row.opps_non_facility_pe, row.opps_malpractice)):
        cap = _cap(row, setting, factors)
        if _amount(cap) < amount:
            return Price(verdict, reason, rounded(_amount(cap)), cap, capped=True, na=na)
    return Price(verdict, reason, rounded(amount), factors, na=na)


def _whole(row: "RelativeValue", setting: Setting, locality: "Locality | None", share: Decimal) -> Factors:
    pe = row.facility_pe if setting == "facility" else row.non_facility_pe
    gpci = (locality.work, locality.pe, locality.malpractice) if locality else (_ONE, _ONE, _ONE)
    return Factors(row.work, pe, row.malpractice, *gpci, row.conversion_factor, share)


def _cap(row: "RelativeValue", setting: Setting, factors: Factors) -> Factors:
    """Return the same with the RVUs for OPPS payment."""
    pe = row.opps_facility_pe if setting == "facility" else row.opps_non_facility_pe
    return factors._replace(pe=pe, malpractice=row.opps_malpractice)


def _amount(of: Factors) -> Decimal:
    """Return the dollars, unrounded."""
    rvus = of.work * of.work_gpci + of.pe * of.pe_gpci + of.malpractice * of.malpractice_gpci
    return rvus * of.conversion_factor * of.share


_WORST: tuple[Verdict, ...] = ("not payable", "unknown", "by report", "payable with documentation")


def _verdict(row: "RelativeValue", found: Sequence[Effect]) -> tuple[Verdict, Reason | None]:
    """Return the verdict on a line, and what decides it.

    A row of a modifier that is not on the line prices nothing else; then its status decides, then modifiers
    that may not stand together, then the worst of them.
    """
    if row.modifier and row.modifier not in {one.modifier for one in found}:
        return "not payable", Reason("other row", (row.modifier,))
    verdict = of_status(row.status)
    if verdict != "payable":
        return verdict, Reason("status", decided_by=(Indicator("status", row.status),))
    if not found:
        return "payable", None
    if apart := conflict([one.modifier for one in found]):
        return "not payable", Reason(*apart)
    for verdict in _WORST:
        for one in found:
            if one.verdict == verdict:
                return verdict, Reason("modifier", (one.modifier,), one.decided_by, one.consequence)
    return "payable", None
