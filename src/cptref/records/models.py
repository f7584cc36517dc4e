"""The record of a procedure code, in the words of the trade: immutable, strict, no input or output."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from cptref.codes import CODE, MODIFIER

SCHEMA_VERSION = 1
"""The version of the record's shape that this program reads and writes; keys are only ever added."""

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Centimetres = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Path = tuple[int | str, ...]
SectionName = Literal["summary", "service", "context", "modifiers", "payers"]


class Model(BaseModel):
    """What all parts of a record share: no coercion, no unknown field, no change after loading."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", use_attribute_docstrings=True)


class Citation(Model):
    """Where a statement comes from."""

    id: Identifier
    """Identifier of one of the record's sources."""
    section: Text
    """Section of that source."""


class Summary(Model):
    """What the code stands for and why it matters."""

    source: Citation
    denotes: Text | None = None
    """What the code denotes."""
    technique: Text | None = None
    """How the technique is characterized."""
    national_use: Text | None = None
    """Where the code is used nationally, and for what."""
    matters_for: tuple[Text, ...] = ()
    """Patients for whom the procedure is important."""
    audience: tuple[Text, ...] = ()
    """Whom the reference serves."""
    covers: tuple[Text, ...] = ()
    """What the reference sets out to tell them."""


class Service(Model):
    """What is done, where, and how it is categorized for billing."""

    source: Citation
    service_type: Text | None = None
    """Category of the service for billing."""
    sites_of_service: tuple[Text, ...] = ()
    """Typical sites of service."""
    anesthesia: tuple[Text, ...] = ()
    procedure: Text | None = None
    """What is done."""
    energy: Text | None = None
    approach: Text | None = None
    target: Text | None = None
    count: Text | None = None
    """How many lesions one unit of the code covers."""
    nature: tuple[Text, ...] = ()
    """Nature of the lesions, such as malignant or benign."""


class LesionSize(Model):
    """The size of the lesions treated."""

    minimum: Centimetres
    maximum: Centimetres
    unit: Literal["cm"] = "cm"

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.minimum > self.maximum:
            raise PydanticCustomError("range", "a minimum no larger than the maximum")
        return self


class Context(Model):
    """The clinical context: who is treated, how, and what comes before and after."""

    source: Citation
    typical_patient: Text | None = None
    indications: tuple[Text, ...] = ()
    suitability: Text | None = None
    """What the lesions are judged to be amenable to."""
    lesion_size: LesionSize | None = None
    imaging: tuple[Text, ...] = ()
    """Imaging that precedes the procedure."""
    tumor_board: Text | None = None
    """The other route to the procedure."""
    workup: tuple[Text, ...] = ()
    """Preoperative workup."""
    setting: tuple[Text, ...] = ()
    """Rooms in which the procedure is done."""
    anesthesia: tuple[Text, ...] = ()
    performed_by: tuple[Text, ...] = ()
    access: Text | None = None
    """What the access is for."""
    steps: tuple[Text, ...] = ()
    """Intraoperative steps, in order."""
    ultrasound: Text | None = None
    """What is verified by intraoperative ultrasound."""
    aim: Text | None = None
    """What the treatment is to achieve."""
    postoperative: tuple[Text, ...] = ()
    """Postoperative care."""
    expected_sites: tuple[Text, ...] = ()
    """Expected sites of service."""
    sites_depend_on: tuple[Text, ...] = ()
    """What decides between the expected sites."""


class Modifier(Model):
    """A row of the source's modifier table."""

    modifier: Annotated[str, StringConstraints(pattern=f"^{MODIFIER}$")]
    description: Text
    when_to_use: Text | None = None
    reportable: bool
    """Whether the modifier may be written on a claim."""
    note: Text | None = None
    source: Citation


class Payer(Model):
    """A payer that the source names for the code."""

    id: Identifier
    """Stable identifier, the same whatever a source calls the payer."""
    name: Text
    """Name as published."""
    kind: Literal["commercial", "government"]
    source: Citation


class NotAvailable(Model):
    """A topic of which a source says that it has nothing, or which it announces and does not contain."""

    topic: Text
    section: SectionName | None = None
    """Section of the record that the topic would have filled."""
    statement: Text
    """What the source says of it."""
    source: Citation


class Source(Model):
    """A publication that statements of the record rest on."""

    id: Identifier
    title: Text
    publisher: Text
    address: Annotated[str, StringConstraints(pattern=r"^https://[!-~]+$")]
    published: date | None = None
    """Date of publication, where the source states one."""
    sections: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Sections of the source that the record draws on."""


class Record(Model):
    """What is held of one procedure code, each statement with its source.

    A topic is *stated* (a value with its source), *not available* (listed under `not_available`)
    or *silent* (null or an empty list: nothing held speaks of it, which never means "none").
    """

    schema_version: Literal[1]
    code: Annotated[str, StringConstraints(pattern=f"^({CODE})$")]
    code_system: Literal["CPT", "HCPCS Level II"]
    title: Text
    summary: Summary | None = None
    service: Service | None = None
    context: Context | None = None
    modifiers: tuple[Modifier, ...] = ()
    payers: tuple[Payer, ...] = ()
    not_available: tuple[NotAvailable, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if faults := list(contradictions(self)):
            raise ValidationError.from_exception_data("Record", faults)
        return self


_CITING = ("summary", "service", "context", "modifiers", "payers", "not_available")
_UNIQUE = {"modifiers": "modifier", "payers": "id", "sources": "id"}


def contradictions(record: object) -> Iterator[InitErrorDetails]:
    """Find citations of sources that a record does not list, and rows that stand in it twice.

    It may be given as plain mappings and lists, too: parts of another shape are then passed over, so that
    these faults can be told beside those of single fields.
    """
    held = {field: list(_members(record, field)) for field in (*_CITING, "sources")}
    cited = {repr(source.get("id")): _rows(source.get("sections")) for _, source in held["sources"]}
    for path, part in chain.from_iterable(held[field] for field in _CITING):
        citation = _parts(part.get("source"))
        if not citation.keys() >= {"id", "section"}:
            continue
        if (name := repr(citation["id"])) not in cited:
            place = (*path, "source", "id")
            yield _contradiction("the id of one of the record's sources", place, citation["id"])
        elif (section := citation["section"]) not in cited[name]:
            yield _contradiction("a section listed by that source", (*path, "source", "section"), section)
    for field, key in _UNIQUE.items():
        seen = set()
        for path, value in ((path, row[key]) for path, row in held[field] if key in row):
            if repr(value) in seen:
                yield _contradiction("a value that no earlier row has", (*path, key), value)
            seen.add(repr(value))


def _members(record: object, field: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the objects that a field of the record holds, one or a list of them, each with where it lies."""
    value = _parts(record).get(field)
    if parts := _parts(value):
        yield (field,), parts
    for i, row in enumerate(_rows(value)):
        yield (field, i), _parts(row)


def _parts(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else vars(value) if isinstance(value, Model) else {}


def _rows(value: object) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()


def _contradiction(expected: str, path: Path, found: object) -> InitErrorDetails:
    return InitErrorDetails(
        type=PydanticCustomError("contradiction", "{expected}", {"expected": expected}),
        loc=path,
        input=found,
    )
