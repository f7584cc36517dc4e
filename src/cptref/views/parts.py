"""The parts of the commands' JSON documents; see `documents`."""

from typing import (
    Literal,
    NotRequired,  # which Pydantic asks for before Python 3.12
)

from pydantic import with_config
from typing_extensions import TypedDict

from cptref.answers.notes import NoteCode
from cptref.medicare.edits import Caution
from cptref.medicare.edits import Verdict as PairVerdict
from cptref.medicare.effects import Consequence, Verdict
from cptref.medicare.facility import AscPayment
from cptref.medicare.price import ReasonCode, Setting
from cptref.releases.day import Coverage

Version = Literal[1]
Known = Literal["stated", "silent"]
"""Whether a release speaks of it."""


class FigureDocument(TypedDict):
    """An indicator of a release, and what it means in our own words, where a meaning is held."""

    value: str
    meaning: str | None


class CoverageDocument(TypedDict):
    """A release that answers, and how it stands to the day."""

    release: str
    coverage: Coverage


class NoteDocument(TypedDict):
    """What is to be known of the releases that answer, as values."""

    code: NoteCode
    release: str | None
    family: str | None
    kind: str | None
    subject: str | None
    on: str | None
    until: str | None


class LimitDocument(TypedDict):
    """A medically unlikely edit (MUE)."""

    units: int | None
    mai: str | None
    meaning: str | None
    rationale: str | None
    coverage: Coverage
    state: Known
    source: str | None


class OppsDocument(TypedDict):
    """What a hospital's outpatient department is paid, national and not adjusted for wages."""

    coverage: Coverage
    status_indicator: str | None
    meaning: str | None
    apc: str | None
    rate: str | None
    state: Known
    source: str | None


class AscDocument(TypedDict):
    """What an ambulatory surgical center is paid, national and not adjusted for wages."""

    coverage: Coverage
    payable: AscPayment | None
    payment_indicator: str | None
    meaning: str | None
    rate: str | None
    state: Known
    source: str | None


class IndicatorDocument(TypedDict):
    """A fact that decides, and its value."""

    field: str
    value: str


@with_config(use_attribute_docstrings=True)
class EffectDocument(TypedDict):
    """What a modifier does on a claim line."""

    modifier: str
    meaning: str | None
    state: Verdict
    indicator: str | None
    """What decides, in words; `decided_by` has the same as values."""
    effect: str | None
    """What it does or asks for, in words; `consequence` is the same as a value."""
    share: str | None
    source: str | None
    decided_by: list[IndicatorDocument]
    consequence: Consequence | None


class ReasonDocument(TypedDict):
    """What decides of a line that is not plainly payable."""

    code: ReasonCode
    modifiers: list[str]
    indicators: list[IndicatorDocument]
    consequence: Consequence | None


class FactorDocument(TypedDict):
    """What an amount is made of."""

    name: str
    value: str
    source: str | None


@with_config(use_attribute_docstrings=True)
class AmountDocument(TypedDict):
    """What is allowed in a setting and a place, or why nothing is told."""

    setting: Setting
    mac: str | None
    locality: str | None
    locality_name: str | None
    participation: str | None
    conversion_factor: str
    amount: str | None
    state: Verdict
    reason: str | None
    """What decides, in words; `decided_by` has the same as values."""
    na: str | None
    capped: bool
    non_participating: str | None
    limiting_charge: str | None
    factors: list[FactorDocument]
    coverage: Coverage
    source: str
    decided_by: ReasonDocument | None


class UndoneDocument(TypedDict):
    """A modifier that was typed and undoes an edit."""

    line: int
    code: str
    modifier: str
    caution: Caution | None


@with_config(use_attribute_docstrings=True)
class EditDocument(TypedDict):
    """Two codes, and whether they may be paid together."""

    column_one: str
    column_two: str
    verdict: str
    """In words; `verdict_code` is the same as a value."""
    modifier_indicator: str | None
    modifiers: NotRequired[dict[str, list[str]] | None]
    effective: str | None
    deleted: str | None
    rationale: str | None
    source: str | None
    typed: NotRequired[list[str]]
    """Modifiers that were typed and undo the edit, in words; `undone_by` has the same as values."""
    verdict_code: PairVerdict
    lines: NotRequired[list[int]]
    """The lines of column one and two, from 1, where lines were judged."""
    undone_by: NotRequired[list[UndoneDocument]]


class CompleteDocument(TypedDict):
    """Whether the code can have no other edit than those told."""

    column_one: bool
    column_two: bool


class VerdictsDocument(TypedDict):
    """What Medicare's indicators say of the standard modifiers of a code."""

    on: str
    coverage: Coverage
    modifiers: list[EffectDocument]
    warnings: list[str]
    notes: list[NoteDocument]


class PeriodDocument(TypedDict):
    """What the releases in force from a day on say; null where none is held."""

    quarter: str
    effective: str
    status: str | None
    global_days: str | None
    work: str | None
    non_facility_pe: str | None
    facility_pe: str | None
    malpractice: str | None
    non_facility_total: str | None
    facility_total: str | None
    conversion_factor: str | None
    conversion_factor_qpp: str | None
    amount_facility: str | None
    amount_non_facility: str | None
    amount_facility_qpp: str | None
    amount_non_facility_qpp: str | None
    mue_practitioner: str | None
    mue_hospital: str | None
    mue_dme: str | None
    opps_status_indicator: str | None
    opps_apc: str | None
    opps_rate: str | None
    asc: str | None
    asc_payment_indicator: str | None
    asc_rate: str | None
    changed: list[str]
    releases: list[str]


class TypedModifierDocument(TypedDict):
    """A modifier that was typed with the code."""

    modifier: str
    listed: bool


class AskedDocument(TypedDict):
    """What was typed, where it is more than the code."""

    text: str
    modifiers: NotRequired[list[TypedModifierDocument]]


class OriginDocument(TypedDict):
    """Of a record that is no bundled one, where it lies."""

    file: str
    stands_before_bundled: bool
