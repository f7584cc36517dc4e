"""The one door to the command line, and a library of made-up records."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from cptref.cli import app
from cptref.cms.archive import gather
from cptref.records.library import BUNDLED
from cptref.releases.importing import Wishes, import_files
from cptref.releases.store import Store
from published import FILES, publish

BUNDLED_FILE = Path(BUNDLED) / "47370.json"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write the goldens anew")


_WISHES = (
    *("CPTREF", "_CPTREF", "XDG_", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "TERM", "LINES", "PY_COLORS"),
    *("LANG", "LC_", "PYTHONUNBUFFERED", "PYTHONIOENCODING", "PYTHONUTF8"),
)
"""How the names of environment variables begin that change what a command does."""


class Outcome(NamedTuple):
    """What a command did."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def _alone(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test an empty home, 80 columns and no wish about colour."""
    for name in list(os.environ):
        if name.startswith(_WISHES):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def run() -> Run:
    """Run the command line in this process: `run("show", "47370", "--json")`."""

    def runner(*arguments: str, stdin: str | bytes = "") -> Outcome:
        result = CliRunner().invoke(app, list(arguments), input=stdin, prog_name="cptref")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return runner


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of what is published for January 2026, and the fee schedule of October 2025."""
    folder = publish(tmp_path_factory.mktemp("published"))
    path = folder / "releases.sqlite"
    with Store(str(path), write=True) as store:
        files = list(gather([str(folder / name) for name in FILES]))
        assert {one.result for one in import_files(store, files, Wishes())} == {"imported"}
    return path


@pytest.fixture
def medicare(imported: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have the commands read that store."""
    monkeypatch.setenv("CPTREF_STORE", str(imported))
    return imported


@pytest.fixture
def document() -> dict[str, Any]:
    """Return the bundled record as a document to alter."""
    return dict(json.loads(BUNDLED_FILE.read_text(encoding="utf-8")))


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write documents, one a code, into a folder of records."""

    def write(*documents: Mapping[str, Any]) -> Path:
        records = tmp_path / "records"
        records.mkdir(exist_ok=True)
        for record in documents:
            (records / f"{record['code']}.json").write_text(json.dumps(record), encoding="utf-8")
        return records

    return write
