"""Change the rules, one spot at a time, and report each change that no test notices.

mutmut changes the functions. What it finds unnoticed is tried again in a fresh process with all the tests,
since it does not see what runs while a module is imported. `tables.py` changes the tables. Survivors are
held against tests/survivors.txt, a line for each: what changes, " :: ", and why no test can tell.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from mutmut.mutation.diff_apply import get_diff_for_mutant

import tables

WORKERS = 2
ENOUGH = 95
TESTS = {
    "src/cptref/medicare": "tests/medicare",
    "src/cptref/answers": "tests/answers",
    "src/cptref/releases/periods.py": "tests/answers",
}
"""Where the rules stand, and the tests of their tables; [tool.mutmut] in pyproject.toml names the same."""
SURVIVORS = Path("tests/survivors.txt")
FOLDER = Path("mutants")
UNNOTICED = (0, 5, 33, None)  # mutmut's exit codes: survived, no tests, no tests, not checked
PATIENCE = 120
"""Seconds for the tests of one change."""


class Mutant(NamedTuple):
    """One change."""

    what: str
    tests: Sequence[str]
    key: str = ""
    """mutmut's name of it, or ""."""
    file: str = ""
    text: str = ""
    """Of a changed table: its module, and what the module becomes."""


def survives(mutant: Mutant, folder: Path) -> bool:
    """Run tests in a folder that holds the change, and tell whether all pass."""
    environ = {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    environ |= {"MUTANT_UNDER_TEST": mutant.key, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *mutant.tests]
    try:
        done = subprocess.run(
            command, cwd=folder, env=os.environ | environ, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    if done.returncode > 2:  # noqa: PLR2004  # the tests never ran
        sys.exit(f"{' '.join(command)}: {done.stdout.decode()}{done.stderr.decode()}")
    return done.returncode == 0


def survivors(mutants: Sequence[Mutant]) -> Iterator[str]:
    """Yield what no test notices."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(WORKERS) as pool:
        idle: SimpleQueue[Path] = SimpleQueue()
        for number in range(WORKERS):
            idle.put(_copy(Path(folder, str(number))))

        def tried(mutant: Mutant) -> bool:
            if mutant.key:
                return survives(mutant, FOLDER.absolute())
            copy = idle.get()
            original = (copy / mutant.file).read_text()
            (copy / mutant.file).write_text(mutant.text)
            try:
                return survives(mutant, copy)
            finally:
                (copy / mutant.file).write_text(original)
                idle.put(copy)

        for mutant, alive in zip(mutants, pool.map(tried, mutants), strict=True):
            if alive:
                yield mutant.what


def _copy(folder: Path) -> Path:
    """Write a copy of the project, in which the tests must pass while nothing is changed."""
    for name in ("src", "tests", "data"):
        shutil.copytree(name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy("pyproject.toml", folder)
    if not survives(Mutant("nothing", sorted(set(TESTS.values()))), folder):
        sys.exit("the tests fail where nothing is changed")
    return folder


def of_functions() -> tuple[int, list[Mutant]]:
    """Run mutmut; return how many changes it made, and those that it saw unnoticed."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    mutmut = Path(sys.executable).with_name("mutmut")
    done = subprocess.run(
        [mutmut, "run", "--max-children", str(WORKERS)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    total = 0
    found: list[Mutant] = []
    for meta in sorted(FOLDER.rglob("*.py.meta")):
        path = meta.relative_to(FOLDER).with_suffix("")
        codes = json.loads(meta.read_text())["exit_code_by_key"]
        total += len(codes)
        found += [
            Mutant(_described(key, path), sorted(set(TESTS.values())), key)
            for key, code in codes.items()
            if code in UNNOTICED
        ]
    return total, found


def _described(key: str, path: Path) -> str:
    """Say what a change of mutmut's is, without its number."""
    function = (
        key.rpartition(".")[2].partition("__mutmut")[0].removeprefix("x_").strip("xǁ").replace("ǁ", ".")
    )
    lines = get_diff_for_mutant(key, path=path).splitlines()[2:]
    old, new = (" ".join(line[1:].strip() for line in lines if line[:1] == sign) for sign in "-+")
    return f"{path.relative_to('src/cptref')} {function}: {old} -> {new}"


def of_tables() -> list[Mutant]:
    """Return the changes of tables."""
    return [
        Mutant(f"{path.relative_to('src/cptref')} {what}", [tests], file=str(path), text=text)
        for place, tests in TESTS.items()
        for path in (sorted(Path(place).glob("*.py")) or [Path(place)])
        for what, text in tables.changes(path.read_text())
    ]


def main() -> int:
    """Try all changes, print the figures, and return 1 where survivors and their list differ."""
    total, unnoticed = of_functions()
    changed = of_tables()
    total += len(changed)
    alive = list(survivors([*unnoticed, *changed]))
    lines = SURVIVORS.read_text().splitlines() if SURVIVORS.exists() else []
    listed = {what for what, _, why in (line.partition(" :: ") for line in lines) if why}
    killed = total - len(alive)
    percent = 100 * killed / total
    print(f"{total} mutants, {killed} killed, {len(alive)} survived: {percent:.1f} percent killed")
    for what in sorted(set(alive) - listed):
        print(f"no test notices, and {SURVIVORS} gives no reason: {what}")
    for what in sorted(listed - set(alive)):
        print(f"{SURVIVORS} names what does not survive: {what}")
    return int(set(alive) != listed or percent < ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
