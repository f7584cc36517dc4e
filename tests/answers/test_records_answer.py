"""What records say of a code, a modifier and a payer, and what becomes of a damaged one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest

from cptref.answers.records import Recorded, every, recorded
from cptref.answers.search import Spoken, speaking
from cptref.answers.validation import Validated, validated
from cptref.codes import parse
from cptref.errors import CptrefError, RecordError, UnknownCode
from cptref.records.library import Library


class Folder(Protocol):
    """Writes documents, one a code, into a folder of records."""

    def __call__(self, *documents: Mapping[str, Any]) -> Path: ...


@pytest.fixture
def library(folder: Folder, document: dict[str, Any]) -> Library:
    """Two records of a user's, the second damaged, and the bundled one."""
    path = folder({**document, "code": "99213"})
    (path / "43235.json").write_text("{}", encoding="utf-8")
    return Library([str(path)])


def test_the_record_of_a_code_is_told_beside_what_was_asked(library: Library) -> None:
    asked = parse("99213-25")
    answer = recorded(library, asked)
    assert (answer.asked, answer.entry.code, answer.entry.origin) == (asked, "99213", "user")


def test_a_code_without_a_record_is_unknown_and_a_damaged_record_is_refused(library: Library) -> None:
    with pytest.raises(UnknownCode):
        recorded(library, parse("99214"))
    with pytest.raises(RecordError):
        recorded(library, parse("43235"))


def test_every_sound_record_is_told_and_the_damaged_one_to_who_listens(library: Library) -> None:
    damaged: list[CptrefError] = []
    found = list(every(library, damaged.append))
    assert [(one.entry.code, one.asked) for one in found] == [("47370", None), ("99213", None)]
    assert [type(error) for error in damaged] == [RecordError]
    assert "43235.json" in str(damaged[0])


def test_a_damaged_record_is_refused_where_nobody_listens(library: Library) -> None:
    with pytest.raises(RecordError):
        list(every(library, None))


def test_a_record_tells_which_modifiers_it_lists_and_which_payers_it_names(document: dict[str, Any]) -> None:
    listed = document["modifiers"][0]["modifier"]
    entry = Library().entry("47370")
    one = Recorded(entry, parse(f"47370-{listed}-ZZ"))
    assert one.typed() == [(listed, True), ("ZZ", False)]
    assert Recorded(entry).typed() == []
    assert {row.modifier for row in one.listing(listed)} == {listed}
    assert one.listing("ZZ") == []
    payer = document["payers"][0]
    for name in (payer["id"], payer["name"]):
        assert payer["id"] in {row.id for row in one.naming(name)}
    assert one.naming("nobody") == []


def test_the_texts_that_speak_of_the_words_are_told_with_their_record(library: Library) -> None:
    records = [recorded(library, parse(code)) for code in ("47370", "99213")]
    found: list[Spoken] = list(speaking(records, ("ablation",)))
    assert [(one.code, one.field) for one in found] == [("47370", "title"), ("99213", "title")]
    assert all("ablation" in one.text for one in found)
    assert list(speaking(records, ("ablation", "no such word"))) == []


def test_every_record_file_is_told_with_its_faults_those_of_a_folder_in_order(
    library: Library, folder: Folder
) -> None:
    path = folder()
    sound, damaged = str(path / "99213.json"), str(path / "43235.json")
    found = list(validated([str(path), sound]))
    assert [one.file for one in found] == [damaged, sound, sound]
    assert [bool(one.faults) for one in found] == [True, False, False]
    assert found[1:] == [Validated(sound, ())] * 2
    with pytest.raises(RecordError) as refused:
        recorded(library, parse("43235"))
    assert found[0].faults == refused.value.faults
