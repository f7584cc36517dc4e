"""The model: what it takes, what it refuses, and what it says of it."""

import json
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

import strategies
from cptref.records import models
from cptref.records.models import Record, contradictions
from cptref.views import items, record
from cptref.views.sections import SECTIONS


@given(strategies.documents)
def test_a_record_is_read_back_as_it_was_written(document: dict[str, Any]) -> None:
    record = Record.model_validate_json(json.dumps(document))
    assert Record.model_validate_json(record.model_dump_json()) == record
    assert list(contradictions(record)) == []


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("schema_version",), 2, ("schema_version",)),
        (("schema_version",), "1", ("schema_version",)),
        (("code",), 47370, ("code",)),
        (("code",), "4737", ("code",)),
        (("code_system",), "ICD-10", ("code_system",)),
        (("title",), "", ("title",)),
        (("title",), " ", ("title",)),
        (("title",), 1, ("title",)),
        (("surprise",), 1, ("surprise",)),
        (("summary", "surprise"), "x", ("summary", "surprise")),
        (("context", "indications"), "x", ("context", "indications")),
        (("context", "lesion_size", "minimum"), 0, ("context", "lesion_size", "minimum")),
        (("context", "lesion_size", "minimum"), "0.5", ("context", "lesion_size", "minimum")),
        (("context", "lesion_size", "minimum"), 6.0, ("context", "lesion_size")),
        (("context", "lesion_size", "unit"), "mm", ("context", "lesion_size", "unit")),
        (("modifiers", 0, "modifier"), "5", ("modifiers", 0, "modifier")),
        (("modifiers", 0, "reportable"), "no", ("modifiers", 0, "reportable")),
        (("payers", 0, "kind"), "charity", ("payers", 0, "kind")),
        (("payers", 0, "id"), "Aetna", ("payers", 0, "id")),
        (("payers", 1, "id"), "aetna", ("payers", 1, "id")),
        (("not_available", 0, "section"), "fees", ("not_available", 0, "section")),
        (("sources", 0, "address"), "http://example.org", ("sources", 0, "address")),
        (("sources", 0, "published"), "yesterday", ("sources", 0, "published")),
        (("sources", 0, "sections"), [], ("sources", 0, "sections")),
        (("sources",), [], ("sources",)),
        (("summary", "source", "id"), "nobody", ("summary", "source", "id")),
        (("payers", 2, "source", "section"), "Nowhere", ("payers", 2, "source", "section")),
    ],
)
def test_what_does_not_fit_is_refused_where_it_stands(
    document: dict[str, Any], path: tuple[Any, ...], value: object, where: tuple[Any, ...]
) -> None:
    part: Any = document
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    with pytest.raises(ValidationError) as caught:
        Record.model_validate_json(json.dumps(document))
    assert where in [error["loc"] for error in caught.value.errors()]


@pytest.mark.parametrize("missing", ["schema_version", "code", "code_system", "title", "sources"])
def test_what_every_record_has_may_not_be_missing(document: dict[str, Any], missing: str) -> None:
    del document[missing]
    with pytest.raises(ValidationError, match=missing):
        Record.model_validate_json(json.dumps(document))


def test_a_statement_without_a_source_is_refused(document: dict[str, Any]) -> None:
    del document["payers"][0]["source"]
    with pytest.raises(ValidationError, match="source"):
        Record.model_validate_json(json.dumps(document))


def test_a_record_cannot_be_changed(document: dict[str, Any]) -> None:
    record = Record.model_validate_json(json.dumps(document))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(record, "title", "another")  # noqa: B010


@pytest.mark.parametrize("rubbish", [None, 1, "x", [], {}, {"payers": 1}, {"payers": [1, {"source": 2}]}])
def test_contradictions_passes_over_parts_of_another_shape(rubbish: object) -> None:
    assert list(contradictions(rubbish)) == []


def test_the_views_speak_of_the_model_as_it_is() -> None:
    assert items.SCHEMA_VERSION == models.SCHEMA_VERSION
    assert tuple(Record.model_fields) == record.RECORD
    parts = {name.replace("-", "_") for name in SECTIONS}
    assert parts | set(record.HEAD) == set(record.RECORD)
