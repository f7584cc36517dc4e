"""The door for record files: bytes that may hold anything -> a Record, or every fault of the file."""

import json
import os
import stat
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from cptref.errors import Fault, RecordError
from cptref.records.models import SCHEMA_VERSION, Record, contradictions

LARGEST = 4_000_000
"""Bytes a record file may have; real ones have about ten thousand."""

_NEITHER_BLOCK_NOR_TRANSLATE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_SHOWN = 60  # characters of a value found

_FOUND = {"missing": "nothing", "json_invalid": "{error}"}
_EXPECTED = {
    "json_invalid": "JSON",
    "missing": "this key",
    "extra_forbidden": "no key of this name",
    "literal_error": "{expected}",
    "string_type": "a text",
    "string_too_short": "a text that is not empty",
    "string_pattern_mismatch": "a text that matches {pattern}",
    "tuple_type": "a list",
    "too_short": "at least one entry",
    "model_type": "an object",
    "bool_type": "true or false",
    "float_type": "a number",
    "finite_number": "a finite number",
    "greater_than": "a number above {gt}",
    "date_type": "a date such as 2026-11-24",
    "date_from_datetime_parsing": "a date such as 2026-11-24",
    "date_from_datetime_inexact": "a date such as 2026-11-24",
}
"""Kinds of pydantic faults -> what was expected, in our words; others keep pydantic's."""


def load(path: str) -> Record:
    """Read the record in a file named after its code.

    Raises RecordError with every fault: of the file, of its JSON, of single fields and between fields.
    """
    text = _decoded(path, read_bytes(path))
    document = _parsed(path, text)
    _check_version(path, document)
    try:
        record = Record.model_validate_json(text)
    except ValidationError as error:
        faults = (*_field_faults(error, document), *_name_faults(path, document))
        raise RecordError(path, faults) from error
    if faults := _name_faults(path, document):
        raise RecordError(path, faults)
    return record


def read_bytes(path: str) -> bytes:
    """Read a regular file of at most LARGEST bytes; raises RecordError."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _NEITHER_BLOCK_NOR_TRANSLATE)
        try:
            status = os.fstat(descriptor)
            data = os.read(descriptor, min(status.st_size, LARGEST) + 1)
        finally:
            os.close(descriptor)
    except ValueError as error:
        raise _refusal(path, "the name of a file", "a null character in it") from error
    except OSError as error:
        raise _refusal(path, "a readable file", f"{error.strerror}".lower()) from error
    if not stat.S_ISREG(status.st_mode):
        raise _refusal(path, "a regular file", "another kind of file")
    if status.st_size > LARGEST:
        raise _refusal(path, f"at most {LARGEST:,} bytes", f"{status.st_size:,} bytes")
    return data


def path_text(location: tuple[int | str, ...]) -> str:
    """Write where a value lies in a document, as a JSON path: `$.payers[2].kind`."""
    plain = (f".{part}" if str(part).isidentifier() else f"[{json.dumps(part)}]" for part in location)
    return "$" + "".join(plain)


def _refusal(file: str, expected: str, found: str, path: str = "$") -> RecordError:
    return RecordError(file, (Fault(path, expected, found),))


def _decoded(path: str, data: bytes) -> str:
    if not data.strip():
        raise _refusal(path, "a JSON object", "an empty file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refusal(path, "UTF-8", f"byte 0x{data[error.start]:02x} at offset {error.start:,}") from error


def _parsed(path: str, text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}"
        raise _refusal(path, "JSON", f"{error.msg[:1].lower()}{error.msg[1:]} at {where}") from error
    except RecursionError as error:
        raise _refusal(path, "JSON of a record's depth", "deeper nesting than can be read") from error
    except ValueError as error:
        raise _refusal(path, "JSON", str(error)) from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(members := dict(pairs)) < len(pairs):
        repeated, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise ValueError(f"the key {repeated!r} twice in one object")
    return members


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name}, which is no JSON number")


def _check_version(path: str, document: object) -> None:
    version = document.get("schema_version") if isinstance(document, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        expected = f"{SCHEMA_VERSION}, the newest this cptref reads (upgrade it)"
        raise _refusal(path, expected, str(version), "$.schema_version")


def _name_faults(path: str, document: object) -> tuple[Fault, ...]:
    stem = os.path.basename(path).removesuffix(".json")
    code = document.get("code", stem) if isinstance(document, dict) else stem
    return () if code == stem else (Fault("$.code", f"{stem!r}, as the file is named", _shown(code)),)


def _field_faults(error: ValidationError, document: object) -> Iterator[Fault]:
    """Tell single fields' faults, and those between fields, which the model seeks only where all fit."""
    lines = error.errors(include_url=False)
    if not any(line["type"] == "contradiction" for line in lines):
        between = ValidationError.from_exception_data("Record", list(contradictions(document)))
        lines += between.errors(include_url=False)
    for line in lines:
        kind, context = line["type"], line.get("ctx", {})
        expected = _EXPECTED[kind].format_map(context) if kind in _EXPECTED else line["msg"]
        found = _FOUND[kind].format_map(context) if kind in _FOUND else _shown(line["input"])
        yield Fault(path_text(line["loc"]), expected, found)


def _shown(value: object) -> str:
    if isinstance(value, dict | list | tuple):
        return "a list" if not isinstance(value, dict) else "an object"
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
