"""The JSON Schema of a record as rows for a reader."""

from collections.abc import Iterator
from typing import Any

from cptref.sheet import Row


def fields(schema: dict[str, Any]) -> Iterator[Row]:
    """Yield the place, type, whether required, and meaning of every field of the record."""
    yield from _fields(schema, schema["$defs"], "")


def _fields(part: dict[str, Any], shared: dict[str, Any], place: str) -> Iterator[Row]:
    for name, field in part["properties"].items():
        required = "yes" if name in part.get("required", ()) else "no"
        yield f"{place}{name}", _type(field), required, field.get("description", "")
        for inner, mark in _inner(field, shared):
            yield from _fields(inner, shared, f"{place}{name}{mark}.")


def _inner(field: dict[str, Any], shared: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the objects that a field may hold, and how their place is written."""
    for choice in field.get("anyOf", [field]):
        if "$ref" in choice:
            yield shared[choice["$ref"].rpartition("/")[2]], ""
        elif "$ref" in choice.get("items", {}):
            yield shared[choice["items"]["$ref"].rpartition("/")[2]], "[]"


def _type(field: dict[str, Any]) -> str:
    if "anyOf" in field:
        return " or ".join(map(_type, field["anyOf"]))
    if "const" in field:
        return str(field["const"])
    if "enum" in field:
        return ", ".join(map(str, field["enum"]))
    if field.get("type") == "array":
        return f"list of {_type(field['items'])}"
    return str(field.get("format", field.get("type", "object")))
