"""What the documents say of the tool."""

import re
import tomllib
from pathlib import Path

import pytest

from conftest import Run
from cptref.cli import COMMANDS, load

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_documents_every_command(run: Run, name: str) -> None:
    assert f"Usage: cptref {name}" in README
    assert run(name, "-h").out == run(name, "--help").out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_a_commands_help_says(name: str) -> None:
    said = load(name).help.partition("\n")[0]
    assert said.startswith(COMMANDS[name].summary.removesuffix("."))


def test_a_task_named_is_a_task() -> None:
    tasks = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["poe"]["tasks"].keys()
    named = set(re.findall(r"`poe (\w+)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    assert named <= tasks


def test_the_changelog_speaks_of_this_version() -> None:
    from cptref import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_descriptor_is_claimed_and_the_owner_is_named() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for said in ("American Medical Association", "Nothing here is medical, legal or billing advice"):
        assert said in notice
