"""Where records come from, and the library as Python calls it."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cptref
from conftest import BUNDLED_FILE, Run
from cptref.folders import user_data_folder
from cptref.records.library import Library

Folder = Callable[..., Path]


@pytest.fixture
def own(document: dict[str, Any]) -> dict[str, Any]:
    """Return the user's own record of the bundled code."""
    return document | {"title": "My own title"}


def test_a_record_is_found_as_the_readme_says() -> None:
    record = cptref.Library().find("CPT 47370")
    assert [payer.id for payer in record.payers if payer.kind == "government"] == ["medicare"]
    assert isinstance(record, cptref.Record)


def test_what_cannot_be_found_is_an_exception(tmp_path: Path) -> None:
    library = cptref.Library()
    with pytest.raises(cptref.UnknownCode, match="47371") as caught:
        library.find("47371")
    assert (caught.value.code, caught.value.nearest) == ("47371", ("47370",))
    with pytest.raises(cptref.MalformedCode):
        library.find("x")
    with pytest.raises(cptref.FolderError, match="nowhere"):
        cptref.Library([str(tmp_path / "nowhere")])
    (tmp_path / "00001.json").write_text("{")
    with pytest.raises(cptref.RecordError) as damaged:
        cptref.Library([str(tmp_path)]).find("00001")
    assert damaged.value.faults[0].expected == "JSON"
    assert {error.__mro__[1] for error in (cptref.UnknownCode, cptref.RecordError)} == {cptref.CptrefError}


