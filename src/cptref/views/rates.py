"""What facilities are paid for a code: OPPS and ASC, national rates, not adjusted for wages."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cptref.medicare.indicators import ASC, OPPS
from cptref.sheet import Fact

if TYPE_CHECKING:
    from cptref.cms.rows import Surgical
    from cptref.releases.day import Choice, Held

_NATIONAL = "national, not adjusted for wages"


class Rates:
    """The rows of a code in OPPS Addendum B and in ASC Addenda AA and EE, for the day."""

    def __init__(self, code: str, held: "Held") -> None:
        self.code = code
        self.opps_choice = held.choice("opps")
        self.opps = held.one_of_code("opps", self.opps_choice, code)
        self.asc_choice, self.asc = _surgical(code, held)
        self.choices = [self.opps_choice, self.asc_choice]

    @property
    def known(self) -> bool:
        """Whether either has the code."""
        return bool(self.opps or self.asc)

    def opps_document(self) -> dict[str, Any]:
        """Return what OPPS pays, for scripts."""
        row = self.opps
        return {
            "coverage": self.opps_choice.coverage,
            "status_indicator": row and row.status_indicator,
            "meaning": row and OPPS.get(row.status_indicator.rstrip(" *")),
            "apc": (row and row.apc) or None,
            "rate": str(row.rate) if row and row.rate is not None else None,
            "state": "stated" if row else "silent",
            "source": self.opps_choice.cite(self.code) if row else None,
        }

    def asc_document(self) -> dict[str, Any]:
        """Return what an ASC is paid, for scripts."""
        row = self.asc
        return {
            "coverage": self.asc_choice.coverage,
            "payable": None if row is None else self.asc_told(),
            "payment_indicator": (row and row.payment_indicator) or None,
            "meaning": (row and ASC.get(row.payment_indicator)) or None,
            "rate": str(row.rate) if row and row.rate is not None else None,
            "state": "stated" if row else "silent",
            "source": self.asc_choice.cite(self.code) if row else None,
        }

    def asc_told(self) -> str:
        """Say whether an ASC is paid: payable, packaged or excluded."""
        row = self.asc
        if row and row.excluded:
            return "excluded"
        return "packaged" if row and row.payment_indicator in ("N1", "L1", "S1") else "payable"

    def facts(self) -> Iterator[Fact]:
        """Tell a reader both."""
        row = self.opps
        if row is None:
            yield Fact("OPPS", (), "silent")
        else:
            meaning = OPPS.get(row.status_indicator.rstrip(" *"), "no meaning is held")
            told = [f"status indicator {row.status_indicator}: {meaning}"]
            told += [f"APC {row.apc}"] if row.apc else []
            told += [f"rate ${row.rate:,} ({_NATIONAL})"] if row.rate is not None else ["no rate of its own"]
            yield Fact("OPPS", tuple(told), source=self.opps_choice.cite(self.code))
        surgical = self.asc
        if surgical is None:
            yield Fact("ASC", (), "silent")
            return
        told = [self.asc_told()]
        if surgical.payment_indicator:
            meaning = ASC.get(surgical.payment_indicator, "no meaning is held")
            told.append(f"payment indicator {surgical.payment_indicator}: {meaning}")
        told += [f"rate ${surgical.rate:,} ({_NATIONAL})"] if surgical.rate is not None else []
        yield Fact("ASC", tuple(told), source=self.asc_choice.cite(self.code))


def _surgical(code: str, held: "Held") -> "tuple[Choice, Surgical | None]":
    """Find a code in Addendum AA, or else among those that EE excludes."""
    choice = held.choice("asc", part="AA")
    if (row := held.one_of_code("asc", choice, code)) is None:
        excluded = held.choice("asc", part="EE")
        if (row := held.one_of_code("asc", excluded, code)) is not None or choice.standing is None:
            choice = excluded
    return choice, row
