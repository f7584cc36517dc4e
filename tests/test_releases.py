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
    changed = published.pfs_csv(
        [row.replace("20.80", "20.90").replace("37.90", "38.00") for row in published.PFS_2025]
    )
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


def test_the_same_bytes_in_two_quarters_are_two_releases(run: Run, take: Import) -> None:
    ee = published.asc_ee(["27130,", "47370,"], 2025)
    first, second = take({"20250401/EE.csv": ee}), take({"20250701/EE.csv": ee})
    assert [one["outcome"] for one in first + second] == ["imported", "imported"]
    assert [(one["release"], one["until"]) for one in held(run)] == [
        ("asc-2025q2", "2025-06-30"),
        ("asc-2025q3", "2025-09-30"),
    ]
    for day in ("2025-04-01", "2025-06-30", "2025-07-01"):
        told = json.loads(run("show", "47370", "--on", day, "--json").out)["medicare"]["asc"]
        assert (told["payable"], told["coverage"]) == ("excluded", "in force")
    again = take({"20250401/EE.csv": ee, "20250701/EE.csv": ee})
    assert [(one["outcome"], one["reason_code"]) for one in again] == [("unchanged", "same file")] * 2
    assert len(held(run)) == 2


def test_the_same_bytes_by_hand_in_two_folders_are_two_releases(run: Run, take: Import) -> None:
    ee = published.asc_ee(["27130,", "47370,"], 2025)
    take({"a/EE.csv": ee}, "--effective", "2025-04-01")
    take({"b/EE.csv": ee}, "--effective", "2025-07-01")
    assert names(run) == ["asc-2025q2", "asc-2025q3"]
    (moved,) = take({"b/EE.csv": ee}, "--effective", "2025-10-01")
    assert (moved["outcome"], moved["release"]) == ("corrected", "asc-2025q4")
    assert moved["reason"] == "the same file is held, as asc-2025q3 until now; now as you say"
    assert names(run) == ["asc-2025q2", "asc-2025q4"]
    assert {one["note"] for one in held(run)} == {"as you said"}


def test_what_was_said_by_hand_stays_until_something_else_is_said(run: Run, take: Import) -> None:
    late = published.pfs_csv(
        title="2024 National Physician Fee Schedule Relative Value File January Release",
        released="03/08/2024",
    )
    take({"a/PPRRVU24_JAN.csv": late}, "--effective", "2024-03-09")
    for place in ("a", "b"):
        (again,) = take({f"{place}/PPRRVU24_JAN.csv": late})
        assert (again["outcome"], again["release"]) == ("unchanged", "pfs-2024-03-09")
    (kept,) = take({"a/PPRRVU24_JAN.csv": late}, "--with-descriptors")
    assert (kept["outcome"], kept["release"]) == ("imported", "pfs-2024-03-09")
    assert names(run) == ["pfs-2024-03-09"]


def test_an_addendum_ee_moves_to_the_quarter_of_an_aa_that_came_later(run: Run, take: Import) -> None:
    ee, aa = published.asc_ee(), published.asc_aa(month="July 2026")
    take({"a/ee.csv": ee})
    (moved, _) = take({"a/ee.csv": ee, "a/aa.csv": aa})
    assert (moved["outcome"], moved["reason_code"], moved["release"]) == (
        "corrected",
        "as beside",
        "asc-2026q3",
    )
    assert set(names(run)) == {"asc-2026q3"}


def alabama(run: Run, day: str) -> str:
    told = run("fee", "99213", "--locality", "10112-00", "--setting", "facility", "--on", day, "--json").out
    (amount,) = json.loads(told)["amounts"]
    return str(next(one["source"] for one in amount["factors"] if "gpci" in one["source"]))


