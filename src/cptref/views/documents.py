"""The shape of each command's JSON document, from which `cptref schema COMMAND` makes its JSON Schema.

Loaded for that alone: an answer is a plain dict. Money, RVUs and shares are strings with their decimals,
dates are ISO 8601. Keys are only ever added.
"""

from typing import (
    Literal,
    NotRequired,  # which Pydantic asks for before Python 3.12
)

from typing_extensions import TypedDict

from cptref.cms.archive import UnreadReason
from cptref.records.models import Context, Modifier, NotAvailable, Payer, Service, Source, Summary
from cptref.releases.day import Coverage
from cptref.releases.importing import OutcomeReason, Result
from cptref.views.parts import (
    AmountDocument,
    AscDocument,
    AskedDocument,
    CompleteDocument,
    CoverageDocument,
    EditDocument,
    EffectDocument,
    FigureDocument,
    LimitDocument,
    NoteDocument,
    OppsDocument,
    OriginDocument,
    PeriodDocument,
    VerdictsDocument,
    Version,
)
from cptref.views.parts_of_code import MedicareDocument


class _HeadDocument(TypedDict):
    """What every document about a record begins with."""

    schema_version: Version
    code: str
    code_system: str
    title: str
    asked: NotRequired[AskedDocument]
    origin: NotRequired[OriginDocument]


class ContextDocument(_HeadDocument):
    """The answer of `context`."""

    context: Context | None


class PayersDocument(_HeadDocument):
    """The answer of `payers`."""

    payers: list[Payer]
    not_available: list[NotAvailable]


class SourcesDocument(_HeadDocument):
    """The answer of `sources`."""

    sources: list[Source]
    not_available: list[NotAvailable]
    notice: str


class ModifiersDocument(TypedDict):
    """The answer of `modifiers`: of a code without a record, Medicare's verdicts alone."""

    schema_version: Version
    code: str
    code_system: str
    title: NotRequired[str]
    modifiers: NotRequired[list[Modifier]]
    not_available: NotRequired[list[NotAvailable]]
    asked: NotRequired[AskedDocument]
    origin: NotRequired[OriginDocument]
    record: NotRequired[Literal["none held"]]
    medicare: VerdictsDocument


class ShowDocument(TypedDict):
    """The answer of `show`: a record, or the sections asked for, and what Medicare's releases say."""

    schema_version: Version
    code: str
    code_system: str
    title: NotRequired[str]
    summary: NotRequired[Summary | None]
    service: NotRequired[Service | None]
    context: NotRequired[Context | None]
    modifiers: NotRequired[list[Modifier]]
    payers: NotRequired[list[Payer]]
    not_available: NotRequired[list[NotAvailable]]
    sources: NotRequired[list[Source]]
    asked: NotRequired[AskedDocument]
    origin: NotRequired[OriginDocument]
    record: NotRequired[Literal["none held"]]
    medicare: NotRequired[MedicareDocument]


class ListingModifierDocument(TypedDict):
    """The answer of `modifiers --modifier`: the codes whose records list it."""

    schema_version: Version
    modifier: str
    meaning: str | None
    codes: list[str]


class NamingPayerDocument(TypedDict):
    """The answer of `payers --payer`: the codes whose records name it."""

    schema_version: Version
    payer: str
    codes: list[str]


class ListedDocument(TypedDict):
    """A record, of `list`."""

    schema_version: Version
    code: str
    code_system: str
    title: str
    origin: Literal["bundled", "user"]
    file: str


class SpokenDocument(TypedDict):
    """A text that speaks of the words, of `search`."""

    schema_version: Version
    code: str
    field: str
    text: str


class FaultDocument(TypedDict):
    """A fault of a record file, of `validate`."""

    schema_version: Version
    file: str
    path: str
    expected: str
    found: str


class FeeDocument(TypedDict):
    """The answer of `fee`."""

    schema_version: Version
    code: str
    modifiers: list[str]
    on: str
    coverage: Coverage
    release: str | None
    status_code: FigureDocument | None
    place: str | None
    amounts: list[AmountDocument]
    effects: list[EffectDocument]
    opps: OppsDocument
    asc: AscDocument
    releases: list[CoverageDocument]
    warnings: list[str]
    note: str
    notes: list[NoteDocument]


class EditsDocument(TypedDict):
    """The answer of `edits`: of one code, or of lines that stand together."""

    schema_version: Version
    claim: Literal["practitioner", "hospital"]
    on: str
    coverage: Coverage
    code: NotRequired[str]
    codes: NotRequired[list[str]]
    edits: list[EditDocument]
    mue: dict[str, LimitDocument]
    releases: list[CoverageDocument]
    warnings: list[str]
    complete: NotRequired[CompleteDocument]
    modifiers: NotRequired[dict[str, list[str]]]
    conditions: NotRequired[dict[str, str]]
    notes: list[NoteDocument]


class HistoryDocument(TypedDict):
    """The answer of `history`."""

    schema_version: Version
    code: str
    code_system: str
    history: list[PeriodDocument]
    note: str


class ChangeDocument(TypedDict):
    """One change, of `changes`."""

    schema_version: Version
    family: str
    code: str | None
    modifier: str | None
    change: Literal["added", "deleted", "changed"]
    field: str | None
    before: str | None
    after: str | None
    releases: str | None


class ImportedDocument(TypedDict):
    """What became of a file, of `import`."""

    schema_version: Version
    file: str
    outcome: Result
    family: str | None
    release: str | None
    effective: str | None
    rows: int | None
    seconds: str
    sha256: str | None
    reason: str | None
    reason_code: OutcomeReason | UnreadReason | None


class ReleaseDocument(TypedDict):
    """A release held, of `releases`."""

    schema_version: Version
    release: str
    family: str
    effective: str
    until: str
    rows: int
    part: str | None
    note: str | None
    file: str
    sha256: str
    imported: str


class ForgottenDocument(TypedDict):
    """A release that is removed, of `forget`."""

    schema_version: Version
    release: str
    rows: int
    file: str


class UnheldDocument(TypedDict):
    """What stands in a batch for a code of which nothing sound is held."""

    schema_version: Version
    code: str
    status: str
    nearest: NotRequired[list[str]]
    reason: NotRequired[str]
    asked: NotRequired[AskedDocument]


DOCUMENTS: dict[str, tuple[type, ...]] = {
    "show": (ShowDocument, UnheldDocument),
    "context": (ContextDocument, UnheldDocument),
    "modifiers": (ModifiersDocument, ListingModifierDocument, UnheldDocument),
    "payers": (PayersDocument, NamingPayerDocument, UnheldDocument),
    "fee": (FeeDocument, UnheldDocument),
    "edits": (EditsDocument,),
    "history": (HistoryDocument, UnheldDocument),
    "changes": (ChangeDocument,),
    "list": (ListedDocument,),
    "search": (SpokenDocument,),
    "sources": (SourcesDocument, UnheldDocument),
    "import": (ImportedDocument,),
    "releases": (ReleaseDocument,),
    "forget": (ForgottenDocument,),
    "validate": (FaultDocument,),
}
"""Command -> what each of its documents may be."""
