"""The completion scripts, each in its real shell."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest

from conftest import Run
from cptref.cli import COMMANDS, load

PROGRAMS = Path(sys.executable).parent
CASES = [
    ("cptref sh", ["show"]),
    ("cptref show 47", ["47370"]),
    ("cptref modifiers 4", ["47370"]),
    ("cptref show 99", []),
    ("cptref show 47370 --section not", ["not-available"]),
    ("cptref show 47370 --format js", ["json", "jsonl"]),
    ("cptref show 47370 --col", ["--color"]),
    ("cptref list --fields code_", ["code_system"]),
    ("cptref payers --fields code,na", ["code,name"]),
    ("cptref completion f", ["fish"]),
]


@pytest.fixture(autouse=True)
def _on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed here")


def lines(*command: str) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


def bash(line: str) -> list[str]:
    *before, last = line.split(" ")
    script = (
        'eval "$(cptref completion bash)"; declare -a COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
        '_cptref_completion cptref; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    return [word for word in lines("bash", "-c", script, "bash", *before, last) if word]


def fish(line: str) -> list[str]:
    script = f"cptref completion fish | source; complete -C '{line}'"
    return [answer.partition("\t")[0] for answer in lines("fish", "-N", "-c", script)]


@needs("bash")
@pytest.mark.parametrize(("line", "words"), CASES)
def test_bash_completes(line: str, words: list[str]) -> None:
    assert bash(line) == words


@needs("fish")
@pytest.mark.parametrize(("line", "words"), [case for case in CASES if case[1]])
def test_fish_completes(line: str, words: list[str]) -> None:
    assert fish(line) == words


@needs("zsh")
@pytest.mark.parametrize(("line", "words"), [case for case in CASES if len(case[1]) == 1])
def test_zsh_completes(line: str, words: list[str], tmp_path: Path) -> None:
    start = ("autoload -Uz compinit", "compinit -D -u", 'eval "$(cptref completion zsh)"', 'echo rea""dy')
    (tmp_path / ".zshrc").write_text("\n".join(start))
    environment = {**os.environ, "ZDOTDIR": str(tmp_path), "TERM": "dumb"}
    shell = pexpect.spawn("zsh", ["-i"], env=environment, encoding="utf-8", dimensions=(24, 200))
    shell.expect("ready")
    shell.send(f"{line}\t")
    shell.expect_exact(words[0].removeprefix(line.rpartition(" ")[2].rpartition(",")[2]))
    shell.close(force=True)


@needs("bash")
def test_the_folders_named_are_completed_from(
    folder: Callable[..., Path], document: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    records = folder(document | {"code": "00001"})
    assert bash(f"cptref show --data {records} 0") == ["00001"]
    monkeypatch.setenv("CPTREF_DATA", str(records))
    assert bash("cptref show 0") == ["00001"]
    monkeypatch.setenv("CPTREF_DATA", str(tmp_path / "nowhere"))
    assert bash("cptref show 4") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_printed_and_nobodys_files_are_edited(run: Run, shell: str) -> None:
    outcome = run("completion", shell)
    assert outcome.status == 0
    assert "_CPTREF_COMPLETE" in outcome.out
    assert not os.listdir(os.environ["HOME"])


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"completion", "forget"}))
def test_the_fields_completed_are_those_taken(run: Run, name: str) -> None:
    words = {
        "show": ["show 47370"],
        "context": ["context 47370"],
        "modifiers": ["modifiers", "modifiers --modifier 00"],
        "payers": ["payers", "payers --payer UHC"],
        "search": ["search liver"],
        "validate": ["validate data/47370.json"],
        "fee": ["fee 47370"],
        "edits": ["edits 47370", "edits 47370 47000"],
        "history": ["history 47370"],
        "changes": ["changes --from 2025-01-01 --to 2026-01-01"],
        "import": ["import README.md"],
    }
    asked = [line.split() for line in words.get(name, [name])]
    option = next(param for param in load(name).params if param.name == "fields")
    completed = [item.value for item in option.shell_complete(None, "")]
    assert completed
    for field in completed:
        options = ("--fields", field, "--format")
        assert 0 in [run(*line, *options, form).status for line in asked for form in ("json", "csv")], field