@pytest.mark.parametrize("order", [("rvu25a", "rvu25d"), ("rvu25d", "rvu25a")])
def test_of_two_tables_of_a_year_the_one_of_the_later_zip_file_answers_from_its_quarter_on(
    run: Run, take: Import, order: tuple[str, str]
) -> None:
    texts = {"rvu25a": published.gpci(), "rvu25d": published.gpci().replace("0.869", "0.870")}
    for name in order:
        (taken,) = take({f"{name}/GPCI2025.csv": texts[name]})
        assert (taken["outcome"], taken["reason"]) == ("imported", None)
    take({"PPRRVU2025_Oct.csv": published.pfs_csv()}, "--effective", "2025-09-30")
    assert [(one["release"], one["effective"], one["until"], one["note"]) for one in held(run)][:2] == [
        ("gpci-2025", "2025-01-01", "2025-09-30", None),
        ("gpci-2025-10-01", "2025-10-01", "2025-12-31", None),
    ]
    assert alabama(run, "2025-09-30").startswith("gpci-2025, rvu25a/")
    take({"b/PPRRVU2025_Oct.csv": published.pfs_csv(released="09/12/2025")})
    assert alabama(run, "2025-10-01").startswith("gpci-2025-10-01, rvu25d/")


def test_tables_that_change_back_answer_each_for_its_quarters(run: Run, take: Import) -> None:
    changed = published.gpci().replace("0.869", "0.870")
    take({"rvu25a/GPCI2025.csv": published.gpci()})
    take({"rvu25d/GPCI2025.csv": published.gpci()})
    take({"rvu25c/GPCI2025.csv": changed})
    assert [(one["effective"], one["until"], one["file"][:6]) for one in held(run)] == [
        ("2025-01-01", "2025-06-30", "rvu25a"),
        ("2025-07-01", "2025-09-30", "rvu25c"),
        ("2025-10-01", "2025-12-31", "rvu25d"),
    ]


def test_a_table_whose_quarter_is_not_told_says_which_it_replaces(run: Run, take: Import) -> None:
    changed = {name: published.gpci().replace("0.869", f"0.87{name}") for name in "0123"}
    take({"a/GPCI2025.csv": changed["0"]})
    (second,) = take({"b/GPCI2025.csv": changed["1"]})
    assert second["reason_code"] == "one of two"
    assert "b/GPCI2025.csv replaces the other" in second["reason"]
    assert "--effective DATE" in second["reason"]
    (told,) = take({"rvu25a/GPCI2025.csv": changed["2"]})
    assert "rvu25a/GPCI2025.csv replaces" in told["reason"]
    (third,) = take({"c/GPCI2025.csv": changed["3"]})
    assert "rvu25a/GPCI2025.csv replaces" in third["reason"]
    (mended,) = take({"c/GPCI2025.csv": changed["3"]}, "--effective", "2025-07-01")
    assert (mended["outcome"], mended["release"]) == ("corrected", "gpci-2025-07-01")
    (said,) = take({"d/GPCI2025.csv": changed["3"].replace("1.411", "1.412")}, "--effective", "2025-07-01")
    assert "d/GPCI2025.csv replaces" in said["reason"]
    assert [one["file"][:3] for one in held(run) if one["note"] in (None, "as you said")] == ["rvu", "d/G"]


def test_a_table_of_limits_is_told_apart_by_its_zip_file(run: Run, take: Import) -> None:
    name = "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv"
    rows = ["47370,2,2 Date of Service Edit: Policy,CMS Policy"]
    take({f"2026-q2-mue/{name}": published.mue(rows=rows)})
    take({f"2026-q1-mue/{name}": published.mue()})
    assert [(one["effective"], one["until"]) for one in held(run)] == [
        ("2026-01-01", "2026-03-31"),
        ("2026-04-01", "2026-06-30"),
    ]
    (third,) = take({f"x/{name}": published.mue(rows=[rows[0].replace("47370,2", "47370,3")])})
    assert third["reason_code"] == "one of two"


