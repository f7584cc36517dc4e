"""What the documents say of the tool."""

import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import cptref
from conftest import Run
from cptref import Reference
from cptref.cli import COMMANDS, load

ROOT = Path(__file__).parents[1]
DOCS = sorted((ROOT / "docs").glob("*.md"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS]
NAMES = [document.name for document in DOCUMENTS]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def shown(name: str) -> str:
    """Return a document as a reader sees it, without what cog weaves it from."""
    return re.sub(r"<!--.*?-->", "", text(name), flags=re.DOTALL)


def anchors(document: Path) -> set[str]:
    """Return what a link to a part of a document may end in."""
    heads = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}


def words(told: str) -> str:
    """Return a text in one line, since help that is asked for in this process wraps elsewhere."""
    return " ".join(told.split())


def project() -> Any:
    return tomllib.loads(text("pyproject.toml"))["tool"]


def test_the_readme_is_short() -> None:
    assert len(text("README.md").encode()) <= 12_000


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_the_readme_links_every_page(page: Path) -> None:
    assert f"(docs/{page.name})" in text("README.md")


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_what_a_document_links_is_there(document: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        path, _, part = link.partition("#")
        target = document.parent / path if path else document
        assert target.is_file(), link
        assert not part or part in anchors(target), link


@pytest.mark.parametrize("name", COMMANDS)
def test_the_commands_page_has_every_commands_help(run: Run, name: str) -> None:
    told = run(name, "--help").out
    assert f"## {name} ```text {words(told)} ```" in words(text("docs/commands.md"))
    assert run(name, "-h").out == told


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_a_commands_help_says(name: str) -> None:
    said = load(name).help.partition("\n")[0]
    assert said.startswith(COMMANDS[name].summary.removesuffix("."))


@pytest.mark.parametrize("name", [name for name in cptref.__all__ if name != "__version__"])
def test_the_python_page_names_every_public_class(name: str) -> None:
    assert f"`{name}`" in shown("docs/python.md")


@pytest.mark.parametrize("name", [name for name in vars(Reference) if not name.startswith("_")])
def test_the_python_page_names_all_that_a_reference_can_be_asked(name: str) -> None:
    assert re.search(rf"`(Reference\.)?{name}[`(]", shown("docs/python.md"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_a_task_named_is_a_task(document: Path) -> None:
    named = re.findall(r"\bpoe (\w+)\b", document.read_text(encoding="utf-8"))
    assert set(named) <= project()["poe"]["tasks"].keys()


@pytest.mark.parametrize("task", ["documents", "renew"])
def test_every_document_is_woven_and_checked(task: str) -> None:
    commands = [step["cmd"] for step in project()["poe"]["tasks"][task]["sequence"]]
    assert any(command.startswith("cog ") and "README.md docs/*.md" in command for command in commands)


def test_the_floors_told_are_those_that_hold() -> None:
    layers = project()["importlinter"]["contracts"][0]["layers"]
    assert f"`{' > '.join(layers)}`" in text("CONTRIBUTING.md")


def test_what_contributors_are_told_to_import_is_there() -> None:
    found = re.findall(r"from (cptref[\w.]*) import (\w+)", text("CONTRIBUTING.md"))
    assert found
    assert all(hasattr(import_module(module), name) for module, name in found)


def test_files_named_to_contributors_are_there() -> None:
    named = re.findall(r"`((?:\w+/)+[\w.]*)`", text("CONTRIBUTING.md"))
    assert named
    places = (ROOT, ROOT / "src/cptref")
    missing = [name for name in named if not any((place / name).exists() for place in places)]
    assert missing == ["data/CODE.json"]


def test_the_changelog_speaks_of_this_version() -> None:
    assert f"## {cptref.__version__}" in text("CHANGELOG.md")


def test_no_descriptor_is_claimed_and_the_owner_is_named() -> None:
    for said in ("American Medical Association", "Nothing here is medical, legal or billing advice"):
        assert said in text("NOTICE")
