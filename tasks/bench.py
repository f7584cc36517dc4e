"""Measure start-up as multiples of `python -I -c pass` in the same run, and a batch and a folder.

The project is installed from its wheel into a fresh environment whose real interpreter, with bytecode
present, runs everything; rounds are interleaved, so that a machine that slows down slows all alike.
Imports are compared with the sqlite3 shell, which must be installed.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import medicare

ROUNDS = 25
BATCH = 1_000_000
FOLDER = 10_000
SPELLINGS = ("47370", "CPT 47370", "47370-59", "47370.0", "cpt-47370")

ENVIRON = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "COLUMNS": "80"}

STARTS = {
    "--help": (6, ["--help"]),
    "--version": (6, ["--version"]),
    "usage error": (6, ["show", "--no-such-option"]),
    "unknown code": (6, ["show", "99999"]),
    "show 47370 --json": (6, ["show", "47370", "--json"]),
    "show 47370 --plain": (6, ["show", "47370", "--plain"]),
    "show 47370": (8, ["show", "47370"]),
    "modifiers": (8, ["modifiers"]),
}
"""What is started -> the most it should take, as a multiple, and its arguments."""


def install(folder: Path) -> Path:
    """Install the wheel into a fresh environment, and return that environment's folder of programs."""
    subprocess.run([sys.executable, "-m", "build", "-q", "-w", "-o", folder / "dist"], check=True)
    interpreter = os.path.realpath(sys.executable)
    subprocess.run([interpreter, "-m", "venv", folder / "venv"], check=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    pip = [str(folder / "venv/bin/python"), "-m", "pip", "install", "-q", "--compile", str(wheel)]
    subprocess.run(pip, check=True)
    return folder / "venv/bin"


def seconds(words: list[str | Path], home: Path, **streams: object) -> float:
    """Return how long a process takes from start to end."""
    begin = time.perf_counter()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | streams
    subprocess.run(words, env=ENVIRON | {"HOME": str(home)}, cwd=home, check=False, **quiet)  # type: ignore[call-overload]
    return time.perf_counter() - begin


def starts(programs: Path, home: Path, asked: dict[str, tuple[int, list[str]]], *more: str | Path) -> None:
    """Print the median start of each command as a multiple of the interpreter's own."""
    commands: dict[str, list[str | Path]] = {"python -I -c pass": [programs / "python", "-I", "-c", "pass"]}
    commands |= {name: [programs / "cptref", *words, *more] for name, (_, words) in asked.items()}
    for words in commands.values():
        seconds(words, home)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, words in commands.items():
            times[name].append(seconds(words, home))
    floor = statistics.median(times["python -I -c pass"])
    print(f"start-up, median of {ROUNDS} interleaved rounds, python -I -c pass = {floor * 1000:.1f} ms")
    for name, taken in times.items():
        most = f"at most {asked[name][0]}" if name in asked else ""
        print(f"  {name:20} {statistics.median(taken) / floor:6.2f}  {most}")


def batch(programs: Path, home: Path) -> None:
    """Print how many known codes a second a batch answers, and its peak memory."""
    codes = home / "codes.txt"
    codes.write_text("".join(f"{SPELLINGS[i % len(SPELLINGS)]}\n" for i in range(BATCH)))
    with codes.open("rb") as lines:
        taken = seconds([programs / "cptref", "show", "-", "--format", "jsonl"], home, stdin=lines)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"batch of {BATCH:,} lines: {BATCH / taken:,.0f} codes a second (at least 20,000), peak {peak:.0f} MB"
    )


def folder(programs: Path, home: Path) -> None:
    """Print how long commands take on a folder of records, one of them damaged."""
    records = home / "records"
    records.mkdir()
    document = json.loads(Path("data/47370.json").read_text(encoding="utf-8"))
    for i in range(FOLDER):
        code = f"{i:05}"
        (records / f"{code}.json").write_text(json.dumps(document | {"code": code}, indent=2))
    (records / "00500.json").write_text("{")
    for arguments in (["show", "00042"], ["list"], ["search", "colorectal"], ["search", "nothing"]):
        taken = seconds([programs / "cptref", *arguments, "--data", records], home)
        print(f"  {' '.join(arguments):20} {taken:6.2f} s")


def main() -> None:
    """Measure and print everything."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        programs = install(place)
        starts(programs, place, STARTS)
        store = medicare.measure(programs, place, seconds)
        starts(programs, place, medicare.STARTS, "--store", store)
        batch(programs, place)
        print(f"a folder of {FOLDER:,} records (list and search: under 3 s)")
        folder(programs, place)


if __name__ == "__main__":
    main()