@pytest.mark.parametrize("first", ["csv", "txt"])
def test_the_same_indices_with_and_without_a_quarter_are_one_release(
    run: Run, take: Import, first: str
) -> None:
    files = {
        "csv": {"rvu25d/GPCI2025.csv": published.gpci()},
        "txt": {"x/GPCI2025.txt": published.gpci_txt()},
    }
    for one in (files[first], *files.values()):
        take(one)
    assert [one["file"] for one in held(run)] == ["rvu25d/GPCI2025.csv"]


def test_indices_without_the_floor_replace_none_unless_told(run: Run, take: Import) -> None:
    take({"rvu26c/GPCI2026.csv": published.gpci_of_work("with")})
    bare = {"rvu26d/GPCI2026.csv": published.gpci_of_work("without")}
    (passed,) = take(bare)
    assert (passed["outcome"], passed["reason_code"]) == ("passed over", "no floor")
    assert "--effective DATE" in passed["reason"]
    assert names(run) == ["gpci-2026"]
    (taken,) = take(bare, "--effective", "2026-10-01")
    assert (taken["outcome"], taken["release"]) == ("imported", "gpci-2026-10-01")
    assert names(run) == ["gpci-2026", "gpci-2026-10-01"]


def test_a_pair_printed_twice_that_says_nothing_else_is_one_row(run: Run, take: Import) -> None:
    dates = ("", "19960101", "19960101", "9")
    twice = [
        ("88108", "88162", *dates, "Mutually exclusive procedures"),
        ("88108", "88162", *dates, published.MISUSE),
        ("90000", "90001", "*", "20000101", "*", "1", published.MISUSE),
        ("90000", "90001", "*", "20000101", "*", "1", published.MISUSE),
    ]
    (taken,) = take({"ccipra-v320r0-f2.TXT": published.ptp([*published.PTP_2, *twice])})
    assert (taken["outcome"], taken["rows"]) == ("imported", len(published.PTP_2) + 2)
    assert names(run) == ["ptp-practitioner-2026q1"]


@pytest.mark.parametrize(
    ("place", "value"), [(2, "*"), (5, "0"), (5, "9"), (6, "Mutually exclusive procedures")]
)
def test_a_pair_printed_twice_that_contradicts_itself_is_refused(
    run: Run, take: Import, place: int, value: str
) -> None:
    row = ("90000", "90001", "", "20000101", "*", "1", published.MISUSE)
    other = (*row[:place], value, *row[place + 1 :])
    (told,) = take({"ccipra-v320r0-f2.TXT": published.ptp([row, other])}, status=3)
    assert told["reason"] == "expected one row of each key, found two in row 2"
    assert held(run) == []


def test_what_is_odd_is_counted_and_told_line_by_line(run: Run, tmp_path: Path, store: Path) -> None:
    rows = [f"{code},,T,5301,.,$1.00,,,," for code in range(40_000, 40_025)]
    published.publish(tmp_path, {"2026 January Addendum B.csv": published.opps(rows)})
    outcome = run("import", str(tmp_path / "2026 January Addendum B.csv"), "--json")
    assert outcome.status == 0
    assert json.loads(outcome.out)[0]["reason"] == "25 odd values left blank"
    notes = outcome.err.splitlines()
    assert len(notes) == 20
    assert notes[0].endswith("Addendum B.csv: line 4, column weight: '.' left blank")
    assert store.exists()
    published.publish(tmp_path, {"20260101/EE.csv": published.asc_ee(["27130,", "47380,Hip"])[:-2]})
    outcome = run("import", str(tmp_path / "20260101"), "--json")
    assert json.loads(outcome.out)[0]["reason"] == "its last line lacks its end, and is taken as whole"
    assert "no end of line after 'Hip'" in outcome.err


