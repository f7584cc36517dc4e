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
from cptref.releases.importing import Outcome, Wishes, import_files, recognise
from cptref.releases.periods import name as release_name
from cptref.releases.store import Store

FOLDER = Path(os.environ.get("CPTREF_REAL_FILES", Path(__file__).parents[2] / "shared" / "data"))

ASKED = (
    *("rvu25d/PPRRVU2025_Oct.csv", "rvu25d/PPRRVU2025_Oct.txt", "rvu25d/GPCI2025.csv"),
    *("asc-2025-01", "mue-2024q3", "ncci", "zip5-2025q4"),
)

TAKEN = {
    "rvu25d/GPCI2025.csv": ("imported", "gpci-2025", 109),
    "rvu25d/GPCI2025.txt": ("unchanged", "gpci-2025", 109),
    "rvu25d/PPRRVU2025_Oct.csv": ("imported", "pfs-2025q4", 19_090),
    "rvu25d/PPRRVU2025_Oct.txt": ("unchanged", "pfs-2025q4", 19_090),
    "rvu26c/GPCI2026.csv": ("imported", "gpci-2026", 109),
    "zip5-2025q4/ZIP5_OCT2025.txt": ("imported", "zip-2025q4", 42_956),
    "asc-2025-01/Addendum_AA.csv": ("imported", "asc-2025q1", 4_183),
    "asc-2025-01/Addendum_EE.csv": ("imported", "asc-2025q1", 2_108),
    "ncci/47370-hospital-2024q3.reconstructed.txt": ("imported", "ptp-hospital-2024q3", 238),
    "ncci/47370-practitioner-2024q3.reconstructed.txt": ("imported", "ptp-practitioner-2024q3", 351),
    "ncci/MCR_MUE_PractitionerServices_Eff_10-01-2026.excerpt.csv": (
        "imported",
        "mue-practitioner-2026q4",
        6,
    ),
    "ncci/ccipra-v322r0-f1.excerpt.txt": ("imported", "ptp-practitioner-2026q3", 10),
    "hcpcs/2017-Alpha-Numeric-HCPCS-File.zip/HCPC17_CONTR_ANWEB.txt": ("imported", "hcpcs-2017q1", 6_498),
    "hcpcs/2018-Alpha-Numeric-HCPCS-File.zip/HCPC2018_CONTR_ANWEB_disc.txt": (
        "imported",
        "hcpcs-2018q1",
        6_559,
    ),
    "hcpcs/HCPC2019_CONTR_ANWEB.txt": ("imported", "hcpcs-2019q1", 6_800),
    "hcpcs/HCPC2026_OCT_ANWEB.excerpt.csv": ("imported", "hcpcs-2026q4", 4),
    "asc/20230401/AA.csv": ("imported", "asc-2023q2", 4_067),
    "asc/20230401/EE.csv": ("imported", "asc-2023q2", 2_092),
    "asc/20230701/AA.csv": ("imported", "asc-2023q3", 4_071),
    "asc/20230701/EE.csv": ("imported", "asc-2023q3", 2_096),
    "asc/20250401/AA.csv": ("imported", "asc-2025q2", 4_184),
    "asc/20250401/EE.csv": ("imported", "asc-2025q2", 2_109),
    "asc/20250701/AA.csv": ("imported", "asc-2025q3", 4_200),
    "asc/20250701/EE.csv": ("imported", "asc-2025q3", 2_109),
    "asc/20251001/AA.csv": ("imported", "asc-2025q4", 4_201),
    "asc/20251001/EE.csv": ("imported", "asc-2025q4", 2_109),
    "mue-2024q3/MCR_MUE_DMESupplierServices_Eff_07-01-2024.csv": ("imported", "mue-dme-2024q3", 2_928),
    "mue-2024q3/MCR_MUE_OutpatientHospitalServices_Eff_07-01-2024.csv": (
        "imported",
        "mue-hospital-2024q3",
        14_628,
    ),
    "mue-2024q3/MCR_MUE_PractitionerServices_Eff_07-01-2024.csv": (
        "imported",
        "mue-practitioner-2024q3",
        14_677,
    ),
    "opps/2023_January_Web_Addendum_B.12212022.csv": ("imported", "opps-2023q1", 17_559),
    "opps/january_2019_opps_web_addendum_b.12312018.csv": ("imported", "opps-2019q1", 16_244),
}
"""Path -> what becomes of each file that is imported where all are, its release, and its rows."""
KNOWN = {
    "rvu25d/25LOCCO.csv": "LOCCO",
    "rvu25d/ANES2025.csv": "ANES",
    "rvu25d/ANES2025.txt": "ANES",
    "rvu25d/OPPSCAP_Oct.csv": "OPPSCAP",
}
"""Path -> what it is that is known and not used."""

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real files are at {FOLDER}")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("real") / "releases.sqlite"
    with Store(str(path), write=True) as store:
        for outcome in import_files(store, list(gather([str(FOLDER / name) for name in ASKED])), Wishes()):
            assert outcome.result in ("imported", "unchanged", "passed over"), outcome
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Outcome]]:
    """Return a store of all the files, and what became of each."""
    path = tmp_path_factory.mktemp("whole") / "releases.sqlite"
    folders = list(dict.fromkeys(name.split("/", maxsplit=1)[0] for name in TAKEN))
    with Store(str(path), write=True) as store:
        files = list(gather([str(FOLDER / name) for name in folders]))
        told = {os.path.relpath(one.path, FOLDER): one for one in import_files(store, files, Wishes())}
    return path, told


@pytest.mark.parametrize("name", TAKEN)
def test_each_file_is_imported(name: str, whole: tuple[Path, dict[str, Outcome]]) -> None:
    outcome = whole[1][name]
    assert outcome.release, outcome
    assert (outcome.result, release_name(outcome.release), outcome.release.rows) == TAKEN[name]


def test_no_file_is_refused_and_each_other_is_named(whole: tuple[Path, dict[str, Outcome]]) -> None:
    others = {name: one for name, one in whole[1].items() if name not in TAKEN}
    assert {one.result for one in others.values()} == {"passed over"}
    unread = ("workbook", "unknown layout")
    assert {name: one.reason for name, one in others.items() if one.reason not in unread} == KNOWN


@pytest.mark.parametrize(
    "day", ["2023-07-01", "2025-04-01", "2025-06-30", "2025-07-01", "2025-09-30", "2025-12-31"]
)
def test_47370_is_excluded_in_each_quarter_of_a_list(
    run: Run, whole: tuple[Path, dict[str, Outcome]], day: str
) -> None:
    told = json.loads(run("show", "47370", "--on", day, "--store", str(whole[0]), "--json").out)
    asc = told["medicare"]["asc"]
    assert (asc["payable"], asc["coverage"]) == ("excluded", "in force")


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
    assert rows("rvu25d/GPCI2025.txt") == rows("rvu25d/GPCI2025.csv")
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
