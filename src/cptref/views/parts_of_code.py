"""What `show` says of a code for Medicare, as part of its JSON document; see `documents`."""

from typing_extensions import TypedDict  # which Pydantic asks for before Python 3.12

from cptref.releases.day import Coverage
from cptref.views.parts import (
    AscDocument,
    CoverageDocument,
    FigureDocument,
    LimitDocument,
    NoteDocument,
    OppsDocument,
)


class RelativeValuesDocument(TypedDict):
    """The row of a relative value file."""

    status: FigureDocument
    work: str
    non_facility_pe: str
    facility_pe: str
    malpractice: str
    non_facility_total: str
    facility_total: str
    non_facility_na: str | None
    facility_na: str | None
    pc_tc: FigureDocument
    global_days: FigureDocument
    multiple: FigureDocument
    bilateral: FigureDocument
    assistant: FigureDocument
    co_surgeons: FigureDocument
    team: FigureDocument
    supervision: FigureDocument
    imaging_family: FigureDocument
    pre: str
    intra: str
    post: str
    endoscopic_base: str | None
    modifier_rows: list[str]
    coverage: Coverage
    source: str


class ConversionFactorDocument(TypedDict):
    """Dollars for one RVU."""

    participation: str | None
    value: str
    source: str


class LevelTwoDocument(TypedDict):
    """The row of HCPCS Level II."""

    description: str
    short_description: str
    coverage_code: FigureDocument
    added: str | None
    terminated: str | None
    valid: bool
    coverage: Coverage
    source: str


class MedicareDocument(TypedDict):
    """What Medicare's releases say of a code."""

    on: str
    coverage: Coverage
    relative_values: RelativeValuesDocument | None
    conversion_factors: list[ConversionFactorDocument]
    mue: dict[str, LimitDocument]
    opps: OppsDocument
    asc: AscDocument
    hcpcs: LevelTwoDocument | None
    releases: list[CoverageDocument]
    warnings: list[str]
    notes: list[NoteDocument]
