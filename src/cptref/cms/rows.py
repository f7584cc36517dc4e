"""The rows that CMS's layouts hold, one type a layout; what reads them needs no layout."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

IN_FORCE = date.max.toordinal()
"""The day of deletion of an edit without one."""


class RelativeValue(NamedTuple):
    """A row: RVUs and policy indicators of a code and modifier."""

    code: str
    modifier: str
    """"", "26", "TC" or "53"."""
    descriptor: str
    """The AMA's or ADA's text."""
    status: str
    work: Decimal
    non_facility_pe: Decimal
    non_facility_na: str
    """"NA" where the service is rarely or never done outside a facility."""
    facility_pe: Decimal
    facility_na: str
    malpractice: Decimal
    non_facility_total: Decimal
    facility_total: Decimal
    pc_tc: str
    global_days: str
    """"000", "010", "090", "MMM", "XXX", "YYY" or "ZZZ"."""
    pre: Decimal
    """Share of the global package, as are intra and post; 0.00 without a split."""
    intra: Decimal
    post: Decimal
    multiple: str
    bilateral: str
    assistant: str
    co_surgeons: str
    team: str
    pricing: str
    """PRIC IND, from 2026 on; no document tells its meaning."""
    endoscopic_base: str
    conversion_factor: Decimal
    """Dollars for one RVU."""
    supervision: str
    calculation: str
    imaging_family: str
    opps_non_facility_pe: Decimal
    """RVUs that cap imaging, as are the next two; 0.00 where nothing is capped."""
    opps_facility_pe: Decimal
    opps_malpractice: Decimal


class Locality(NamedTuple):
    """A row: the indices of a locality."""

    mac: str
    """Five digits: the Medicare Administrative Contractor."""
    locality: str
    """Two digits."""
    state: str
    name: str
    work: Decimal
    pe: Decimal
    malpractice: Decimal


class Zip(NamedTuple):
    """A row: the locality of a ZIP code."""

    zip: str
    state: str
    mac: str
    locality: str
    rural: str
    plus_four: str
    """"1" where the four digits after the ZIP code decide, else ""."""


class Edit(NamedTuple):
    """A row; days are ordinals of date, since a release has two million of them."""

    column_one: str
    column_two: str
    effective: int
    deleted: int
    """The last day on which it counts; IN_FORCE without one."""
    before_1996: int
    """1 where it was in existence before 1996."""
    indicator: int
    """0: no modifier helps; 1: an NCCI-associated modifier does; 9: no edit."""
    rationale: str


class Mue(NamedTuple):
    """A row: the units of a code that one line or one day may have."""

    code: str
    units: int
    mai: str
    """MUE adjudication indicator: "1", "2" or "3"."""
    mai_text: str
    rationale: str


class Outpatient(NamedTuple):
    """A row: how a hospital's outpatient service is paid."""

    code: str
    descriptor: str
    """The AMA's text."""
    status_indicator: str
    apc: str
    """Ambulatory payment classification, or ""."""
    weight: Decimal | None
    rate: Decimal | None
    """Dollars, national and unadjusted."""


class Surgical(NamedTuple):
    """A row: how an ambulatory surgical center (ASC) is paid for a procedure."""

    code: str
    descriptor: str
    """The AMA's text."""
    excluded: int
    """1 where the procedure stands in EE: nothing is paid for it."""
    discounted: str
    """"Y" where the multiple procedure discount applies, "N", or ""."""
    payment_indicator: str
    weight: Decimal | None
    rate: Decimal | None
    """Dollars, national and unadjusted."""


class Level2(NamedTuple):
    """A row: a procedure or a modifier of HCPCS Level II."""

    code: str
    """Five characters, or the two of a modifier."""
    description: str
    short_description: str
    coverage: str
    """One letter: C by the contractor, D by instructions, I not payable, M not covered, S by statute."""
    betos: str
    added: date | None
    action_effective: date | None
    terminated: date | None
    """The last day on which it counts; None without one."""
    action: str
