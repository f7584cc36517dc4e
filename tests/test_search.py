"""What a search finds, and what it shows of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from conftest import BUNDLED_FILE, Run
from cptref.records.search import fold, hits

BUNDLED = BUNDLED_FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("colorectal", "context.indications[1]"),
        ("COLORECTAL", "context.indications[1]"),
        ("Radio-Frequency", "title"),
        ("radiofréquency", "title"),
        ("radio\u2011frequency", "title"),
        ("unitedhealthcare", "payers[3].name"),
    ],
)
def test_case_accents_and_hyphens_do_not_matter(words: str, field: str) -> None:
    (hit,) = hits(BUNDLED, (words,))
    assert hit.field == field
    assert fold(words) in fold(hit.text)


def test_all_words_must_match() -> None:
    assert hits(BUNDLED, ("colorectal", "nowhere")) == []
    assert hits(BUNDLED, ("colorectal", "hepatic-nonsense")) == []


def test_words_in_several_fields_are_shown_each_in_its_first() -> None:
    found = hits(BUNDLED, ("colorectal", "UnitedHealthcare"))
    assert [hit.field for hit in found] == ["context.indications[1]", "payers[3].name"]


def test_one_field_with_all_words_is_enough() -> None:
    (hit,) = hits(BUNDLED, ("metastases", "colorectal"))
    assert hit.field == "context.indications[1]"


@pytest.mark.parametrize("words", ["openpayer-47370", "schema_version", "https", "matters_for", "- \u2010"])
def test_keys_addresses_and_identifiers_are_not_searched(words: str) -> None:
    assert hits(BUNDLED, tuple(words.split())) == []


def record(text: str) -> str:
    return json.dumps({"title": text}, ensure_ascii=False)


def test_the_words_around_are_shown_in_short() -> None:
    text = " ".join(["before"] * 30 + ["liver"] + ["after"] * 30)
    (hit,) = hits(record(text), ("liver",))
    assert hit.text.startswith("...before")
    assert hit.text.endswith("after...")
    assert " liver " in hit.text
    assert len(hit.text) < 120


def test_a_word_without_blanks_around_is_shown_as_it_stands() -> None:
    (hit,) = hits(record("x" * 200 + "liver" + "y" * 200), ("liver",))
    assert "liver" in hit.text
    assert len(hit.text) < 120


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Straße", "STRASSE"),
        ("ﬁbrosis", "fibrosis"),
        ('the "liver"', '"liver"'),
        ("back\\slash", "back\\slash"),
        ("e\u0301tude", "etude"),
        ("İzmir", "izmir"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_letters_are_found_in_every_spelling(text: str, word: str) -> None:
    (hit,) = hits(record(text), (word,))
    assert hit.text == text


@given(strategies.words.filter(lambda text: fold(text).strip() != ""))
def test_a_text_is_found_by_its_own_words_and_never_by_what_it_lacks(text: str) -> None:
    words = tuple(word for word in text.split() if fold(word))
    assert [hit.field for hit in hits(record(text), words)] == ["title"] * (len(words) > 0)
    assert hits(record(text), (*words, "\U0001f9ff" * 9)) == []


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_search_for_nothing_is_a_usage_error(run: Run) -> None:
    outcome = run("search", " ")
    assert (outcome.status, outcome.out) == (2, "")


def test_nothing_found_is_said_and_is_no(run: Run) -> None:
    for form, said in (("table", "none\n"), ("json", "[]\n"), ("jsonl", ""), ("csv", "code,field,text\n")):
        outcome = run("search", "nowhere", "--format", form)
        assert (outcome.status, outcome.out) == (1, said)


def test_every_record_is_searched(run: Run, folder: Callable[..., Path], document: dict[str, Any]) -> None:
    records = folder(document | {"code": "00001"}, document | {"code": "00002", "title": "Zebra stripes"})
    outcome = run("search", "zebra", "--data", str(records), "--json")
    assert [(hit["code"], hit["field"]) for hit in json.loads(outcome.out)] == [("00002", "title")]
