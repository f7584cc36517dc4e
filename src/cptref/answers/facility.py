"""What facilities are paid for a code: OPPS and ASC, national rates, not adjusted for wages."""

from typing import TYPE_CHECKING, NamedTuple

from cptref.cms.families import ASC, OPPS
from cptref.medicare.facility import AscPayment, asc_payment
from cptref.releases.day import Choice, Citation

if TYPE_CHECKING:
    from cptref.cms.rows import Outpatient, Surgical
    from cptref.releases.day import Day


class OppsRate(NamedTuple):
    """How a hospital's outpatient service is paid; without a row the release does not speak of it."""

    choice: Choice
    row: "Outpatient | None" = None
    source: Citation | None = None


class AscRate(NamedTuple):
    """How an ambulatory surgical center is paid; without a row the release does not speak of it."""

    choice: Choice
    row: "Surgical | None" = None
    payment: AscPayment | None = None
    source: Citation | None = None


class Facility(NamedTuple):
    """What either is paid."""

    opps: OppsRate
    asc: AscRate

    @property
    def choices(self) -> tuple[Choice, Choice]:
        """The releases that answer, or that would."""
        return self.opps.choice, self.asc.choice

    @property
    def is_known(self) -> bool:
        """Whether either has the code."""
        return bool(self.opps.row or self.asc.row)


def facility(code: str, day: "Day") -> Facility:
    """Return the rows of a code in OPPS Addendum B and in ASC Addenda AA and EE."""
    choice = day.choice(OPPS)
    row = day.one_of_code(OPPS, choice, code)
    return Facility(OppsRate(choice, row, choice.cite(code) if row else None), _asc(code, day))


def _asc(code: str, day: "Day") -> AscRate:
    """Find a code in Addendum AA, or else among those that EE excludes; a stale one answers last."""
    found = [
        AscRate(choice, row, asc_payment(row), choice.cite(code))
        for choice in (day.choice(ASC, part="AA"), day.choice(ASC, part="EE"))
        if (row := day.one_of_code(ASC, choice, code))
    ]
    if found:
        return min(found, key=lambda one: one.choice.coverage == "newest held")
    covered = day.choice(ASC, part="AA")
    return AscRate(covered if covered.standing else day.choice(ASC, part="EE"))
