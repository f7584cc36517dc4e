"""Every command in every format, held against transcripts: the command, its exit status, its exact output."""

from pathlib import Path

import pytest

from conftest import Run
from cptref.cli import COMMANDS

HERE = Path(__file__).parent
GOLDENS = HERE / "goldens"
FORMATS = ("table", "plain", "json", "jsonl", "csv", "markdown")

ASKED = {
    "show": "show 47370",
    "show-batch": "show 47370-59 4737O 12 --section payers --section modifiers",
    "context": "context 47370",
    "modifiers": "modifiers",
    "modifiers-batch": "modifiers 47370-00-59 4737O",
    "modifiers-reverse": "modifiers --modifier 00",
    "payers": "payers 47370",
    "payers-batch": "payers 47370 99999",
    "payers-reverse": "payers --payer UHC",
    "payers-reverse-none": "payers --payer Nobody",
    "list": "list --fields code,code_system,title,origin",
    "search": "search radio-frequency COLORECTAL",
    "search-none": "search nothing of the kind",
    "sources": "sources",
    "schema": "schema",
    "validate": "validate data/47370.json tests/faulty/47370.json",
}

CASES = {f"{name}.{form}": f"{asked} --format {form}" for name, asked in ASKED.items() for form in FORMATS}


@pytest.mark.parametrize("name", CASES)
def test_a_command_answers_as_its_golden_says(
    run: Run, name: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(HERE.parent)
    outcome = run(*CASES[name].split())
    transcript = f"$ cptref {CASES[name]}  # exits {outcome.status}\n{outcome.out}"
    golden = GOLDENS / f"{name}.txt"
    if request.config.getoption("--renew"):
        golden.write_text(transcript, encoding="utf-8", newline="\n")
    assert transcript == golden.read_bytes().decode("utf-8")


def test_every_command_has_goldens_and_every_golden_a_command() -> None:
    assert {asked.split()[0] for asked in ASKED.values()} | {"completion"} == set(COMMANDS)
    assert {file.stem for file in GOLDENS.iterdir()} == set(CASES)
