"""import, releases, forget: what a file becomes, what it supersedes, and that faults lose nothing."""

import ctypes
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

import published
from conftest import Outcome, Run
from cptref.cms.families import FAMILIES, PFS, PTP
from cptref.errors import StoreError
from cptref.releases.migrations import MIGRATIONS
from cptref.releases.periods import Release
from cptref.releases.store import Store
from processes import CPTREF, process

Import = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a store that does not exist yet."""
    path = tmp_path / "store" / "releases.sqlite"
    monkeypatch.setenv("CPTREF_STORE", str(path))
    return path


@pytest.fixture
def take(run: Run, tmp_path: Path, store: Path) -> Import:  # noqa: ARG001  it names the store
    """Import files, name -> text, and return the rows told; `status` is that of the command."""

    def importer(files: dict[str, str], *options: str, status: int = 0) -> list[dict[str, Any]]:
        for name, text in files.items():
            published.publish(tmp_path / "in", {name: text})
        paths = [str(tmp_path / "in" / name) for name in files]
        outcome = run("import", *paths, *options, "--json")
        assert outcome.status == status, outcome
        return list(json.loads(outcome.out))

    return importer


def held(run: Run) -> list[dict[str, Any]]:
    return list(json.loads(run("releases", "--json").out))


def names(run: Run) -> list[str]:
    return [one["release"] for one in held(run)]


def test_everything_published_is_taken_and_named(run: Run, take: Import) -> None:
    taken = take(published.FILES)
    assert {one["outcome"] for one in taken} == {"imported"}
    assert sorted(set(names(run))) == [
        "asc-2026q1",
        "gpci-2025",
        "gpci-2026",
        "hcpcs-2026q1",
        "mue-dme-2026q1",
        "mue-hospital-2026q1",
        "mue-practitioner-2026q1",
        "opps-2026q1",
        "pfs-2025q4",
        "pfs-2026q1",
        "pfs-2026q1-qpp",
        "ptp-hospital-2026q1",
        "ptp-practitioner-2026q1",
        "zip-2025q4",
    ]
    one = next(one for one in held(run) if one["release"] == "pfs-2025q4")
    assert (one["effective"], one["until"], one["rows"]) == ("2025-10-01", "2025-12-31", 16)
    assert one["file"] == "rvu25d/PPRRVU2025_Oct.csv"
    assert len(one["sha256"]) == 64
    assert [one["part"] for one in held(run) if one["release"] == "ptp-practitioner-2026q1"] == [
        "1 of 4",
        "2 of 4",
    ]
    assert {one["until"] for one in held(run) if one["family"] == "gpci"} == {"2025-12-31", "2026-12-31"}


def test_a_zip_as_downloaded_is_taken(run: Run, store: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "rvu25d.zip", "w") as archive:
        archive.writestr("PPRRVU2025_Oct.csv", published.pfs_csv())
        archive.writestr("PPRRVU2025_Oct.xlsx", "PK")
        archive.writestr("RVU25D.pdf", "%PDF")
    outcome = run("import", str(tmp_path / "rvu25d.zip"), "--format", "csv", "--fields", "outcome,release")
    assert outcome.status == 0
    assert outcome.out == "outcome,release\nimported,pfs-2025q4\npassed over,\npassed over,\n"
    assert held(run)[0]["file"] == "rvu25d.zip/PPRRVU2025_Oct.csv"
    assert store.exists()


def test_the_same_file_and_the_same_rows_change_nothing(run: Run, take: Import) -> None:
    csv, txt = {"PPRRVU2025_Oct.csv": published.pfs_csv()}, {"PPRRVU2025_Oct.txt": published.pfs_txt()}
    take(csv)
    before = held(run)
    (again,) = take(csv)
    assert (again["outcome"], again["reason"]) == ("unchanged", "the same file is held")
    (same,) = take(txt)
    assert same["outcome"] == "unchanged"
    assert same["reason"] == "its rows are those of in/PPRRVU2025_Oct.csv"
    assert held(run) == before


def test_a_higher_revision_supersedes_whatever_came_first(run: Run, take: Import) -> None:
    rows = published.PTP_2
    take({"ccipra-v320r1-f2.TXT": published.ptp(rows[:3])})
    take({"ccipra-v320r0-f2.TXT": published.ptp(rows)})
    told = {one["release"]: one["note"] for one in held(run)}
    assert told == {
        "ptp-practitioner-2026q1": None,
        "ptp-practitioner-2026q1@r0": "superseded",
    }
    assert next(one["rows"] for one in held(run) if not one["note"]) == 3
    changed = published.pfs_csv([row.replace("20.80", "20.90") for row in published.PFS_2025])
    take({"PPRRVU2025_Oct.csv": published.pfs_csv()})
    take({"b/PPRRVU2025_Oct.csv": changed.replace("09/11/2025", "09/01/2025")})
    work = [
        json.loads(run("show", "47370", "--json", "--on", "2025-10-15", *options).out)["medicare"]
        for options in ((), ("--release", "pfs-2025q4@2025-09-01"))
    ]
    assert [one["relative_values"]["work"] for one in work] == ["20.80", "20.90"]


def test_a_file_published_late_counts_from_the_quarters_first_day_unless_told(run: Run, take: Import) -> None:
    late = published.pfs_csv(
        title="2024 National Physician Fee Schedule Relative Value File January Release",
        released="03/08/2024",
    )
    take({"a/PPRRVU24_JAN.csv": late})
    assert held(run)[0]["note"] == "released 2024-03-08, after it came in force"
    assert held(run)[0]["effective"] == "2024-01-01"
    (corrected,) = take({"a/PPRRVU24_JAN.csv": late}, "--effective", "2024-03-09")
    assert (corrected["outcome"], corrected["release"]) == ("corrected", "pfs-2024-03-09")
    take({"b/PPRRVU24_JAN.csv": late.replace("32.3465", "32.7442").replace("03/08/2024", "11/30/2023")})
    assert [(one["release"], one["effective"], one["until"]) for one in held(run)] == [
        ("pfs-2024q1", "2024-01-01", "2024-03-08"),
        ("pfs-2024-03-09", "2024-03-09", "2024-03-31"),
    ]


def test_what_neither_content_nor_name_tells_is_asked_for(run: Run, take: Import) -> None:
    edits = {"edits.txt": published.ptp(published.PTP_2)}
    assert "--effective" in take(edits)[0]["reason"]
    assert "--claim practitioner|hospital" in take(edits, "--effective", "2026")[0]["reason"]
    (taken,) = take(edits, "--effective", "2026", "--claim", "hospital")
    assert (taken["release"], taken["effective"]) == ("ptp-hospital-2026q1", "2026-01-01")
    (other,) = take(edits, "--effective", "2026", "--claim", "practitioner")
    assert (other["outcome"], other["release"]) == ("corrected", "ptp-practitioner-2026q1")
    assert names(run) == ["ptp-practitioner-2026q1"]


def test_an_addendum_ee_takes_the_month_of_the_aa_beside_it(run: Run, take: Import) -> None:
    ee, aa = published.asc_ee(), published.asc_aa(month="July 2026")
    take({"a/ee.csv": ee})
    assert held(run)[0]["effective"] == "2026-01-01"
    take({"b/ee.csv": ee.replace("27130", "27132"), "b/aa.csv": aa, "b/x.csv": "x"})
    assert [(one["release"], one["part"]) for one in held(run)] == [
        ("asc-2026q1", "EE"),
        ("asc-2026q3", "AA"),
        ("asc-2026q3", "EE"),
    ]
    take({"c/ee.csv": ee.replace("27130", "27133"), "c/aa.csv": aa.replace("2026", "2024"), "c/none": ""})
    assert [one["effective"] for one in held(run) if one["part"] == "EE"] == ["2026-01-01"] * 2 + [
        "2026-07-01"
    ]


def test_other_addenda_are_passed_over(take: Import) -> None:
    bb = published.asc_aa().replace("Addendum AA", "Addendum BB").replace("Subject to Multiple", "Device")
    (told,) = take({"Addendum_BB.csv": bb})
    assert told["outcome"] == "passed over"


def test_descriptors_are_dropped_unless_asked_for(run: Run, take: Import, store: Path) -> None:
    rows = [row.replace("47370,,,", "47370,,MADE UP,") for row in published.PFS_2025]
    named = {"PPRRVU2025_Oct.csv": published.pfs_csv(rows)}
    take(named)
    assert b"MADE UP" not in store.read_bytes()
    (kept,) = take(named, "--with-descriptors")
    assert (kept["outcome"], kept["reason"][:16]) == ("imported", "descriptors kept")
    assert b"MADE UP" in store.read_bytes()
    assert [one["note"] for one in held(run)] == ["with AMA and ADA descriptors"]
    assert take(named)[0]["outcome"] == "unchanged"
    rows[0] = rows[0].replace("00100,,,", "00100,,OTHER,")
    assert take({"PPRRVU2025_Oct.csv": published.pfs_csv(rows)})[0]["outcome"] == "unchanged"
    (richer,) = take({"PPRRVU2025_Oct.csv": published.pfs_csv(rows)}, "--with-descriptors")
    assert richer["outcome"] == "unchanged"


def test_descriptors_of_the_same_rows_replace_rows_without(run: Run, take: Import) -> None:
    take({"PPRRVU2025_Oct.txt": published.pfs_txt()})
    rows = [row.replace("47370,,,", "47370,,MADE UP,") for row in published.PFS_2025]
    (kept,) = take({"PPRRVU2025_Oct.csv": published.pfs_csv(rows)}, "--with-descriptors")
    assert kept["outcome"] == "imported"
    assert [one["file"] for one in held(run)] == ["in/PPRRVU2025_Oct.csv"]


def test_a_damaged_file_enters_not_at_all_and_the_others_do(run: Run, take: Import) -> None:
    bad = published.gpci().replace("0.708", "O.708")
    taken = take({"GPCI2025.csv": bad, "ZIP5_OCT2025.txt": published.zip5()}, status=3)
    assert [one["outcome"] for one in taken] == ["refused", "imported"]
    assert taken[0]["reason"] == "line 7, column malpractice: expected an index such as 1.081, found 'O.708'"
    assert names(run) == ["zip-2025q4"]


def test_two_rows_of_one_key_are_refused(take: Import, run: Run) -> None:
    rows = [*published.PFS_2025, published.PFS_2025[-1]]
    (told,) = take({"PPRRVU2025_Oct.csv": published.pfs_csv(rows)}, status=3)
    assert told["reason"] == "expected one row of each key, found two in row 17"
    assert held(run) == []


@pytest.mark.usefixtures("store")
def test_a_file_without_rows_is_refused(take: Import) -> None:
    files = {
        "HCPC2026_JAN_ANWEB.csv": published.HCPCS_HEADINGS + "\n",
        "ccipra-v320r0-f1.TXT": published.PTP_HEADINGS,
        "PPRRVU2025_Oct.csv": published.pfs_csv([]),
    }
    assert {one["reason"] for one in take(files, status=3)} == {"expected rows, found none"}


def test_a_missing_path_is_refused(run: Run) -> None:
    outcome = run("import", "/no/such/file", "--json")
    assert outcome.status == 3
    assert "No such file" in outcome.err
    assert json.loads(outcome.out)[0]["outcome"] == "refused"


@pytest.mark.parametrize(
    "options", [("--effective", "soon"), ("--effective", "2026-02-30"), ("--claim", "dme")]
)
def test_options_that_make_no_sense_are_usage(run: Run, store: Path, options: tuple[str, ...]) -> None:
    assert run("import", "x", *options).status == 2
    assert not store.exists()


def test_only_import_makes_a_store(run: Run, store: Path) -> None:
    assert run("releases", "--json") == Outcome(0, "[]\n", "")
    assert run("releases") == Outcome(0, "none\n", "")
    assert run("forget", "pfs-2025q4").status == 1
    assert run("fee", "47370").status == 0
    assert not store.exists()


def test_the_store_lies_beside_the_users_records(run: Run, tmp_path: Path) -> None:
    published.publish(tmp_path, {"GPCI2025.csv": published.gpci()})
    assert run("import", str(tmp_path / "GPCI2025.csv")).status == 0
    assert list(Path(os.environ["HOME"]).rglob("releases.sqlite"))
    other = tmp_path / "ä ?#%.sqlite"
    assert run("import", str(tmp_path / "GPCI2025.csv"), "--store", str(other)).status == 0
    assert other.exists()
    assert len(json.loads(run("releases", "--store", str(other), "--json").out)) == 1


def test_a_release_is_forgotten_whole_or_by_part(run: Run, take: Import) -> None:
    take(published.FILES)
    outcome = run("forget", "ptp-practitioner-2026q1-f1", "--json")
    assert [one["rows"] for one in json.loads(outcome.out)] == [3]
    assert len([name for name in names(run) if name == "ptp-practitioner-2026q1"]) == 1
    assert len(json.loads(run("forget", "asc-2026q1", "--json").out)) == 2
    assert "asc-2026q1" not in names(run)
    missing = run("forget", "asc-2026q1")
    assert missing == Outcome(
        1, "", "cptref: error: no release 'asc-2026q1' is held; 'cptref releases' names what is\n"
    )


def test_a_table_of_imports_fits_a_screen(run: Run, take: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    take(published.FILES)
    outcome = run("releases")
    assert max(map(len, outcome.out.splitlines())) <= 80
    assert "ptp-practitioner-2026q1" in outcome.out
    monkeypatch.setenv("COLUMNS", "40")
    assert "sha256:\n" in run("releases").out


def test_columns_of_the_store_are_the_fields_of_the_rows(store: Path) -> None:
    with Store(str(store), write=True):
        connection = sqlite3.connect(store)
    for family in FAMILIES:
        found = [row[1] for row in connection.execute(f'PRAGMA table_info("{family.name}")')]
        assert tuple(found[1:]) == family.row._fields, family.name
    connection.close()


def test_rows_come_back_as_they_were_read(take: Import, store: Path) -> None:
    take(
        {"PPRRVU2025_Oct.csv": published.pfs_csv(), "x/ccipra-v320r0-f2.TXT": published.ptp(published.PTP_2)}
    )
    with Store(str(store)) as opened:
        (row,) = opened.rows(PFS, 1, code="47370")
        assert str(row.work) == "20.80"
        assert [edit.indicator for edit in opened.rows(PTP, 2, column_one="47370", column_two="99213")] == [
            0,
            1,
        ]
        assert opened.releases()[0].effective == date(2025, 10, 1)
        assert opened.ends(2) == (("43235", "80053"), ("62322", "J2001"))
        assert opened.first(PFS, 99) is None


def test_sql_and_markup_in_a_cell_are_data(run: Run, take: Import) -> None:
    evil = "Robert'); DROP TABLE pfs;-- [bold]\x1b[31m"
    take({"MCR_MUE_Eff_01-01-2026.csv": published.mue(rows=[f'47370,1,2 X,"{evil}"'])})
    outcome = run("show", "47370", "--section", "medicare", "--on", "2026-01-15")
    assert "DROP TABLE pfs;-- [bold]\\u001b[31m" in " ".join(outcome.out.split())


def script(path: Path, text: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(text)


def foreign(path: Path) -> None:
    script(path, "CREATE TABLE x (y)")


def newer(path: Path) -> None:
    script(path, "PRAGMA user_version = 99")


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : 4096 + 8192] = b"\xff" * 8192
    path.write_bytes(content)


def text(path: Path) -> None:
    path.write_bytes(b"no database at all " * 400)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (foreign, "is no store of releases"),
        (newer, "was made by a newer cptref"),
        (damaged, "is damaged"),
        (text, "is no store of releases"),
    ],
)
def test_a_store_that_is_not_ours_or_not_sound_is_told_and_kept(
    run: Run, take: Import, store: Path, spoil: Callable[[Path], None], said: str, tmp_path: Path
) -> None:
    if spoil in (newer, damaged):
        take(published.FILES)
    else:
        store.parent.mkdir()
    spoil(store)
    before = store.read_bytes()
    for words in (["fee", "47370"], ["import", str(tmp_path / "in")], ["forget", "x"]):
        outcome = run(*words)
        assert outcome.status == 3, words
        assert said in outcome.err
        assert outcome.out == "" or words[0] == "import"
    assert store.read_bytes() == before


def test_a_migration_is_made_once(store: Path) -> None:
    with Store(str(store), write=True) as opened:
        opened._migrate(0)  # noqa: SLF001  as where another process was first
        assert opened.releases() == []


def test_a_store_of_an_older_version_answers_and_lacks_what_it_has_no_table_of(
    run: Run, take: Import, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(published.FILES)
    script(store, "DROP TABLE mue; DELETE FROM release WHERE family = 'mue'")
    monkeypatch.setattr("cptref.releases.store.MIGRATIONS", (*MIGRATIONS, "CREATE TABLE mue (release)"))
    before = store.read_bytes()
    told = json.loads(run("show", "47370", "--on", "2026-01-15", "--json").out)
    assert told["payers"]
    assert told["medicare"]["relative_values"]["work"] == "20.28"
    assert told["medicare"]["mue"]["practitioner"]["coverage"] == "none held"
    assert store.read_bytes() == before
    assert take({"GPCI2025.csv": published.gpci()})[0]["outcome"] == "unchanged"
    assert sqlite_version(store) == len(MIGRATIONS) + 1


def test_a_column_that_an_older_store_lacks_has_its_usual_value(
    run: Run, take: Import, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take({"GPCI2025.csv": published.gpci()})
    monkeypatch.setattr("cptref.releases.store.MIGRATIONS", (*MIGRATIONS, "SELECT 1"))
    monkeypatch.setattr(Release, "_field_defaults", {"late": 0})
    script(store, "ALTER TABLE release DROP COLUMN late")
    assert names(run) == ["gpci-2025"]


def test_an_older_store_without_a_table_of_releases_holds_none(run: Run, store: Path) -> None:
    store.parent.mkdir()
    script(store, "CREATE TABLE x (y); PRAGMA application_id = 0x63707472")
    assert run("releases") == Outcome(0, "none\n", "")


def sqlite_version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_an_empty_file_is_an_empty_store(run: Run, take: Import, store: Path) -> None:
    store.parent.mkdir()
    store.touch()
    assert run("releases") == Outcome(0, "none\n", "")
    assert run("fee", "47370").status == 0
    take({"GPCI2025.csv": published.gpci()})
    assert names(run) == ["gpci-2025"]


def test_a_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    outcome = run("import", str(tmp_path), "--store", str(tmp_path / "file" / "store"))
    assert outcome.status == 3
    assert "cannot be made" in outcome.err
    outcome = run("import", str(tmp_path), "--store", str(tmp_path))
    assert outcome.status == 3
    assert "cannot be opened" in outcome.err


def test_another_import_at_work_is_waited_for_then_told(
    run: Run, take: Import, store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    take({"GPCI2025.csv": published.gpci()})
    monkeypatch.setattr("cptref.releases.connection._PATIENCE", 0.1)
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert names(run) == ["gpci-2025"]
    published.publish(tmp_path / "more", {"ZIP5.txt": published.zip5(), "x": ""})
    outcome = run("import", str(tmp_path / "more"), "--json")
    assert outcome.status == 3
    assert "is being written by another import" in outcome.err
    other.execute("ROLLBACK")
    assert names(run) == ["gpci-2025"]
    other.close()


def test_two_imports_at_once_both_arrive(tmp_path: Path) -> None:
    published.publish(tmp_path / "in", published.FILES)
    words = [*CPTREF, "import", "--store", str(tmp_path / "store")]
    running = [
        subprocess.Popen([*words, str(tmp_path / "in" / folder)], stdout=subprocess.DEVNULL)
        for folder in ("rvu25d", "rvu26a", "ncci", "opps")
    ]
    assert [one.wait(60) for one in running] == [0] * 4
    with Store(str(tmp_path / "store")) as store:
        assert len(store.releases()) == 12


def test_a_full_disk_is_told_and_the_old_state_intact(tmp_path: Path) -> None:
    published.publish(tmp_path, {"GPCI2025.csv": published.gpci()})
    many = [(f"{i:05}", "47370", "", "20200101", "*", "1", published.MISUSE) for i in range(20_000)]
    published.publish(tmp_path, {"ccipra-v320r0-f1.TXT": published.ptp(many)})
    store = tmp_path / "store"
    options = ("--store", str(store))
    assert process("import", str(tmp_path / "GPCI2025.csv"), *options).returncode == 0
    before = store.read_bytes()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    done = process("import", str(tmp_path / "ccipra-v320r0-f1.TXT"), *options, "--json", preexec_fn=limit)
    assert done.returncode == 3
    assert b"could not be" in done.stderr
    assert b"Traceback" not in done.stderr
    with Store(str(store)) as opened:
        assert [one.family for one in opened.releases()] == ["gpci"]
    assert store.read_bytes()[:4096] == before[:4096]


def test_a_reader_waits_for_a_commit_then_says_so(
    run: Run, take: Import, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take({"GPCI2025.csv": published.gpci()})
    monkeypatch.setattr("cptref.releases.connection._PATIENCE", 0.1)
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        outcome = run("fee", "47370")
    assert (outcome.status, outcome.out) == (3, "")
    assert "is being written by another import: try again" in outcome.err


def test_a_read_only_store_answers_and_takes_nothing(take: Import, store: Path, tmp_path: Path) -> None:
    take({"GPCI2025.csv": published.gpci()})
    published.publish(tmp_path, {"ZIP5.txt": published.zip5()})
    before = store.read_bytes()

    def ordinary() -> None:
        """Take from root, if that is who runs this, what lets it write where it may not."""
        override, drop = 1, 24  # CAP_DAC_OVERRIDE, PR_CAPBSET_DROP
        ctypes.CDLL(None).prctl(drop, override, 0, 0, 0)

    os.chmod(store, 0o400)
    os.chmod(store.parent, 0o500)
    try:
        listed = process("releases", "--json", preexec_fn=ordinary)
        refused = process("import", str(tmp_path / "ZIP5.txt"), preexec_fn=ordinary)
    finally:
        os.chmod(store.parent, 0o700)
    assert [one["release"] for one in json.loads(listed.stdout)] == ["gpci-2025"]
    assert refused.returncode == 3
    assert b"read-only" in refused.stderr
    assert store.read_bytes() == before


def test_a_store_opened_to_read_is_not_written(take: Import, store: Path) -> None:
    take({"GPCI2025.csv": published.gpci()})
    with Store(str(store)) as opened, pytest.raises(StoreError, match="read-only"), opened.transaction():
        opened.forget(opened.releases()[0])


def test_a_bomb_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("GPCI2025.csv", "w", force_zip64=True) as member,
    ):
        member.write(published.gpci().encode())
        for _ in range(600):
            member.write((b" " * 1023 + b"\n") * 1024)
    done = process("import", str(tmp_path / "bomb.zip"), "--store", str(tmp_path / "store"), "--json")
    assert done.returncode == 3
    assert b"more than any has" in done.stderr
    assert sorted(os.listdir(tmp_path)) == ["bomb.zip", "store"]


def test_progress_is_told_on_a_terminal_alone(tmp_path: Path) -> None:
    import pexpect

    published.publish(tmp_path / "in", {"GPCI2025.csv": published.gpci()})
    words = f"-m cptref import {tmp_path / 'in'} --store {tmp_path / 'store'} --json"
    child = pexpect.spawn(sys.executable, words.split(), timeout=30)
    child.expect("importing.*100%")
    child.expect(pexpect.EOF)
    quiet = process("import", str(tmp_path / "in"), "--store", str(tmp_path / "store"), "--json")
    assert quiet.stderr == b""


@pytest.mark.slow
def test_killed_at_any_moment_the_store_is_as_before_or_after(tmp_path: Path) -> None:
    many = [(f"{i:05}", "47370", "", "20200101", "*", "1", published.MISUSE) for i in range(12_000)]
    published.publish(
        tmp_path, {"GPCI2025.csv": published.gpci(), "ccipra-v320r0-f1.TXT": published.ptp(many)}
    )
    store, before = tmp_path / "store", tmp_path / "before"
    assert process("import", "--store", str(before), str(tmp_path / "GPCI2025.csv")).returncode == 0
    words = [*CPTREF, "import", "--store", str(store), str(tmp_path / "ccipra-v320r0-f1.TXT")]
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    begin = time.monotonic()
    assert process(*words[3:], env=unmeasured).returncode == 0
    whole = time.monotonic() - begin
    random = Random(3)  # noqa: S311
    seen: dict[bool, int] = {True: 0, False: 0}
    for _ in range(110):
        for left in tmp_path.glob("store*"):  # the store and what an end at any moment left beside it
            left.unlink()
        shutil.copy(before, store)
        with subprocess.Popen(words, stdout=subprocess.DEVNULL, env=unmeasured) as running:
            time.sleep(random.uniform(0.2 * whole, 1.1 * whole))
            running.send_signal(signal.SIGKILL)
        with Store(str(store)) as opened:
            found = {one.family: one.rows for one in opened.releases()}
            assert found in ({"gpci": 4}, {"gpci": 4, "ptp": 12_000})
            assert len(opened.rows(PTP, 2, column_two="47370")) == found.get("ptp", 0)
            seen["ptp" in found] += 1
    assert min(seen.values()) > 0, seen
