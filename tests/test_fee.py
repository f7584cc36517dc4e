"""fee: Medicare's amounts, as CMS computes them, with what decides each."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import published
from conftest import Run
from cptref import Reference
from cptref.views.fee import AMOUNTS, fee

pytestmark = pytest.mark.usefixtures("medicare")


def asked(run: Run, *words: str, status: int = 0) -> dict[str, Any]:
    outcome = run("fee", *words, "--json")
    assert outcome.status == status, outcome
    return dict(json.loads(outcome.out))


def amounts(run: Run, *words: str) -> list[tuple[str | None, str]]:
    return [(one["amount"], one["state"]) for one in asked(run, *words, "--setting", "facility")["amounts"]]


def test_the_price_in_alaska_is_cmss_own(run: Run) -> None:
    told = asked(run, "47370", "--locality", "02102-01", "--on", "2025-10-15")
    (facility, office) = told["amounts"]
    assert (facility["amount"], facility["setting"], facility["conversion_factor"]) == (
        "1525.20",
        "facility",
        "32.3465",
    )
    assert office["na"] == "rarely or never done in this setting"
    assert facility["na"] is None
    row = "pfs-2025q4, rvu25d/PPRRVU2025_Oct.csv, row 47370"
    place = "gpci-2025, rvu25d/GPCI2025.csv, row 02102 01"
    assert [(one["name"], one["value"], one["source"]) for one in facility["factors"]] == [
        ("work RVU", "20.80", row),
        ("work GPCI", "1.5", place),
        ("practice expense RVU", "11.92", row),
        ("practice expense GPCI", "1.081", place),
        ("malpractice RVU", "5.18", row),
        ("malpractice GPCI", "0.592", place),
        ("conversion factor", "32.3465", row),
    ]
    assert told["coverage"] == "in force"


def test_the_national_amounts_have_both_conversion_factors_of_2026(run: Run) -> None:
    assert amounts(run, "47370", "--on", "2025-10-01") == [("1225.93", "payable")]
    told = asked(run, "47370", "--on", "2026-02-01")["amounts"]
    assert [
        (
            one["setting"],
            one["participation"],
            one["amount"],
            one["non_participating"],
            one["limiting_charge"],
        )
        for one in told
    ] == [
        ("facility", "non-QPP", "1172.37", "1113.75", "1280.81"),
        ("non-facility", "non-QPP", "1172.37", "1113.75", "1280.81"),
        ("facility", "QPP", "1178.22", "1119.31", "1287.21"),
        ("non-facility", "QPP", "1178.22", "1119.31", "1287.21"),
    ]


MODIFIED = {
    "80": ("187.58", "payable"),
    "82": ("187.58", "payable"),
    "AS": ("159.44", "payable"),
    "62": ("732.73", "payable with documentation"),
    "54": ("1055.13", "payable"),
    "55": ("117.24", "payable"),
    "78": ("949.62", "payable"),
    "50": ("1172.37", "payable"),
    "LT-RT": ("1172.37", "payable"),
    "51": ("1172.37", "payable"),
    "79": ("1172.37", "payable"),
    "59": ("1172.37", "payable"),
    "76": ("1172.37", "payable"),
    "66": (None, "not payable"),
    "26": (None, "not payable"),
    "TC": (None, "not payable"),
    "56": (None, "not payable"),
    "73": (None, "not payable"),
    "25": (None, "not payable"),
    "22": (None, "by report"),
    "52": (None, "by report"),
    "53": (None, "by report"),
    "GY": (None, "unknown"),
    "62-80": (None, "not payable"),
    "54-55": (None, "not payable"),
    "80-78": ("151.94", "payable"),
}


@pytest.mark.parametrize("modifier", MODIFIED)
def test_a_modifier_changes_the_amount_by_its_indicator(run: Run, modifier: str) -> None:
    assert amounts(run, f"47370-{modifier}", "--on", "2026-02-01")[0] == MODIFIED[modifier]


OTHERS = {
    "27130-50": ("1827.74", "payable"),
    "27130-54": ("962.61", "payable"),
    "75801-50": ("260.71", "payable"),
    "75801-54": (None, "by report"),
    "75801-78": (None, "by report"),
    "75801-26": (None, "by report"),
    "75801-TC": (None, "not payable"),
    "75801-62": ("81.47", "payable"),
    "43235-78": ("121.30", "payable"),
    "43235-54": (None, "not payable"),
    "43235-80": (None, "not payable"),
    "43235-22": (None, "by report"),
    "45378-53": ("88.95", "payable"),
    "70496-26": ("79.57", "payable"),
    "70496-TC": ("178.23", "payable"),
    "70496-26-TC": (None, "not payable"),
    "99213-25": ("63.08", "payable"),
    "99213-22": (None, "not payable"),
    "99213-52": (None, "not payable"),
    "99213-53": (None, "not payable"),
    "59400-50": ("2184.68", "payable"),
    "59400-66": (None, "by report"),
    "27130-66": (None, "by report"),
    "00100": (None, "unknown"),
    "47379": (None, "by report"),
    "66999": (None, "not payable"),
    "36415": (None, "not payable"),
    "86153": (None, "not payable"),
    "86153-26": ("31.70", "payable"),
}


@pytest.mark.parametrize("code", OTHERS)
def test_status_and_indicators_decide_of_other_codes(run: Run, code: str) -> None:
    assert amounts(run, code, "--on", "2025-10-01") == [OTHERS[code]]


def test_what_decides_is_told(run: Run) -> None:
    said = {
        "86153": "the file has it with modifier 26 only",
        "47379": "status C: priced by the contractor, by report",
        "00100": "status J: anesthesia: paid by base and time units, which this file does not hold",
        "66999": "not payable by this schedule, status N: not covered by Medicare",
        "47370-66": "modifier 66: team 0: not permitted",
        "75801-78": "modifier 78: intra 0.00",
        "47370-80-82": "80 and 82 name different parts in one surgery: one line has one",
        "47370-54-55": "54 and 55 on one line: one surgeon who does both reports the code alone",
        "47370-62": "modifier 62: co surgeons 1: may be paid; documents must establish that two surgeons "
        "were necessary",
        "47370-QX": "modifier QX: no rule of Medicare's for it is held",
    }
    for code, reason in said.items():
        assert asked(run, code, "--on", "2025-10-01")["amounts"][0]["reason"] == reason


def test_imaging_is_capped(run: Run) -> None:
    alaska = ("--locality", "02102-01", "--on", "2025-10-01", "--setting", "facility")
    (capped,) = asked(run, "70496", *alaska)["amounts"]
    assert (capped["amount"], capped["capped"]) == ("300.66", True)
    (whole,) = asked(run, "70496-26", *alaska)["amounts"]
    assert whole["capped"] is False
    assert "practice expense RVU, capped by OPPS  6.11" in run("fee", "70496", *alaska).out


def test_a_cap_that_is_higher_caps_nothing(run: Run, tmp_path: Path) -> None:
    rows = [row.replace("6.11,6.11,0.11", "9.11,9.11,0.11") for row in published.PFS_2025]
    published.publish(tmp_path, {"PPRRVU2025_Oct.csv": published.pfs_csv(rows)})
    store = ("--store", str(tmp_path / "store"))
    run("import", str(tmp_path), *store)
    assert amounts(run, "70496", "--on", "2025-10-01", *store) == [("272.36", "payable")]


def test_a_place_may_be_a_zip_code(run: Run) -> None:
    told = asked(run, "47370", "--zip", "99501", "--on", "2025-10-15")
    assert (told["place"], told["amounts"][0]["amount"]) == ("ZIP 99501", "1525.20")
    assert [one["release"] for one in told["releases"]] == ["pfs-2025q4", "zip-2025q4", "gpci-2025"]
    shown = run("fee", "47370", "--zip", "99501", "--on", "2025-10-15").out
    assert "(MAC 02102, locality 01) [1]" in shown
    assert "[1] zip-2025q4, zip5/ZIP5_OCT2025.txt, row 99501" in shown
    several = asked(run, "47370", "--zip", "94203-1234", "--on", "2025-10-15")
    assert several["amounts"] == []
    assert "the ZIP9 file tells apart" in several["warnings"][0]
    assert (
        "stands in no row of zip-2025q4"
        in asked(run, "47370", "--zip", "00000", "--on", "2025-10-15")["warnings"][0]
    )
    assert (
        "no ZIP release is held for 2024-01-01"
        in asked(run, "47370", "--zip", "99501", "--on", "2024-01-01")["warnings"]
    )


def test_a_place_may_be_a_state_or_every_locality(run: Run) -> None:
    assert asked(run, "47370", "--state", "ak", "--on", "2025-10-15")["amounts"][0]["amount"] == "1525.20"
    told = asked(run, "47370", "--state", "CA", "--on", "2025-10-15", "--setting", "facility")["amounts"]
    assert [(one["mac"], one["locality"]) for one in told] == [("01112", "05"), ("01182", "18")]
    outcome = run("fee", "47370", "--all-localities", "--on", "2025-10-15", "--format", "csv")
    rows = list(csv.DictReader(outcome.out.splitlines()))
    assert len(rows) == 8
    assert {row["amount"] for row in rows if row["locality_name"] == "ALASKA"} == {"1525.20"}
    assert "SAN FRANCISCO" in run("fee", "47370", "--state", "CA", "--on", "2025-10-15").out
    assert asked(run, "47370", "--state", "ZZ", "--on", "2025-10-15")["warnings"] == [
        "state ZZ stands in no row of gpci-2025"
    ]


def test_a_place_without_indices_has_no_amount(run: Run, tmp_path: Path) -> None:
    published.publish(tmp_path, {"PPRRVU2025_Oct.csv": published.pfs_csv()})
    store = ("--store", str(tmp_path / "store"))
    run("import", str(tmp_path), *store)
    told = asked(run, "47370", "--state", "AK", "--on", "2025-10-15", *store)
    assert told["amounts"] == []
    assert told["warnings"] == ["no GPCI release is held for 2025-10-15"]


@pytest.mark.parametrize(
    "words",
    [
        ("--zip", "9950"),
        ("--locality", "2102-1"),
        ("--state", "Alaska"),
        ("--zip", "99501", "--state", "AK"),
        ("--on", "13/02/2026"),
        ("--on", "2026-13-01"),
        ("--setting", "home"),
    ],
)
def test_options_that_make_no_sense_are_usage(run: Run, words: tuple[str, ...]) -> None:
    outcome = run("fee", "47370", *words)
    assert (outcome.status, outcome.out) == (2, "")


def test_after_the_newest_release_it_answers_with_a_warning(run: Run) -> None:
    told = asked(run, "47370", "--on", "2027-06-01", "--state", "AK")
    assert told["coverage"] == "newest held"
    assert told["amounts"][0]["amount"]
    assert (
        told["warnings"][0] == "pfs-2026q1 answers for 2027-06-01: the newest held, in force until 2026-03-31"
    )
    assert any(warning.startswith("gpci-2026") for warning in told["warnings"])


@pytest.mark.parametrize("day", ["2025-09-30", "2020-01-01"])
def test_before_the_oldest_and_in_a_gap_there_is_no_number(run: Run, day: str) -> None:
    told = asked(run, "47370", "--on", day)
    assert (told["coverage"], told["amounts"], told["release"]) == ("none held", [], None)
    outcome = run("fee", "47370", "--on", day)
    assert "[silent]" in outcome.out
    assert "$" not in outcome.out
    (row,) = csv.DictReader(run("fee", "47370", "--on", day, "--format", "csv").out.splitlines())
    assert (row["amount"], row["state"]) == ("", "silent")


def test_a_gap_between_releases_is_silent(run: Run, tmp_path: Path) -> None:
    title = "2025 National Physician Fee Schedule Relative Value File April Release"
    published.publish(tmp_path, {"a.csv": published.pfs_csv(title=title), "b.csv": published.pfs_csv()})
    store = ("--store", str(tmp_path / "store"))
    run("import", str(tmp_path), *store)
    days = {"2025-05-01": "in force", "2025-08-01": "none held", "2025-11-01": "in force"}
    assert {day: asked(run, "47370", "--on", day, *store)["coverage"] for day in days} == days


def test_a_release_may_be_named(run: Run) -> None:
    told = asked(run, "47370", "--release", "pfs-2025q4")
    assert (told["on"], told["coverage"], told["amounts"][0]["amount"]) == (
        "2025-10-01",
        "in force",
        "1225.93",
    )
    told = asked(run, "47370", "--release", "pfs-2025q4", "--on", "2026-02-01")
    assert (told["coverage"], told["amounts"][0]["amount"]) == ("by name", "1225.93")
    outcome = run("fee", "47370", "--release", "pfs-2019q1")
    assert (outcome.status, outcome.out) == (1, "")
    assert "'cptref releases' names what is" in outcome.err


def test_without_one_of_two_files_the_other_factor_is_missing_in_words(run: Run, tmp_path: Path) -> None:
    for qpp in (True, False):
        folder = tmp_path / str(qpp)
        published.publish(
            folder, {f"PPRRVU2026_Jan_{'' if qpp else 'non'}QPP.csv": published.pfs_2026(qpp=qpp)}
        )
        store = ("--store", str(folder / "store"))
        run("import", str(folder), *store)
        told = asked(run, "47370", "--on", "2026-01-31", "--setting", "facility", *store)
        assert len(told["amounts"]) == 1
        missing = "non-QPP" if qpp else "QPP"
        assert told["warnings"] == [f"no {missing} relative value release is held for 2026-01-31"]


def test_two_factors_end_with_the_file_that_has_one(run: Run, tmp_path: Path) -> None:
    title = "2027 National Physician Fee Schedule Relative Value File January Release"
    files = {
        "PPRRVU2026_Jan_QPP.csv": published.pfs_2026(qpp=True),
        "PPRRVU2027_Jan.csv": published.pfs_csv(title=title),
    }
    published.publish(tmp_path, files)
    store = ("--store", str(tmp_path / "store"))
    run("import", str(tmp_path), *store)
    told = asked(run, "47370", "--on", "2027-02-01", "--setting", "facility", *store)["amounts"]
    assert [one["amount"] for one in told] == ["1225.93"]


def test_facilities_rates_stand_beside_it(run: Run) -> None:
    told = asked(run, "47370", "--on", "2026-01-15")
    assert (told["opps"]["status_indicator"], told["opps"]["apc"], told["opps"]["rate"]) == (
        "J1",
        "5362",
        "10860.07",
    )
    assert (told["asc"]["payable"], told["asc"]["rate"]) == ("payable", "5120.50")
    assert asked(run, "27130", "--on", "2026-01-15")["asc"]["payable"] == "excluded"
    assert "excluded" in run("fee", "27130", "--on", "2026-01-15").out
    assert asked(run, "99213", "--on", "2026-01-15")["opps"]["rate"] is None
    assert asked(run, "99213", "--on", "2026-01-15")["asc"]["state"] == "silent"
    text = run("fee", "47370", "--on", "2026-01-15").out
    assert "$10,860.07 (national, not adjusted for wages)" in " ".join(text.split())
    assert "no rate of its own" in run("fee", "99213", "--on", "2026-01-15").out


def test_a_code_that_only_facilities_are_paid_for_has_no_amount(run: Run) -> None:
    told = asked(run, "76942", "--on", "2026-01-15")
    assert told["amounts"] == []
    assert told["asc"]["payable"] == "packaged"
    assert "76942 stands in no row of pfs-2026q1" in told["warnings"]


def test_a_code_that_nothing_held_has_is_unknown(run: Run) -> None:
    outcome = run("fee", "47371", "--on", "2026-01-15")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err == "cptref: error: no release of 47371 is held; nearest held: 47370, 47379\n"


def test_a_batch_answers_every_line_in_order(run: Run) -> None:
    stdin = "47370-62\n99999\nx\n47370\n"
    outcome = run("fee", "-", "--on", "2026-01-15", "--format", "jsonl", stdin=stdin)
    told = [json.loads(line) for line in outcome.out.splitlines()]
    assert [(one["code"], one.get("status")) for one in told] == [
        ("47370", None),
        ("99999", "unknown"),
        ("x", "refused"),
        ("47370", None),
    ]
    assert outcome.status == 1
    rows = list(
        csv.DictReader(run("fee", "-", "--on", "2026-01-15", "--format", "csv", stdin=stdin).out.splitlines())
    )
    assert [(row["code"], row["state"]) for row in rows if row["state"] in ("unknown", "refused")] == [
        ("99999", "unknown"),
        ("x", "refused"),
    ]


def test_a_table_tells_the_factors_and_the_effect_of_modifiers(run: Run) -> None:
    text = " ".join(run("fee", "47370-62-59", "--on", "2025-10-15").out.split())
    assert "share of modifier 62 0.625" in text
    assert "payable with documentation" in text
    assert "no effect: undoes an edit" in text
    assert "before deductible, coinsurance and sequestration" in text


def test_fields_of_rows_may_be_chosen(run: Run) -> None:
    outcome = run("fee", "47370", "--on", "2025-10-15", "--fields", "setting,amount", "--format", "csv")
    assert outcome.out == "setting,amount\nfacility,1225.93\nnon-facility,1225.93\n"


def test_many_codes_are_answered_as_each_alone(run: Run, tmp_path: Path) -> None:
    codes = [f"{code}" for code in range(20_000, 20_450)]
    rows = [published.PFS_2025[6].replace("47370", code) for code in codes]
    published.publish(tmp_path, {"PPRRVU2025_Oct.csv": published.pfs_csv(rows)})
    options = ("--on", "2025-10-15", "--store", str(tmp_path / "store"), "--format", "jsonl")
    run("import", str(tmp_path), *options[2:4])
    told = run("fee", "-", *options, stdin="\n".join([*codes, "20449"])).out.splitlines()
    assert len(told) == 451
    assert {json.loads(line)["amounts"][0]["amount"] for line in told} == {"1225.93"}
    assert told[0] == run("fee", "20000", *options).out.rstrip()
    assert told[-1] == told[-2] == run("fee", "20449", *options).out.rstrip()


def test_before_there_was_a_limiting_charge_none_is_told(imported: Path) -> None:
    with Reference(store=imported) as ref:
        answer = ref.fee("47370", on=date(2025, 10, 15))
    amounts = tuple(one._replace(non_participating=None, limiting_charge=None) for one in answer.amounts)
    item = fee(answer._replace(amounts=amounts))
    (told, _) = item.sheet().sections[0].facts
    assert told.values == ("$1,225.93",)
    (row, _) = (dict(zip(AMOUNTS.columns, row, strict=True)) for row in item.rows())
    assert (row["amount"], row["limiting_charge"]) == ("1225.93", "")
