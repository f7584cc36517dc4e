"""What is loaded when: importing is free, and a short answer loads no more than it needs."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "rich",
    "pydantic",
    "pydantic_core",
    "platformdirs",
    "importlib.metadata",
    "asyncio",
    "typing_extensions",
)


def loaded(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after some code, and with it its exit."""
    script = (
        f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def command(*words: str) -> set[str]:
    return loaded(f"sys.argv[1:] = {words!r}; from cptref.__main__ import main; main()")


def test_importing_the_package_loads_nothing_else() -> None:
    gained = loaded("import cptref") - loaded("pass")
    assert gained == {"cptref"}


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("--version",),
        ("show", "--no-such-option"),
        ("show", "99999"),
        ("show", "47370", "--json"),
        ("show", "47370", "--plain"),
        ("modifiers", "--format", "csv"),
        ("payers", "--payer", "UHC", "--format", "markdown"),
    ],
)
def test_a_short_answer_loads_neither_rich_nor_pydantic(words: tuple[str, ...]) -> None:
    assert command(*words) & {"rich", "pydantic", "pydantic_core"} == set()


def test_a_table_loads_rich_and_no_pydantic() -> None:
    gained = command("show", "47370")
    assert "rich.console" in gained
    assert "pydantic" not in gained


def test_a_public_name_loads_what_it_needs() -> None:
    assert "cptref.records.models" not in loaded("from cptref import UnknownCode, Library")
    assert "cptref.records.models" in loaded("from cptref import Record")


def test_the_help_of_one_command_loads_no_other() -> None:
    gained = command("search", "--help")
    assert {name for name in gained if name.startswith("cptref.cli.")} >= {"cptref.cli.library"}
    assert "cptref.cli.record" not in gained


def test_what_asks_no_release_loads_no_store() -> None:
    for words in (("show", "47370", "--json"), ("payers", "--json"), ("list",)):
        assert not {"cptref.releases.store", "cptref.medicare.modifiers"} & command(*words), words


def test_an_answer_from_releases_loads_no_layout(medicare: Path) -> None:
    gained = command("show", "47370", "--on", "2026-01-15", "--json", "--store", str(medicare))
    assert "cptref.releases.store" in gained
    assert {"cptref.cms.cells", "cptref.cms.pfs", "csv", "zipfile", "rich", "pydantic"} & gained == set()
