"""The formats: safe for a terminal whatever a record says, whole, and readable by what reads them."""

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

import strategies
from conftest import Outcome, Run
from cptref.answers.records import Recorded
from cptref.records.library import Library
from cptref.render import Style, render
from cptref.render.inert import inert, inert_json
from cptref.render.widths import widths
from cptref.sheet import Answer
from cptref.views.record import show

FORMATS = ("table", "plain", "json", "jsonl", "csv", "markdown")
STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ud800-\udfff]"
)
SGR = re.compile(r"\x1b\[[0-9;]*m")
PER_PROCESS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def written(document: dict[str, Any], **style: Any) -> str:
    """Return what `show` writes of a user's record in this process."""
    folder = Path(os.environ["HOME"]) / "records"
    folder.mkdir(exist_ok=True)
    (folder / "47370.json").write_text(json.dumps(document), encoding="utf-8")
    entry = Library([str(folder)]).entry("47370")
    return "".join(render(Answer([show(Recorded(entry))], ()), Style(**style)))


def every_text(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from every_text(value)


def fill(part: Any, text: str) -> Any:
    """Put a text wherever a record's model takes any text."""
    fixed = (
        "code",
        "code_system",
        "id",
        "kind",
        "unit",
        "address",
        "modifier",
        "published",
        "section",
        "sections",
    )
    if isinstance(part, dict):
        return {
            key: value if key in fixed or value is None else fill(value, text) for key, value in part.items()
        }
    if isinstance(part, list):
        return [fill(value, text) for value in part]
    return text if isinstance(part, str) else part


@pytest.mark.parametrize("text", strategies.HOSTILE)
@pytest.mark.parametrize("form", FORMATS)
def test_no_command_lets_a_record_steer_the_terminal(
    run: Run, folder: Callable[..., Path], document: dict[str, Any], text: str, form: str
) -> None:
    hostile = fill(document, text)
    records = folder(hostile, hostile | {"code": "00001", "surprise\x1b[31m": text})
    asked = [
        "show 47370",
        "context 47370",
        "modifiers 47370",
        "payers",
        "list",
        "search a",
        "sources",
        "show 00001",
    ]
    asked += [f"validate {records}", "modifiers --modifier 00", "payers --payer UHC"]
    for line in asked:
        outcome = run(*line.split(), "--data", str(records), "--format", form, "--color", "always")
        assert STEERING.search(SGR.sub("", outcome.out)) is None, line
        assert STEERING.search(outcome.err) is None, line
        if form != "table":
            assert "\x1b" not in outcome.out


@pytest.mark.parametrize("text", strategies.HOSTILE)
def test_scripts_read_the_text_as_the_record_has_it(
    run: Run, folder: Callable[..., Path], document: dict[str, Any], text: str
) -> None:
    hostile = fill(document, text)
    records = folder(hostile)
    for form in ("json", "jsonl"):
        answered = json.loads(run("show", "47370", "--data", str(records), "--format", form).out)
        del answered["origin"]
        assert answered == hostile


@pytest.mark.parametrize("typed", ["\x1b[31m", "\x1b]8;;x\x07", "\u202e47370", "\udcff", "[red]x[/]", "a\nb"])
@pytest.mark.parametrize("form", FORMATS)
def test_what_is_typed_is_told_inert(run: Run, typed: str, form: str) -> None:
    for words in (
        ["show", typed],
        ["show", typed, "47370"],
        ["payers", "--payer", typed],
        ["--data", typed, "list"],
    ):
        ordered = [*words[2:], *words[:2]] if words[0] == "--data" else words
        outcome = run(*ordered, "--format", form)
        assert STEERING.search(outcome.out + outcome.err) is None


@given(strategies.documents, st.integers(20, 140), st.booleans())
@example(strategies.wide_topic, 86, False)
@PER_PROCESS
def test_a_screen_is_never_too_narrow(document: dict[str, Any], width: int, lines: bool) -> None:
    text = written(document, format="table", width=width, lines=lines)
    for line in text.splitlines():
        assert cell_len(line) <= width or "https://" in line
        assert line == line.rstrip(" ")
    assert text.endswith("\n")
    assert ("─" in text) <= lines


@given(strategies.documents, st.integers(20, 140))
@PER_PROCESS
def test_nothing_is_cut_on_a_screen(document: dict[str, Any], width: int) -> None:
    shown = re.sub(r"\s+", "", written(document, format="table", width=width))
    for payer in document["payers"]:
        assert re.sub(r"\s+", "", inert(payer["name"])) in shown


@given(strategies.documents, st.sampled_from(["plain", "markdown", "csv"]))
@PER_PROCESS
def test_a_record_is_written_whole(document: dict[str, Any], form: Any) -> None:
    text = written(document, format=form)
    if form == "csv":
        text = "\n".join(cell for row in csv.reader(io.StringIO(text)) for cell in row)
    plain = text.replace("\\", "")
    for fact in every_text(
        {key: document[key] for key in ("title", "summary", "service", "context", "modifiers")}
    ):
        assert fact == "s" or inert(fact).replace("\\", "") in plain


@given(strategies.documents)
@PER_PROCESS
def test_csv_is_read_back_as_it_was_written(document: dict[str, Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(written(document, format="csv"))))
    assert {row["state"] for row in rows} <= {"stated", "not available", "silent"}
    titles = [row["value"] for row in rows if row["section"] == "record" and row["label"] == "title"]
    assert titles == [inert(document["title"])]


@given(strategies.documents, strategies.texts)
@PER_PROCESS
def test_a_markdown_table_keeps_its_columns(document: dict[str, Any], text: str) -> None:
    written_text = written(document | {"title": text}, format="markdown")
    for block in written_text.split("\n\n"):
        bars = {
            len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
            for line in block.splitlines()
            if line.startswith("|")
        }
        assert len(bars) <= 1


@given(st.text())
def test_inert_text_steers_nothing_and_json_reads_back(text: str) -> None:
    assert STEERING.search(inert(text).replace("\n", "")) is None
    document = json.dumps(text, ensure_ascii=False)
    assert STEERING.search(inert_json(document)) is None
    assert json.loads(inert_json(document)) == text


def test_columns_share_the_room() -> None:
    assert widths([["a", "b"], ["xx", "yyy"]], [True, False], 80) == [2, 3]
    assert widths([["code", "text"], ["47370", "long words " * 9]], [True, False], 40) == [5, 33]
    assert widths([["code", "text"], ["4" * 50, "x"]], [True, False], 40) is None


@given(st.lists(st.tuples(strategies.words, strategies.words), min_size=1), st.integers(10, 100))
def test_widths_never_exceed_the_room(cells: list[tuple[str, str]], room: int) -> None:
    shared = widths(cells, [False, False], room)
    assert shared is None or sum(shared) + 2 <= room


def fields(outcome: Outcome) -> list[str]:
    return list(json.loads(outcome.out))


def test_fields_pick_keys_in_the_order_asked(run: Run) -> None:
    assert fields(run("show", "47370", "--json", "--fields", "payers,code,payers")) == ["payers", "code"]
    assert fields(run("modifiers", "--modifier", "00", "--json", "--fields", "codes")) == ["codes"]
    several = run("show", "47370", "47370", "--format", "jsonl", "--fields", "code")
    assert several.out == '{"code":"47370"}\n' * 2


@pytest.mark.parametrize("form", ["table", "plain", "csv", "markdown"])
def test_fields_pick_columns_in_the_order_asked(run: Run, form: str) -> None:
    outcome = run("payers", "47370", "--format", form, "--fields", "name, code")
    assert outcome.status == 0
    assert "commercial" not in outcome.out
    assert outcome.out.index("name") < outcome.out.index("code") < outcome.out.index("47370")
    rows = run("show", "47370", "--format", form, "--fields", "value")
    assert "Cigna Health" in rows.out
    assert "Billing Code Overview" not in rows.out


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (["show", "47370", "--json"], "not_available, sources, asked, origin"),
        (["show", "47370"], "code, section, label, value, state, source"),
        (["payers", "--format", "csv"], "code, id, name, kind"),
        (["list", "--json"], "schema_version, code, code_system, title, origin, file"),
        (["schema"], "properties"),
        (["show", "47370", "47370", "--json"], "status, nearest, reason"),
    ],
)
def test_an_unknown_field_is_a_usage_error_that_lists_the_known(
    run: Run, words: list[str], known: str
) -> None:
    outcome = run(*words, "--fields", "code,colour")
    assert (outcome.status, outcome.out) == (2, "")
    assert "'colour'" in outcome.err
    assert known in re.sub(r"\s+", " ", outcome.err)


@pytest.mark.parametrize("words", [["--json", "--plain"], ["--json", "--format", "csv"], ["--format", "xml"]])
def test_formats_that_contradict_each_other_are_a_usage_error(run: Run, words: list[str]) -> None:
    outcome = run("show", "47370", *words)
    assert (outcome.status, outcome.out) == (2, "")


def test_short_options_mean_their_format(run: Run) -> None:
    for short, form in (("--json", "json"), ("--plain", "plain")):
        assert run("show", "47370", short) == run("show", "47370", "--format", form)
