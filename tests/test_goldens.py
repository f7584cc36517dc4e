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
    "modifiers": "modifiers --on 2026-01-15",
    "modifiers-batch": "modifiers 47370-00-59 4737O --on 2026-01-15",
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

OF_RELEASES = {
    "show-medicare": "show 47370 --section medicare --section not-available --on 2026-01-15",
    "modifiers-medicare": "modifiers 47370 --on 2026-01-15",
    "fee": "fee 47370-62 --locality 02102-01 --on 2026-01-15",
    "fee-batch": "fee 70496 99999 47379 x --setting facility --on 2025-10-15",
    "fee-state": "fee 47370 --state CA --on 2025-10-15",
    "edits": "edits 47370 --on 2026-01-15",
    "edits-together": "edits 47370 47000 49320 99213 --on 2026-01-15",
    "history": "history 47370 36415",
    "changes": "changes --from 2025-12-31 --to 2026-01-01",
    "import": "import README.md --fields file,outcome,reason",
    "releases": "releases --fields release,effective,until,rows,part,note,file",
    "forget": "forget pfs-2019q1",
}
"""Asked of the store of what is published for January 2026."""

ASKED |= OF_RELEASES
CASES = {f"{name}.{form}": f"{asked} --format {form}" for name, asked in ASKED.items() for form in FORMATS}


@pytest.mark.parametrize("name", CASES)
def test_a_command_answers_as_its_golden_says(
    run: Run, name: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(HERE.parent)
    if name.rpartition(".")[0] in OF_RELEASES:
        request.getfixturevalue("medicare")
    outcome = run(*CASES[name].split())
    transcript = f"$ cptref {CASES[name]}  # exits {outcome.status}\n{outcome.out}"
    golden = GOLDENS / f"{name}.txt"
    if request.config.getoption("--renew"):
        golden.write_text(transcript, encoding="utf-8", newline="\n")
    assert transcript == golden.read_bytes().decode("utf-8")


def test_every_command_has_goldens_and_every_golden_a_command() -> None:
    assert {asked.split()[0] for asked in ASKED.values()} | {"completion"} == set(COMMANDS)
    assert {file.stem for file in GOLDENS.iterdir()} == set(CASES)
