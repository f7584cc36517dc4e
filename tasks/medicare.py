"""Measure imports and answers: PTP edits as many as CMS's, and a fee schedule with all codes."""

import random
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from published import FILES, PFS_2025, PTP_HEADINGS, pfs_csv, publish

EDITS = 2_633_389  # as many as the practitioner edits of the third quarter of 2026
CODES = 19_000  # as many as a relative value file has
LINES = 50_000

Seconds = Callable[..., float]

STARTS = {
    "fee --json": (7, ["fee", "47370", "--on", "2026-01-15", "--state", "AK", "--json"]),
    "fee": (9, ["fee", "47370", "--on", "2026-01-15", "--state", "AK"]),
    "edits --json": (7, ["edits", "47370", "--on", "2026-01-15", "--json"]),
    "edits": (9, ["edits", "47370", "--on", "2026-01-15"]),
    "show, store --json": (7, ["show", "47370", "--on", "2026-01-15", "--json"]),
    "show, store": (9, ["show", "47370", "--on", "2026-01-15"]),
}
"""What is started on a store of all this -> the most it should take, as a multiple, and its arguments."""

_SHELL = """
CREATE TABLE ptp (column_one TEXT, column_two TEXT, before TEXT, effective TEXT, deleted TEXT, indicator TEXT,
    rationale TEXT, PRIMARY KEY (column_one, column_two, effective, deleted)) WITHOUT ROWID;
CREATE INDEX ptp_two ON ptp (column_two);
.mode tabs
.import --skip 6 {file} ptp
"""


def edits(path: Path) -> None:
    """Write a release of PTP edits in CMS's layout, made up, with 240 pairs of 47370."""
    chance = random.Random(1)  # noqa: S311
    codes = sorted({f"{number:05}" for number in chance.sample(range(100, 99_999), 10_000)} | {"47370"})
    with path.open("w", newline="") as file:
        file.write(PTP_HEADINGS)
        file.writelines(_pairs(chance, codes))


def _pairs(chance: random.Random, codes: list[str]) -> Iterator[str]:
    reasons = ("Misuse of Column Two code with Column One code", "More extensive procedure")
    each, left = EDITS // len(codes) + 1, EDITS
    for one in codes:
        for two in sorted(chance.sample(codes, min(left, 240 if one == "47370" else each))):
            deleted = "*" if one == "47370" or chance.random() < 2 / 3 else "20231231"
            reason = chance.choice(reasons)
            indicator, year = chance.choice("01"), chance.randint(2000, 2020)
            yield f"{one}\t{two}\t\t{year}0101\t{deleted}\t{indicator}\t{reason}\r\n"
            left -= 1


def schedules(folder: Path) -> None:
    """Write two relative value files with made-up rows for as many codes as CMS's have."""
    row = next(row for row in PFS_2025 if row.startswith("47370")).split(",")
    for number, month in enumerate(("April", "July")):
        rows = [
            ",".join([f"{code:05}", *row[1:5], f"{code % 50}.{code * (1 + number) % 100:02}", *row[6:]])
            for code in sorted({*range(20_000, 20_000 + CODES), 47_370})
        ]
        title = f"2026 National Physician Fee Schedule Relative Value File {month} Release"
        publish(folder, {f"PPRRVU2026_{month[:3]}_nonQPP.csv": pfs_csv(rows, title, "03/01/2026")})


def measure(programs: Path, home: Path, seconds: Seconds) -> Path:
    """Import, ask, price; print each figure and its limit; return the store."""
    file, store = home / "ccipra-v320r0.txt", home / "releases.sqlite"
    edits(file)
    script = home / "import.sql"
    script.write_text(_SHELL.format(file=file))
    with script.open("rb") as lines:
        theirs = seconds(["sqlite3", home / "shell.sqlite"], home, stdin=lines)
    ours = seconds([programs / "cptref", "import", file, "--store", store], home)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"import of {EDITS:,} PTP edits: {ours / theirs:.2f} times the sqlite3 shell's own (at most 1.5)")
    print(f"  {ours:.1f} s, peak of all so far {peak:.0f} MB (under 200)")
    print(f"  store {store.stat().st_size / 1e6:.1f} MB, text {file.stat().st_size / 1e6:.1f} MB")
    publish(home / "published", {name: text for name, text in FILES.items() if "ccipra" not in name})
    schedules(home / "schedules")
    for folder in ("published", "schedules"):
        seconds([programs / "cptref", "import", home / folder, "--store", store], home)
    days = ["--from", "2026-05-01", "--to", "2026-08-01", "--store", store]
    print(
        f"changes over two releases: {seconds([programs / 'cptref', 'changes', *days], home):.2f} s (under 2)"
    )
    priced(programs, home, seconds, store)
    return store


def priced(programs: Path, home: Path, seconds: Seconds, store: Path) -> None:
    """Print how many lines a second are priced, each code another than those before it."""
    codes = home / "fees.txt"
    codes.write_text("".join(f"{20_000 + i % CODES:05}\n" for i in range(LINES)))
    with codes.open("rb") as lines:
        words = ["fee", "-", "--format", "jsonl", "--on", "2026-05-01", "--store", store]
        taken = seconds([programs / "cptref", *words], home, stdin=lines)
    print(f"fee of {LINES:,} lines: {LINES / taken:,.0f} lines a second (at least 10,000)")
