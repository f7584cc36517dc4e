"""The door for record files: whatever the bytes, a record or every fault."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import BUNDLED_FILE, Run
from cptref.errors import Fault, RecordError
from cptref.records.loader import LARGEST, load, path_text
from cptref.records.models import Record

SOUND = BUNDLED_FILE.read_bytes()


def faults(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(RecordError) as caught:
        load(str(path))
    assert caught.value.file == str(path)
    assert "\n" not in str(caught.value)
    return caught.value.faults


def test_a_sound_file_is_a_record(tmp_path: Path) -> None:
    file = tmp_path / "47370.json"
    for data in (SOUND, b"\xef\xbb\xbf" + SOUND, SOUND.replace(b"\n", b"\r\n")):
        file.write_bytes(data)
        assert load(str(file)) == Record.model_validate_json(SOUND)


@pytest.mark.parametrize(
    ("data", "path", "expected", "found"),
    [
        (b"", "$", "a JSON object", "an empty file"),
        (b" \n", "$", "a JSON object", "an empty file"),
        (SOUND[:100], "$", "JSON", "unterminated string"),
        (b"hello", "$", "JSON", "expecting value at line 1 column 1"),
        (b"{}{}", "$", "JSON", "extra data"),
        (SOUND.replace(b"title", b"t\xeftle", 1), "$", "UTF-8", "byte 0xef at offset"),
        (SOUND.decode().encode("utf-16"), "$", "UTF-8", "byte 0xff at offset 0"),
        (b"[" * 100_000, "$", "JSON of a record's depth", "deeper nesting"),
        (b'{"a":' * 100_000, "$", "JSON of a record's depth", "deeper nesting"),
        (b'{"code": "47370", "code": "47371"}', "$", "JSON", "the key 'code' twice"),
        (b'{"schema_version": NaN}', "$", "JSON", "NaN, which is no JSON number"),
        (b'{"schema_version": 2}', "$.schema_version", "1, the newest", "2"),
        (b"[]", "$", "an object", "a list"),
        (b"1", "$", "an object", "1"),
        (b"{}", "$.code", "this key", "nothing"),
        (b'{"n": ' + b"1" * 5000 + b"}", "$", "JSON", "digits"),
        (SOUND.replace(b'"47370"', b'"47371"'), "$.code", "'47370', as the file is named", '"47371"'),
        (SOUND.replace(b'"title"', b'"\\u0007 [red]"'), '$["\\u0007 [red]"]', "no key of this name", '"'),
        (SOUND.replace(b'"Medicare"', b'"\\ud800"'), "$", "JSON", "hex escape"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, data: bytes, path: str, expected: str, found: str) -> None:
    file = tmp_path / "47370.json"
    file.write_bytes(data)
    told = [fault for fault in faults(file) if fault.path == path]
    assert told
    assert expected in told[0].expected
    assert found in told[0].found


def test_every_fault_of_a_file_is_told(tmp_path: Path, document: dict[str, Any]) -> None:
    document |= {"code": "47371", "surprise": [1], "title": "x" * 100}
    document["context"]["lesion_size"]["minimum"] = 9
    document["payers"][0]["kind"] = {}
    document["payers"][1]["source"]["id"] = "nobody"
    document["title"] = 7
    file = tmp_path / "47370.json"
    file.write_text(json.dumps(document))
    told = {fault.path: fault for fault in faults(file)}
    assert set(told) == {
        "$.title",
        "$.surprise",
        "$.context.lesion_size",
        "$.payers[0].kind",
        "$.payers[1].source.id",
        "$.code",
    }
    assert told["$.surprise"].found == "a list"
    assert told["$.payers[0].kind"].expected == "'commercial' or 'government'"
    assert told["$.payers[0].kind"].found == "an object"


def test_a_long_value_is_told_in_short(tmp_path: Path, document: dict[str, Any]) -> None:
    document["code"] = "x" * 1000
    file = tmp_path / "47370.json"
    file.write_text(json.dumps(document))
    assert max(len(fault.found) for fault in faults(file)) < 70


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "47370.json"
    with file.open("wb") as large:
        large.truncate(100_000_000)
    (fault,) = faults(file)
    assert fault == ("$", f"at most {LARGEST:,} bytes", "100,000,000 bytes")


def test_what_is_no_readable_file_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    (tmp_path / "broken.json").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.json")
    found = {
        "folder": "is a directory",
        "loop": "too many levels of symbolic links",
        "broken": "no such file or directory",
        "missing": "no such file or directory",
        "pipe": "another kind of file",
        "null\0byte": "a null character in it",
    }
    for name, said in found.items():
        assert faults(tmp_path / f"{name}.json")[0].found == said


@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda part: (
            st.lists(part) | st.dictionaries(st.sampled_from(list(Record.model_fields)) | st.text(), part)
        ),
    ).map(lambda value: json.dumps(value).encode())
)
@settings(max_examples=200)
def test_any_bytes_are_faults_told_in_one_line(data: bytes) -> None:
    file = Path(os.environ["HOME"]) / "47370.json"
    file.write_bytes(data)
    assert faults(file)


@given(st.integers(0, len(SOUND)), st.binary(max_size=3))
def test_a_damaged_file_is_sound_or_refused(place: int, put: bytes) -> None:
    file = Path(os.environ["HOME"]) / "47370.json"
    file.write_bytes(SOUND[:place] + put + SOUND[place + 2 :])
    try:
        load(str(file))
    except RecordError as error:
        assert error.faults


def test_a_path_is_written_as_in_json_path() -> None:
    assert path_text(()) == "$"
    assert path_text(("payers", 2, "kind")) == "$.payers[2].kind"
    assert path_text(("a b",)) == '$["a b"]'


@pytest.mark.parametrize("form", ["table", "plain", "json", "csv"])
def test_a_damaged_record_that_is_asked_for_leaves_stdout_empty(
    run: Run, folder: Callable[..., Path], document: dict[str, Any], form: str
) -> None:
    records = folder(document | {"surprise": 1, "title": ""})
    outcome = run("show", "47370", "--data", str(records), "--format", form)
    assert (outcome.status, outcome.out) == (3, "")
    assert outcome.err.count("\n") == 1
    assert "(1 more: run 'cptref validate')" in outcome.err


def test_validate_tells_all_faults_of_all_files_of_a_folder(
    run: Run, folder: Callable[..., Path], document: dict[str, Any]
) -> None:
    records = folder(document | {"code": "00001", "a": 1, "b": 2}, document)
    outcome = run("validate", str(records), str(BUNDLED_FILE), "--json")
    assert outcome.status == 1
    told = json.loads(outcome.out)
    assert [(Path(fault["file"]).name, fault["path"]) for fault in told] == [
        ("00001.json", "$.a"),
        ("00001.json", "$.b"),
    ]
    assert "2 files fit" in outcome.err


def test_validate_of_sound_files_finds_nothing(run: Run) -> None:
    outcome = run("validate", str(BUNDLED_FILE), "--json")
    assert (outcome.status, outcome.out) == (0, "[]\n")
    assert "1 file fits" in outcome.err


def test_a_contradiction_alone_is_told_once(folder: Callable[..., Path], document: dict[str, Any]) -> None:
    twice = document | {"payers": [document["payers"][0], document["payers"][0]]}
    records = folder(twice)
    with pytest.raises(RecordError) as caught:
        load(str(records / "47370.json"))
    assert [fault.path for fault in caught.value.faults] == ["$.payers[1].id"]
