"""A real pseudo-terminal: what a person sees at several widths, with and without colour."""

import re
import sys
from collections.abc import Callable

import pexpect
import pytest
from rich.cells import cell_len

from processes import shell

SGR = re.compile(r"\x1b\[[0-9;]*m")
Screen = Callable[..., str]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Run `cptref` in a terminal of some columns and return all that it prints."""

    def run(line: str, columns: int = 80, **environment: str) -> str:
        monkeypatch.delenv("COLUMNS", raising=False)
        for name, value in {"TERM": "xterm-256color", **environment}.items():
            monkeypatch.setenv(name, value)
        output, _ = pexpect.run(
            f"{sys.executable} -m cptref {line}",
            withexitstatus=True,
            timeout=60,
            encoding="utf-8",
            dimensions=(24, columns),
        )
        return str(output).replace("\r\n", "\n")

    return run


def test_the_whole_record_fits_seventy_lines_and_what_decides_a_claim_the_first_screen(
    screen: Screen,
) -> None:
    text = SGR.sub("", screen("show 47370"))
    lines = text.splitlines()
    rows = sum(max(1, -(-cell_len(line) // 80)) for line in lines)
    assert rows <= 70
    first = "\n".join(lines[:24])
    assert lines[0].startswith("CPT 47370  Radiofrequency ablation")
    decisive = ["MODIFIERS", "PAYERS", "UnitedHealthcare", "NOT AVAILABLE", "Benchmarking"]
    for said in (*decisive, "sites of service", "ambulatory surgery center"):
        assert said in first


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize(
    "line", ["show 47370", "modifiers", "payers", "list", "search liver", "sources", "schema --format table"]
)
def test_an_answer_fits_the_screen(screen: Screen, line: str, columns: int) -> None:
    text = SGR.sub("", screen(line, columns))
    wide = [shown for shown in text.splitlines() if cell_len(shown) > columns and "https://" not in shown]
    assert wide == []
    if columns == 200:
        assert max(map(cell_len, text.splitlines())) <= 120


def test_columns_from_the_environment_come_first(screen: Screen) -> None:
    assert screen("show 47370", 200, COLUMNS="60") == screen("show 47370", 60)


@pytest.mark.parametrize(
    ("options", "environment", "colored"),
    [
        ("", {}, True),
        ("--color never", {}, False),
        ("--color never", {"FORCE_COLOR": "1"}, False),
        ("--color always", {"NO_COLOR": "1"}, True),
        ("--color always", {"TERM": "dumb"}, True),
        ("", {"NO_COLOR": "1"}, False),
        ("", {"NO_COLOR": ""}, True),
        ("", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("", {"FORCE_COLOR": "0"}, False),
        ("", {"TERM": "dumb"}, False),
        ("", {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ("", {"CLICOLOR": "0"}, False),
        ("", {"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, True),
        ("--plain", {"FORCE_COLOR": "1"}, False),
        ("--json", {"FORCE_COLOR": "1"}, False),
        ("--format csv", {"FORCE_COLOR": "1"}, False),
        ("--format markdown", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_follows_its_conventions(
    screen: Screen, options: str, environment: dict[str, str], colored: bool
) -> None:
    assert bool(SGR.search(screen(f"payers 47370 {options}", **environment))) is colored


@pytest.mark.parametrize(
    ("environment", "colored"), [({}, False), ({"FORCE_COLOR": "1"}, True), ({"CLICOLOR_FORCE": "1"}, True)]
)
def test_a_pipe_is_coloured_only_when_forced(environment: dict[str, str], colored: bool) -> None:
    assert (b"\x1b" in shell("cptref payers 47370 | cat", **environment).stdout) is colored


def test_colour_changes_no_word(screen: Screen) -> None:
    assert SGR.sub("", screen("show 47370")) == screen("show 47370 --color never")


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"PYTHONIOENCODING": "latin-1"}])
def test_without_colour_and_boxes_the_answer_reads_in_order(
    screen: Screen, environment: dict[str, str]
) -> None:
    text = screen("show 47370 --color never", **environment)
    assert text.isascii()
    order = ["47370", "MODIFIERS", "PAYERS", "NOT AVAILABLE", "SERVICE", "SUMMARY", "CONTEXT", "SOURCES"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)


def test_codes_from_a_terminal_are_a_hint_and_no_hang(screen: Screen) -> None:
    text = screen("show -")
    assert "standard input" in text
    assert "terminal" in text
