"""What users install: the wheel built from the sdist, in a fresh environment, run from another folder."""

import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.packaging


def call(*command: str | Path, **settings: Any) -> str:
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, timeout=600, **settings
    )
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and the wheel from it."""
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "-o", folder, ROOT)
    return folder


@pytest.fixture(scope="session")
def installed(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a fresh environment, and return its folder of programs."""
    environment = tmp_path_factory.mktemp("environment")
    call(sys.executable, "-m", "venv", environment)
    (wheel,) = dist.glob("*.whl")
    call(environment / "bin/python", "-m", "pip", "install", "-q", wheel)
    return environment / "bin"


def test_the_sdist_holds_the_project_and_nothing_else(dist: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    kept = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert inside >= {
        "data/47370.json",
        "tests/test_packaging.py",
        "tasks/picture.py",
        "docs/show.svg",
        "NOTICE",
    }
    if kept.returncode == 0:
        assert inside - {"PKG-INFO"} <= set(kept.stdout.splitlines())


def test_the_wheel_holds_the_package_its_data_and_its_types(dist: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert {"cptref/data/47370.json", "cptref/py.typed", "cptref/__main__.py"} <= inside
    assert {name.split("/")[0].partition("-")[0] for name in inside} == {"cptref"}


def test_the_program_answers_from_another_folder(installed: Path, tmp_path: Path) -> None:
    settings: dict[str, Any] = {"cwd": tmp_path, "env": {"HOME": str(tmp_path), "COLUMNS": "80"}}
    shown = call(installed / "cptref", "show", "47370", **settings)
    assert shown.startswith("CPT 47370  Radiofrequency ablation")
    document = json.loads(call(installed / "cptref", "show", "47370", "--json", **settings))
    assert document == json.loads((ROOT / "data/47370.json").read_text(encoding="utf-8"))
    assert call(installed / "cptref", "--version", **settings) == call(
        installed / "python", "-m", "cptref", "--version", **settings
    )
    assert "$defs" in call(installed / "cptref", "schema", **settings)
    (listed,) = json.loads(call(installed / "cptref", "list", "--json", **settings))
    assert str(installed.parent) in listed["file"]


def test_the_types_are_seen_by_those_who_import_it(installed: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        'import cptref\nnames: list[str] = [p.name for p in cptref.Library().find("47370").payers]\n'
        "reveal_type(cptref.Library().find)\n"
    )
    told = call(
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--python-executable",
        installed / "python",
        script,
        cwd=tmp_path,
    )
    assert "cptref.records.models.Record" in told