def test_only_public_names_are_there() -> None:
    assert set(dir(cptref)) == set(cptref.__all__)
    assert all(getattr(cptref, name) is not None for name in cptref.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        cptref.nothing  # noqa: B018


def test_the_first_folder_answers_then_the_users_then_the_bundled(
    folder: Folder, own: dict[str, Any]
) -> None:
    given = folder(own)
    mine = Path(user_data_folder())
    mine.mkdir(parents=True)
    (mine / "47370.json").write_text(json.dumps(own | {"title": "From the user folder"}))
    (mine / "00001.json").write_text(json.dumps(own | {"code": "00001"}))
    assert Library([str(given)]).find("47370").title == "My own title"
    assert Library().find("47370").title == "From the user folder"
    assert Library(user_folder=False).find("47370").title.startswith("Radiofrequency")
    assert Library([str(given)]).codes() == ["00001", "47370"]
    assert Library(user_folder=False).codes() == ["47370"]


@pytest.mark.parametrize("form", ["table", "plain", "json", "jsonl", "csv", "markdown"])
def test_a_users_record_says_that_it_stands_before_the_bundled_one(
    run: Run, folder: Folder, own: dict[str, Any], form: str
) -> None:
    records = folder(own, own | {"code": "00001"})
    before = run("show", "47370", "--data", str(records), "--format", form).out
    assert "My own title" in before
    assert "stands before" in before or '"stands_before_bundled":true' in before.replace(" ", "")
    alone = run("show", "00001", "--data", str(records), "--format", form).out
    assert "stands before" not in alone
    assert "records/00001.json" in "".join(alone.split())


def test_a_users_record_names_its_file_in_json(run: Run, folder: Folder, own: dict[str, Any]) -> None:
    records = folder(own)
    for extra in ([], ["--section", "payers"]):
        document = json.loads(run("show", "47370", "--data", str(records), "--json", *extra).out)
        assert document["origin"] == {"file": str(records / "47370.json"), "stands_before_bundled": True}
    table = json.loads(run("payers", "47370", "--data", str(records), "--json").out)
    assert table["origin"]["stands_before_bundled"] is True


def test_folders_are_named_by_option_and_environment(
    run: Run, tmp_path: Path, own: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, code in (("a", "00001"), ("b", "00002"), ("c", "00003")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{code}.json").write_text(json.dumps(own | {"code": code, "title": f"In {name}"}))
        (tmp_path / name / "00009.json").write_text(
            json.dumps(own | {"code": "00009", "title": f"In {name}"})
        )
    monkeypatch.setenv("CPTREF_DATA", os.pathsep.join([str(tmp_path / "c"), ""]))
    options = ["--data", str(tmp_path / "a"), "--data", str(tmp_path / "b")]
    listed = json.loads(run("list", "--json", *options).out)
    assert [(row["code"], row["title"]) for row in listed] == [
        ("00001", "In a"),
        ("00002", "In b"),
        ("00003", "In c"),
        ("00009", "In a"),
        ("47370", json.loads(BUNDLED_FILE.read_text())["title"]),
    ]
    assert listed[0]["file"] == str(tmp_path / "a" / "00001.json")
    assert [row["origin"] for row in listed] == ["user"] * 4 + ["bundled"]


def test_a_folder_that_is_not_there_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    for place in (tmp_path / "nowhere", file, Path("\0")):
        outcome = run("list", "--data", str(place))
        assert (outcome.status, outcome.out, outcome.err.count("\n")) == (3, "", 1)
    monkeypatch.setenv("CPTREF_DATA", str(tmp_path / "nowhere"))
    assert run("show", "47370").status == 3


def test_a_folder_without_rights_is_refused(
    run: Run, folder: Folder, own: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    records = folder(own)

    def refuse(path: object, *_: object, **__: object) -> Any:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    listed = run("list", "--data", str(records))
    assert (listed.status, listed.out) == (3, "")
    assert "cannot be read: Permission denied" in listed.err
    monkeypatch.setattr(os, "lstat", refuse)
    shown = run("show", "47370", "--data", str(records))
    assert (shown.status, shown.out) == (3, "")
    assert "cannot be read: Permission denied" in shown.err


def test_a_damaged_file_among_others_is_named_and_the_rest_answered(
    run: Run, folder: Folder, own: dict[str, Any]
) -> None:
    records = folder(own, own | {"code": "00001"})
    (records / "00002.json").write_text("{")
    (records / "notes.json").write_text("{}")
    (records / ".hidden.json").write_text("{")
    (records / "README.txt").write_text("no record")
    for command, words in (("list", []), ("search", ["colorectal"]), ("modifiers", []), ("sources", [])):
        outcome = run(command, *words, "--data", str(records), "--format", "jsonl")
        assert outcome.status == 3
        assert [json.loads(line)["code"] for line in outcome.out.splitlines()] == ["00001", "47370"]
        assert [line.split(": ")[2] for line in outcome.err.splitlines()] == [
            str(records / "00002.json"),
            str(records / "notes.json"),
        ]
    reverse = run("payers", "--payer", "UHC", "--data", str(records), "--json")
    assert (reverse.status, json.loads(reverse.out)["codes"]) == (3, ["00001", "47370"])


def test_a_batch_keeps_what_was_typed(run: Run) -> None:
    known, unknown = json.loads(run("show", "cpt-47370", "cpt-47371", "--json").out)
    assert known["asked"] == {"text": "cpt-47370", "modifiers": []}
    assert (unknown["code"], unknown["asked"]) == ("47371", {"text": "cpt-47371"})


def test_show_of_one_record_reads_no_other(run: Run, folder: Folder, own: dict[str, Any]) -> None:
    records = folder(own)
    (records / "00002.json").write_text("{")
    outcome = run("show", "47370", "--data", str(records))
    assert (outcome.status, outcome.err) == (0, "")


def test_a_damaged_record_in_a_batch_says_so_in_its_place(
    run: Run, folder: Folder, own: dict[str, Any]
) -> None:
    records = folder(own)
    (records / "00002.json").write_text("{")
    outcome = run("show", "00002", "47370", "--data", str(records), "--json", "--fields", "code,title")
    assert outcome.status == 3
    damaged, sound = json.loads(outcome.out)
    assert (damaged["code"], damaged["status"]) == ("00002", "damaged")
    assert "expected JSON" in damaged["reason"]
    assert sound == {"code": "47370", "title": "My own title"}
    table = run(
        "payers", "00002", "47370", "--data", str(records), "--format", "csv", "--fields", "code,state"
    )
    assert table.out.splitlines()[:3] == ["code,state", "00002,damaged", "47370,stated"]