def test_a_relative_value_zip_as_downloaded_names_what_is_not_used(run: Run, tmp_path: Path) -> None:
    members = {
        "PPRRVU2025_Oct.csv": published.pfs_csv(),
        "PPRRVU2025_Oct.txt": published.pfs_txt(),
        "PPRRVU2025_Oct.xlsx": "PK",
        "GPCI2025.csv": published.gpci(),
        "GPCI2025.txt": published.gpci_txt(),
        "25LOCCO.csv": "COUNTIES INCLUDED IN 2025 LOCALITIES,,,,\r\n",
        "x/locco.csv": "Contractor,Locality Number,State ,Fee Schedule Area ,Counties\r\n",
        "25LOCCO.txt": "x",
        "ANES2025.csv": "Contractor,Locality,Locality Name,National Anes CF of 20.3178\r\n",
        "x/anes.txt": f"10112       00    ALABAMA{'':48}1931\r\n",
        "OPPSCAP_Oct.csv": "HCPCS,MOD,PROCSTAT,CARRIER,LOCALITY,FACILITY PRICE,NON-FACILTY PRICE\r\n",
        "Addendum FF.csv": "Addendum FF -- Device Offsets,,\r\n",
        "RVU25D.pdf": "%PDF-1.7",
        "README.txt": "Read me",
    }
    with zipfile.ZipFile(tmp_path / "rvu25d.zip", "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    outcome = run("import", str(tmp_path / "rvu25d.zip"), "--json")
    assert outcome.status == 0
    told = [(one["outcome"], one["reason_code"]) for one in json.loads(outcome.out)]
    assert told == [
        ("imported", None),
        ("unchanged", "same rows"),
        ("passed over", "workbook"),
        ("imported", None),
        ("unchanged", "same rows"),
        *[("passed over", "LOCCO")] * 3,
        *[("passed over", "ANES")] * 2,
        ("passed over", "OPPSCAP"),
        ("passed over", "other addendum"),
        ("passed over", "pdf"),
        ("passed over", "unknown layout"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html>", "a web page in a file's place"),
        (b"", "an empty file"),
        (b"\x1f\x8b\x08", "packed as gzip"),
    ],
)
def test_a_download_that_is_none_is_named_and_refused(
    run: Run, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "rvu26d.zip").write_bytes(content)
    outcome = run("import", str(tmp_path / "rvu26d.zip"))
    assert outcome.status == 3
    assert said in outcome.err


def test_a_link_that_leads_nowhere_is_a_line(run: Run, tmp_path: Path) -> None:
    os.symlink(tmp_path / "none", tmp_path / "broken")
    outcome = run("import", str(tmp_path / "broken"), "--json")
    assert (outcome.status, json.loads(outcome.out)[0]["reason_code"]) == (0, "leads nowhere")


@pytest.mark.parametrize("day", ["1992", "1992-01-01", f"{date.today().year + 1}-12-31"])  # noqa: DTZ011
def test_releases_are_in_force_from_1992_to_next_year(take: Import, day: str) -> None:
    (taken,) = take({"GPCI2025.csv": published.gpci()}, "--effective", day)
    assert taken["effective"][:4] == day[:4]


@pytest.mark.parametrize("day", ["1991-12-31", "1991", f"{date.today().year + 2}-01-01"])  # noqa: DTZ011
def test_releases_of_other_years_are_usage(run: Run, store: Path, day: str) -> None:
    outcome = run("import", "x", "--effective", day)
    assert outcome.status == 2
    assert "is not between 1992 and" in " ".join(outcome.err.split())
    assert not store.exists()


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
    take({"c/ee.csv": ee.replace("27130", "27133"), "c/aa.csv": aa.replace("2026", "2024"), "c/none": "x"})
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


FIRST_STORE = """
PRAGMA application_id = 0x63707472;
PRAGMA user_version = 1;
"""


def test_a_store_of_the_first_version_is_read_as_it_is_and_brought_up_to_date_by_an_import(
    run: Run, take: Import, store: Path
) -> None:
    take({"rvu25d/GPCI2025.csv": published.gpci(), "b/EE.csv": published.asc_ee()})
    fields = ", ".join(Release._fields[:-3])
    first, _ = MIGRATIONS[0].split(";", maxsplit=1)
    kept = f"CREATE TABLE kept AS SELECT id, {fields} FROM release; DROP TABLE release; {first};"  # noqa: S608
    script(store, f"{kept} INSERT INTO release SELECT * FROM kept; DROP TABLE kept; {FIRST_STORE}")  # noqa: S608
    before = store.read_bytes()
    assert names(run) == ["asc-2026q1", "gpci-2025"]
    assert run("fee", "47370").status == 0
    assert store.read_bytes() == before
    again = take({"rvu25d/GPCI2025.csv": published.gpci(), "b/EE.csv": published.asc_ee()})
    assert [one["outcome"] for one in again] == ["unchanged", "unchanged"]
    assert sqlite_version(store) == len(MIGRATIONS)
    take({"20260401/EE.csv": published.asc_ee()})
    assert names(run) == ["asc-2026q1", "asc-2026q2", "gpci-2025"]


SPOILED = {
    "a number": "UPDATE pfs SET work = 'x0.80'",
    "a number without end": "UPDATE pfs SET work = 'Infinity'",
    "a large number": "UPDATE pfs SET work = '1E999999'",
    "bytes of a number": "UPDATE pfs SET work = CAST(x'ff80' AS TEXT)",
    "a text": "UPDATE pfs SET status = CAST(x'ff' AS TEXT)",
    "bytes": "UPDATE pfs SET status = x'41'",
    "no value": "UPDATE pfs SET work = NULL",
    "a day": "UPDATE release SET effective = '2025-1O-01'",
    "a family": "UPDATE release SET family = 'pfr'",
    "a type of release": "UPDATE release SET file = x'41'",
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_value_that_cannot_be_is_told_as_damage(run: Run, take: Import, store: Path, name: str) -> None:
    take({"PPRRVU2025_Oct.csv": published.pfs_csv()})
    script(store, SPOILED[name])
    outcome = run("fee", "47370", "--on", "2025-10-15")
    assert (outcome.status, outcome.out) == (3, "")
    assert outcome.err.endswith("is damaged: delete it and import the files again\n")


def test_a_name_of_a_table_that_is_no_text_is_told_as_damage(run: Run, take: Import, store: Path) -> None:
    take({"PPRRVU2025_Oct.csv": published.pfs_csv()})
    store.write_bytes(store.read_bytes().replace(b"CREATE TABLE opps (", b"CREATE TABLE op\xf0s ("))
    outcome = run("fee", "47370", "--on", "2025-10-15")
    assert (outcome.status, outcome.out) == (3, "")
    assert "is damaged" in outcome.err


@pytest.mark.parametrize("day", ["0", "-1", "9999999", "'x'"])
def test_a_day_of_an_edit_that_cannot_be_is_told_as_damage(take: Import, store: Path, day: str) -> None:
    take({"ccipra-v320r0-f2.TXT": published.ptp(published.PTP_2)})
    script(store, f"UPDATE OR IGNORE ptp SET effective = {day}")  # noqa: S608
    with Store(str(store)) as opened, pytest.raises(StoreError, match="is damaged"):
        opened.rows(PTP, 1, column_one="47370")


def test_a_store_that_cannot_be_reached_is_told(run: Run, tmp_path: Path) -> None:
    os.symlink(tmp_path / "loop", tmp_path / "loop")
    (tmp_path / "file").touch()
    for path in (tmp_path / "loop", tmp_path / "loop" / "store", tmp_path / "file" / "store"):
        for words in (["fee", "47370"], ["releases"]):
            outcome = run(*words, "--store", str(path))
            assert (outcome.status, outcome.out) == (3, ""), (words, path)
            assert "cannot be opened" in outcome.err


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
