"""The JSON Schema of a record, and of each command's document; the same as rows for a reader."""

from collections.abc import Iterator
from typing import Any, Union

from cptref.sheet import Item, Row, Table
from cptref.views.items import table_sheet

FIELDS = Table(("field", "type", "required", "meaning"))
_DRAFT = "https://json-schema.org/draft/2020-12/schema"

Json = dict[str, Any]


def commands() -> list[str]:
    """Name the commands whose documents have a schema."""
    from cptref.views.documents import DOCUMENTS

    return list(DOCUMENTS)


def schema(command: str | None = None) -> Item:
    """Answer with the schema of a record, or of one document of a command."""
    document = {"$schema": _DRAFT, **(_of_command(command) if command else _of_record())}
    return Item(lambda: document, lambda: table_sheet(FIELDS, _rows(document)))


def _of_record() -> Json:
    from cptref.records.models import Record

    return Record.model_json_schema()


def _of_command(command: str) -> Json:
    from pydantic import TypeAdapter

    from cptref.views.documents import DOCUMENTS

    kinds: Any = Union[DOCUMENTS[command]]  # noqa: UP007  their number is not known here
    return TypeAdapter(kinds).json_schema(mode="serialization")


def _rows(document: Json) -> Iterator[Row]:
    """Yield the place, type, whether required, and meaning of every field of all that a document may be."""
    shared = document.get("$defs", {})
    for part in (document,) if "properties" in document else _objects(document, shared):
        yield from _fields(part, shared, "")


def _fields(part: Json, shared: Json, place: str) -> Iterator[Row]:
    for name, field in part["properties"].items():
        required = "yes" if name in part.get("required", ()) else "no"
        yield f"{place}{name}", _type(field), required, field.get("description", "")
        for inner, mark in _inner(field, shared):
            yield from _fields(inner, shared, f"{place}{name}{mark}.")


def _inner(field: Json, shared: Json) -> Iterator[tuple[Json, str]]:
    """Yield the objects that a field may hold, and how their place is written."""
    for found in _objects(field, shared):
        yield found, ""
    for choice in field.get("anyOf", [field]):
        for found in _objects(choice.get("items", {}), shared):
            yield found, "[]"
        for found in _objects(choice.get("additionalProperties", {}), shared):
            yield found, ".*"


def _objects(field: Any, shared: Json) -> Iterator[Json]:
    """Yield the objects that a field is, by reference."""
    for choice in field.get("anyOf", [field]) if isinstance(field, dict) else ():
        if "$ref" in choice:
            yield shared[choice["$ref"].rpartition("/")[2]]


def _type(field: Json) -> str:
    if "anyOf" in field:
        return " or ".join(map(_type, field["anyOf"]))
    if "const" in field:
        return str(field["const"])
    if "enum" in field:
        return ", ".join(map(str, field["enum"]))
    if field.get("type") == "array":
        return f"list of {_type(field['items'])}"
    return str(field.get("format", field.get("type", "object")))
