"""Real files of CMS's, where they lie beside the project: what they hold, and what CMS computes from them."""

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from cptref.cms.archive import gather
from cptref.cms.files import CmsFile
from cptref.releases.importing import Wishes, import_files, recognise
from cptref.releases.store import Store

FOLDER = Path(os.environ.get("CPTREF_REAL_FILES", Path(__file__).parents[2] / "shared" / "data"))

ASKED = (
    *("rvu25d/PPRRVU2025_Oct.csv", "rvu25d/PPRRVU2025_Oct.txt", "rvu25d/GPCI2025.csv"),
    *("asc-2025-01", "mue-2024q3", "ncci", "zip5-2025q4"),
)

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real files are at {FOLDER}")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("real") / "releases.sqlite"
    with Store(str(path), write=True) as store:
        for outcome in import_files(store, list(gather([str(FOLDER / name) for name in ASKED])), Wishes()):
            assert outcome.result in ("imported", "unchanged", "passed over"), outcome
    return path


@pytest.fixture
def answer(run: Run, real: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("CPTREF_STORE", str(real))

    def ask(*words: str) -> Any:
        outcome = run(*words, "--json")
        assert outcome.status == 0, outcome
        return json.loads(outcome.out)

    return ask


def rows(name: str) -> list[Any]:
    path = FOLDER / name
    file = CmsFile(str(path), lambda: path.open("rb"))
    family = recognise(file)
    assert family
    return list(family.layout.rows(file))


def test_every_relative_value_is_the_same_in_csv_and_txt_and_adds_up() -> None:
    found = rows("rvu25d/PPRRVU2025_Oct.csv")
    assert found == rows("rvu25d/PPRRVU2025_Oct.txt")
    assert len(found) == 19_090
    for row in found:
        assert row.facility_total == row.work + row.facility_pe + row.malpractice
        assert row.non_facility_total == row.work + row.non_facility_pe + row.malpractice


def test_whole_files_are_read_to_their_last_row() -> None:
    assert len(rows("rvu25d/GPCI2025.csv")) == 109
    assert len(rows("zip5-2025q4/ZIP5_OCT2025.txt")) == 42_956
    assert len(rows("hcpcs/HCPC2019_CONTR_ANWEB.txt")) == 6_800


def test_prices_are_those_of_cms(answer: Any) -> None:
    alaska = ("--locality", "02102-01", "--setting", "facility")
    (amount,) = answer("fee", "47370", *alaska, "--on", "2025-10-15")["amounts"]
    assert amount["amount"] == "1525.20"
    assert [factor["source"] for factor in amount["factors"]][:2] == [
        "pfs-2025q4, rvu25d/PPRRVU2025_Oct.csv, row 47370",
        "gpci-2025, rvu25d/GPCI2025.csv, row 02102 01",
    ]
    assert answer("fee", "70496", *alaska, "--on", "2025-10-01")["amounts"][0]["amount"] == "300.66"
    assert answer("fee", "47370", "--on", "2025-10-01")["amounts"][0]["amount"] == "1225.93"


def test_the_edits_of_47370_are_counted(answer: Any) -> None:
    for claim, first, second in (("practitioner", 237, 14), ("hospital", 182, 14)):
        told = answer("edits", "47370", "--on", "2024-08-01", "--claim", claim)["edits"]
        one = [edit for edit in told if edit["column_one"] == "47370"]
        assert (len(one), len(told) - len(one)) == (first, second)
        if claim == "practitioner":
            assert sum(edit["modifier_indicator"] == "1" for edit in one) == 162


def test_47370_was_excluded_from_asc_payment_in_2025(answer: Any) -> None:
    told = answer("show", "47370", "--on", "2025-01-15")["medicare"]
    assert (told["asc"]["payable"], told["asc"]["coverage"]) == ("excluded", "in force")
    assert told["coverage"] == "none held"


def test_every_code_is_priced_or_says_why_not(run: Run, real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPTREF_STORE", str(real))
    codes = sorted({row.code for row in rows("rvu25d/PPRRVU2025_Oct.csv")})
    options = ("--on", "2025-10-15", "--format", "csv", "--setting", "facility")
    outcome = run("fee", "-", *options, stdin="\n".join(codes))
    told = list(csv.DictReader(outcome.out.splitlines()))
    assert outcome.status == 0
    assert len(told) == len(codes)
    assert all(row["amount"] or row["reason"] for row in told)
    assert not [row for row in told if row["amount"] and row["state"] != "payable"]
