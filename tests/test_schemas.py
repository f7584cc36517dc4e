"""The JSON Schema of each command's document, held against every golden document."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import Run
from cptref.cli import COMMANDS
from cptref.cli.validate import complete
from cptref.views import changes as changes_view
from cptref.views import edits, fee, history, record
from cptref.views import schema as view
from cptref.views.documents import DOCUMENTS

GOLDENS = sorted((Path(__file__).parent / "goldens").glob("*.json*.txt"))
WITHOUT = {"schema", "completion"}
"""Commands that print no document of their own."""


def documents(golden: Path) -> tuple[list[str], list[Any]]:
    """Return the words of the command that a golden transcript is of, and its documents."""
    head, _, text = golden.read_text(encoding="utf-8").partition("\n")
    if ".jsonl" in golden.name:
        return head.split()[2:], [json.loads(line) for line in text.splitlines()]
    told = json.loads(text or "[]")
    return head.split()[2:], told if isinstance(told, list) else [told]


@cache
def schema(command: str, *, strict: bool = False) -> Any:
    """Return the schema of a command's document; strict: one that allows no other key."""
    found: Any = view.schema(command).document()
    Draft202012Validator.check_schema(found)
    return closed(found) if strict else found


def closed(part: Any) -> Any:
    """Allow no object a key that its schema does not name."""
    if isinstance(part, list):
        return [closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    more = {"additionalProperties": False} if "properties" in part else {}
    return {key: closed(value) for key, value in part.items()} | more


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.name)
def test_every_golden_document_has_the_keys_of_its_schema_and_no_other(golden: Path) -> None:
    words, told = documents(golden)
    if words[0] in WITHOUT:
        Draft202012Validator.check_schema(told[0])
        return
    form = schema(words[0], strict=True)
    if "--fields" in words:  # picks some of the keys
        form = {key: value for key, value in form.items() if key != "required"}
    validator = Draft202012Validator(form)
    for document in told:
        assert [error.message for error in validator.iter_errors(document)] == []


def test_goldens_of_every_command_are_held() -> None:
    seen = {words[0] for words, told in map(documents, GOLDENS) if told}
    assert seen >= set(COMMANDS) - {"completion", "forget"}


def test_a_key_that_the_schema_lacks_is_noticed() -> None:
    _, (document,) = documents(next(one for one in GOLDENS if one.name == "fee.json.txt"))
    validator = Draft202012Validator(schema("fee", strict=True))
    assert validator.is_valid(document)
    changes: list[dict[str, Any]] = [
        {"surprise": 1},
        {"amounts": [document["amounts"][0] | {"surprise": 1}]},
        {"amounts": [document["amounts"][0] | {"state": "perhaps"}]},
        {"amounts": [document["amounts"][0] | {"amount": 1.5}]},
        {"amounts": [document["amounts"][0] | {"decided_by": {"code": "status"}}]},
        {"notes": [{"code": "newest held"}]},
    ]
    for change in changes:
        assert not validator.is_valid(document | change), change
    document.pop("coverage")
    assert not validator.is_valid(document)


def test_what_is_forgotten_fits_its_schema(run: Run, tmp_path: Path) -> None:
    from published import gpci, publish

    publish(tmp_path, {"GPCI2025.csv": gpci()})
    store = ("--store", str(tmp_path / "store"))
    run("import", str(tmp_path / "GPCI2025.csv"), *store)
    told = json.loads(run("forget", "gpci-2025", *store, "--json").out)
    validator = Draft202012Validator(schema("forget", strict=True))
    assert [document["release"] for document in told] == ["gpci-2025"]
    assert all(map(validator.is_valid, told))


def test_a_document_of_the_releases_alone_and_one_of_level_two_fit(run: Run, medicare: Path) -> None:
    del medicare
    for command in ("show", "modifiers"):
        validator = Draft202012Validator(schema(command, strict=True))
        for code in ("99213", "A9999", "47370-59"):
            outcome = run(command, code, "--on", "2026-01-15", "--json")
            if outcome.status == 0:
                assert [error.message for error in validator.iter_errors(json.loads(outcome.out))] == []


def test_every_command_with_a_document_has_a_schema() -> None:
    assert set(DOCUMENTS) == set(COMMANDS) - WITHOUT


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("fee", fee.KEYS),
        ("edits", edits.KEYS),
        ("history", history.KEYS),
        ("changes", changes_view.KEYS),
        ("show", (*record.RECORD, *record.EXTRA)),
    ],
)
def test_fields_names_the_keys_that_the_schema_has(command: str, keys: tuple[str, ...]) -> None:
    found = schema(command)
    parts = [found] if "properties" in found else [found["$defs"][_name(part)] for part in found["anyOf"]]
    assert set(keys) == set(parts[0]["properties"])


def _name(part: dict[str, str]) -> str:
    return part["$ref"].rpartition("/")[2]


def test_the_command_prints_the_schema(run: Run) -> None:
    assert json.loads(run("schema", "fee").out) == schema("fee")


def test_a_schema_is_a_table_for_a_reader(run: Run) -> None:
    text = run("schema", "edits", "--plain").out
    for said in ("field: edits[].undone_by[].line", "field: mue.*.units", "required: no"):
        assert said in text
    assert "field: amounts[].factors[].name" in run("schema", "fee", "--plain").out


def test_commands_with_a_schema_are_completed() -> None:
    assert complete("m") == ["modifiers"]
    assert complete("") == list(DOCUMENTS)


def test_an_unknown_command_has_no_schema(run: Run) -> None:
    outcome = run("schema", "completion")
    assert (outcome.status, outcome.out) == (2, "")
    assert "these have: show, context" in outcome.err
