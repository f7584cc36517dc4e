"""Literal rows of CMS's files: each as 47370 has it in January 2026, but for the cells that are named."""

from datetime import date
from decimal import Decimal
from typing import get_type_hints

from cptref.cms.rows import IN_FORCE, Edit, Level2, Locality, Mue, RelativeValue, Surgical

DAY = date(2026, 1, 15)

_PRINTED = {
    "code": "47370",
    "modifier": "",
    "descriptor": "",
    "status": "A",
    "work": "20.28",
    "non_facility_pe": "9.66",
    "non_facility_na": "NA",
    "facility_pe": "9.66",
    "facility_na": "",
    "malpractice": "5.16",
    "non_facility_total": "35.10",
    "facility_total": "35.10",
    "pc_tc": "0",
    "global_days": "090",
    "pre": "0.09",
    "intra": "0.81",
    "post": "0.10",
    "multiple": "2",
    "bilateral": "0",
    "assistant": "2",
    "co_surgeons": "1",
    "team": "0",
    "pricing": "9",
    "endoscopic_base": "",
    "conversion_factor": "33.4009",
    "supervision": "09",
    "calculation": "0",
    "imaging_family": "99",
    "opps_non_facility_pe": "0.00",
    "opps_facility_pe": "0.00",
    "opps_malpractice": "0.00",
}
_TYPES = get_type_hints(RelativeValue)


def relative_value(**cells: str) -> RelativeValue:
    """Return a row of a relative value file; its cells as the file prints them."""
    return RelativeValue._make(
        Decimal(text) if _TYPES[name] is Decimal else text for name, text in (_PRINTED | cells).items()
    )


def locality(work: str, pe: str, malpractice: str) -> Locality:
    """Return a row of the GPCI file."""
    return Locality("02102", "01", "AK", "ALASKA", Decimal(work), Decimal(pe), Decimal(malpractice))


def edit(
    column_one: str = "47370",
    column_two: str = "47000",
    *,
    indicator: int = 1,
    effective: str = "2002-01-01",
    deleted: str | None = None,
) -> Edit:
    """Return a row of the PTP edits; days in ISO 8601."""
    last = date.fromisoformat(deleted).toordinal() if deleted else IN_FORCE
    return Edit(column_one, column_two, date.fromisoformat(effective).toordinal(), last, 0, indicator, "")


def mue(units: int = 1, mai: str = "2") -> Mue:
    """Return a row of an MUE table."""
    return Mue("47370", units, mai, "", "")


def surgical(payment_indicator: str = "G2", *, excluded: int = 0) -> Surgical:
    """Return a row of Addendum AA, or one of Addendum EE."""
    return Surgical("47370", "", excluded, "Y", payment_indicator, Decimal("90.9148"), Decimal("5120.50"))


def level2(*, added: date | None = None, terminated: date | None = None) -> Level2:
    """Return a row of HCPCS Level II."""
    return Level2("G0105", "", "", "D", "", added, added, terminated, "N")
