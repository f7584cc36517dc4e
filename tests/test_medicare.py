"""show, modifiers, edits, history, changes: what Medicare's releases say of a code, and what they do not."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

import published
from conftest import Run
from cptref.answers.notes import NOTHING_HELD
from cptref.medicare.modifiers import STANDARD
from cptref.views.indicators import POLICY, words
from cptref.views.meanings import MEANINGS
from cptref.views.notes import told as sentence

pytestmark = pytest.mark.usefixtures("medicare")
JANUARY = ("--on", "2026-01-15")


def asked(run: Run, *words: str, status: int = 0) -> Any:
    outcome = run(*words, "--json")
    assert outcome.status == status, outcome
    return json.loads(outcome.out)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_record_gains_what_medicare_says(run: Run) -> None:
    told = asked(run, "show", "47370", *JANUARY)
    assert told["title"]
    medicare = told["medicare"]
    values = medicare["relative_values"]
    assert values["status"] == {"value": "A", "meaning": "active: paid separately where covered"}
    assert (values["work"], values["facility_total"], values["intra"]) == ("20.28", "35.10", "0.81")
    assert values["co_surgeons"]["value"] == "1"
    assert values["source"] == "pfs-2026q1, rvu26a/PPRRVU2026_Jan_nonQPP.csv, row 47370"
    assert [(one["participation"], one["value"]) for one in medicare["conversion_factors"]] == [
        ("non-QPP", "33.4009"),
        ("QPP", "33.5675"),
    ]
    limit = medicare["mue"]["practitioner"]
    assert (limit["units"], limit["mai"], limit["state"]) == (1, "2", "stated")
    assert limit["meaning"].startswith("a limit for each day, absolute")
    assert medicare["mue"]["dme"]["state"] == "silent"
    assert medicare["asc"]["payable"] == "payable"


def test_every_indicator_of_the_fixtures_and_of_medicare_has_words(run: Run) -> None:
    text = flat(run("show", "75801", "--on", "2025-10-15").out)
    assert "supervision 3Z: no meaning is held" in text
    assert "endoscopic base 49320" in text
    assert "non-facility flagged NA" in flat(run("show", "47370", *JANUARY).out)
    assert "facility flagged NA" in flat(run("show", "70496", "--on", "2025-10-15").out)
    assert all(meaning for table in POLICY.values() for meaning in table.values())
    assert words({}, "") == "blank"


def test_topics_that_a_record_lacks_point_to_what_answers_them(run: Run) -> None:
    text = flat(run("show", "47370", *JANUARY).out)
    for pointer in (
        "cptref modifiers 47370",
        "cptref edits 47370",
        "cptref fee 47370",
        "cptref history 47370",
    ):
        assert f"of Medicare: {pointer}" in text
    assert "of Medicare" not in run("show", "47370", "--section", "not-available").out


def test_a_section_may_be_medicare_alone_or_left_out(run: Run) -> None:
    told = asked(run, "show", "47370", "--section", "medicare", *JANUARY)
    assert set(told) == {"schema_version", "code", "code_system", "title", "medicare"}
    assert "medicare" not in asked(run, "show", "47370", "--section", "service")
    assert "MEDICARE" in run("show", "47370", "--section", "medicare", *JANUARY).out
    assert "MEDICARE" not in run("context", "47370").out


def test_without_a_store_a_record_is_as_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPTREF_STORE", "/no/such/store")
    assert "medicare" not in asked(run, "show", "47370")
    told = asked(run, "show", "47370", "--section", "medicare")["medicare"]
    assert (told["coverage"], told["relative_values"], told["releases"]) == ("none held", None, [])
    assert "[silent]" in run("show", "47370", "--section", "medicare").out
    assert run("show", "99213").status == 1


def test_a_code_without_a_record_is_answered_from_the_releases(run: Run) -> None:
    told = asked(run, "show", "99213-25", *JANUARY)
    assert (told["record"], told["code_system"], told["asked"]) == (
        "none held",
        "CPT",
        {"text": "99213-25"},
    )
    assert "the releases alone answer" in run("show", "99213", *JANUARY).out
    level2 = asked(run, "show", "G0105", *JANUARY)["medicare"]
    assert (level2["hcpcs"]["valid"], level2["hcpcs"]["terminated"]) == (False, "2025-12-31")
    assert "G0105 stands" not in run("show", "G0105", *JANUARY).out
    assert "not valid on 2026-01-15" in flat(run("show", "G0105", *JANUARY).out)
    supply = flat(run("show", "A9999", *JANUARY).out)
    assert "added 2004-01-01" in supply
    assert "not valid" not in supply
    assert "stands in no row of pfs-2026q1" in supply
    assert run("show", "99998", *JANUARY).status == 1


def test_an_undated_code_is_valid(run: Run, tmp_path: Path) -> None:
    text = published.hcpcs_csv().replace("20040101,20040101", ",")
    published.publish(tmp_path, {"HCPC2026_JAN_ANWEB.csv": text})
    store = ("--store", str(tmp_path / "store"))
    run("import", str(tmp_path), *store)
    assert asked(run, "show", "A9999", *JANUARY, *store)["medicare"]["hcpcs"]["valid"] is True


def test_an_older_release_answers_with_a_warning(run: Run) -> None:
    told = asked(run, "show", "47370", "--on", "2026-08-01")["medicare"]
    assert told["coverage"] == "newest held"
    assert any(warning.startswith("mue-practitioner-2026q1 answers") for warning in told["warnings"])
    assert "warning pfs-2026q1 answers for 2026-08-01" in flat(run("show", "47370", "--on", "2026-08-01").out)


VERDICTS = {
    "by report": "22 52 53",
    "no effect": "50 51 59 XE XS XP XU",
    "payable": "54 55 58 76 77 78 79 80 81 82 AS",
    "payable with documentation": "62",
    "not payable": "56 66 26 TC 73 74 24 25 57",
}


def test_every_standard_modifier_has_a_verdict(run: Run) -> None:
    told = asked(run, "modifiers", "47370", *JANUARY)
    assert [row["modifier"] for row in told["modifiers"]] == ["00"]
    found = {one["modifier"]: one["state"] for one in told["medicare"]["modifiers"]}
    assert found == {name: verdict for verdict, names in VERDICTS.items() for name in names.split()}
    assert set(found) == set(STANDARD) <= set(MEANINGS)
    one = next(one for one in told["medicare"]["modifiers"] if one["modifier"] == "76")
    assert one["effect"] == "no change of the price; a second unit on the same day cannot be paid"
    one = next(one for one in told["medicare"]["modifiers"] if one["modifier"] == "62")
    assert one["indicator"].startswith("co surgeons 1: ")
    assert one["source"] == (
        "pfs-2026q1, rvu26a/PPRRVU2026_Jan_nonQPP.csv, row 47370; Pub. 100-04, chapter 12, section 40.8"
    )


def test_without_a_release_every_verdict_is_unknown(run: Run) -> None:
    told = asked(run, "modifiers", "47370", "--on", "2020-01-01")["medicare"]
    assert {one["state"] for one in told["modifiers"]} == {"unknown"}
    assert told["coverage"] == "none held"
    assert "no relative value release is held for 2020-01-01" in flat(
        run("modifiers", "47370", "--on", "2020-01-01").out
    )


def test_verdicts_need_no_record_but_a_row(run: Run, tmp_path: Path, document: dict[str, Any]) -> None:
    told = asked(run, "modifiers", "99213-QX", *JANUARY)
    assert told["record"] == "none held"
    assert told["medicare"]["modifiers"][-1]["modifier"] == "QX"
    assert "none is held" in run("modifiers", "99213", *JANUARY).out
    assert run("modifiers", "99998", *JANUARY).status == 1
    (tmp_path / "99998.json").write_text(json.dumps(document | {"code": "99998"}))
    unlisted = asked(run, "modifiers", "99998", *JANUARY, "--data", str(tmp_path))["medicare"]["modifiers"]
    assert {one["effect"] for one in unlisted} == {"99998 stands in no row of pfs-2026q1"}


def test_verdicts_are_rows_of_csv_and_batches(run: Run) -> None:
    text = run("modifiers", "47370", "99213", "99998", *JANUARY, "--format", "csv").out
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["state"] for row in rows if row["code"] == "99998"] == ["unknown"]
    told = {row["modifier"]: row["verdict"] for row in rows if row["code"] == "99213"}
    assert (told["25"], told["22"]) == ("payable", "not payable")
    assert "newest held" in asked(run, "modifiers", "47370", "--on", "2027-01-01")["medicare"]["warnings"][0]


def test_a_status_that_is_not_priced_decides(run: Run) -> None:
    for code, verdict in {"66999": "not payable", "47379": "by report", "00100": "unknown"}.items():
        told = asked(run, "modifiers", code, "--on", "2025-10-15")["medicare"]["modifiers"]
        found = {one["modifier"]: one for one in told}
        assert found["79"]["state"] == verdict
        assert found["79"]["indicator"].startswith("status ")
        assert found["73"]["state"] == "not payable"


def test_a_modifier_has_a_meaning(run: Run) -> None:
    assert asked(run, "modifiers", "--modifier", "59", status=1)["meaning"] == MEANINGS["59"]
    assert asked(run, "modifiers", "--modifier", "00")["meaning"] is None
    only_in_file = asked(run, "modifiers", "--modifier", "AS", *JANUARY, status=1)
    assert only_in_file["meaning"] == MEANINGS["AS"]


# Edits


def test_the_edits_of_a_code_are_listed_for_a_day(run: Run) -> None:
    told = asked(run, "edits", "47370", *JANUARY)
    assert [(one["column_one"], one["column_two"], one["modifier_indicator"]) for one in told["edits"]] == [
        ("47370", "47000", "1"),
        ("47370", "49320", "0"),
        ("47370", "99213", "1"),
        ("47120", "47370", "1"),
    ]
    assert told["complete"] == {"column_one": True, "column_two": False}
    assert told["mue"]["47370"]["units"] == 1
    assert told["coverage"] == "in force"
    early = asked(run, "edits", "47370", "--on", "2018-01-01")
    assert [
        (one["column_two"], one["verdict"]) for one in early["edits"] if one["column_two"] == "99213"
    ] == [("99213", "bundled")]
    assert next(one for one in early["edits"] if one["column_two"] == "99213")["deleted"] == "2019-12-31"
    assert early["coverage"] == "in force"
    late = asked(run, "edits", "47370", "--on", "2027-01-01")
    assert late["coverage"] == "newest held"
    assert late["warnings"]


def test_edits_are_shown_with_their_counts(run: Run) -> None:
    text = flat(run("edits", "47370", *JANUARY).out)
    assert "as column one 3 pairs; 2 with indicator 1; 1 with indicator 0" in text
    assert "as column two 1 pairs; 1 with indicator 1; others may be in parts that are not held" in text
    assert "More extensive procedure" in text
    none = flat(run("edits", "36415", *JANUARY).out)
    assert "as column two [unknown]" in none


def test_codes_are_judged_together_in_both_directions(run: Run) -> None:
    told = asked(run, "edits", "47000", "47370", "49320", "99213", *JANUARY)
    found = {(one["column_one"], one["column_two"]): one for one in told["edits"]}
    assert found["47370", "47000"]["verdict"] == "bundled unless an NCCI-associated modifier applies"
    assert found["47370", "49320"]["verdict"] == "bundled"
    assert found["47370", "49320"]["modifiers"] is None
    groups = found["47370", "47000"]["modifiers"]
    assert groups["global surgery"] == ["58", "78", "79"]
    assert groups["other"] == ["59", "XE", "XS", "XP", "XU"]
    assert "LT" in groups["anatomic"]
    assert found["47370", "99213"]["modifiers"]["global surgery"] == ["24", "25", "57", "58", "78", "79"]
    assert found["47370", "99213"]["modifiers"]["other"][0] == "27"
    assert found["47000", "49320"]["verdict"] == "no edit"
    text = flat(run("edits", "47000", "47370", "49320", *JANUARY).out)
    assert "47000 / 49320 no edit" in text
    assert "47370 / 49320 bundled; column one 47370" in text


def test_modifiers_typed_with_the_codes_are_told_where_they_undo_an_edit(run: Run) -> None:
    told = asked(run, "edits", "47370-59-62", "47000-LT", "49320-59", *JANUARY)["edits"]
    assert [one.get("typed") for one in told] == [["59 on 47370", "LT on 47000"], None, None]
    assert "undone where 59 on 47370 applies" in flat(run("edits", "47370-59", "47000", *JANUARY).out)
    assert asked(run, "edits", "47370", "47370-59", *JANUARY)["code"] == "47370"


def test_a_code_on_two_lines_keeps_the_modifiers_of_each(run: Run) -> None:
    lines = ("47000-59", "47370", "47000")
    told = asked(run, "edits", *lines, *JANUARY)["edits"]
    assert [(one["lines"], one.get("typed"), one["undone_by"]) for one in told] == [
        ([2, 1], ["59 on 47000"], [{"line": 1, "code": "47000", "modifier": "59", "caution": None}]),
        ([2, 3], None, []),
    ]
    text = flat(run("edits", *lines, *JANUARY).out)
    assert "47370 (line 2) / 47000 (line 1) bundled" in text
    assert text.count("undone where 59 on 47000 applies") == 1
    rows = list(csv.DictReader(run("edits", *lines, *JANUARY, "--format", "csv").out.splitlines()))
    assert [(row["lines"], row["undone_by"]) for row in rows] == [("2 1", "59 on line 1"), ("2 3", "")]


def test_a_laboratory_code_may_take_91(run: Run) -> None:
    (told,) = asked(run, "edits", "43235", "80053", *JANUARY)["edits"]
    assert "91" in told["modifiers"]["other"]


def test_no_edit_needs_both_orders_covered(run: Run) -> None:
    (unknown,) = asked(run, "edits", "47000", "99213", *JANUARY)["edits"]
    assert unknown["verdict"] == "unknown"
    assert "no release held covers the pair in both orders" in run("edits", "47000", "99213", *JANUARY).out
    (never,) = asked(run, "edits", "36415", "43235", *JANUARY)["edits"]
    assert never["verdict"] == "no edit"
    assert never["source"] == "ptp-practitioner-2026q1, ncci/ccipra-v320r0-f1.TXT"
    (between,) = asked(run, "edits", "47370", "27130", *JANUARY)["edits"]
    assert between["source"] == (
        "ptp-practitioner-2026q1, ncci/ccipra-v320r0-f2.TXT; "
        "ptp-practitioner-2026q1, ncci/ccipra-v320r0-f1.TXT"
    )


def test_hospital_claims_have_edits_of_their_own(run: Run) -> None:
    told = asked(run, "edits", "47370", "--claim", "hospital", *JANUARY)
    assert [one["column_two"] for one in told["edits"]] == ["47000", "47370"]
    assert told["claim"] == "hospital"


def test_without_edits_held_all_is_unknown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPTREF_STORE", "/no/such/store")
    told = asked(run, "edits", "47370")
    assert (told["coverage"], told["edits"]) == ("none held", [])
    assert told["warnings"] == [sentence(NOTHING_HELD), "no release of practitioner PTP edits is held"]
    (pair,) = asked(run, "edits", "47370", "47000")["edits"]
    assert pair["verdict"] == "unknown"
    assert "[unknown]" in run("edits", "47370").out


def test_a_release_of_edits_may_be_named(run: Run) -> None:
    told = asked(run, "edits", "47370", "--release", "ptp-practitioner-2026q1-f1")
    assert told["edits"] == []
    assert told["complete"] == {"column_one": False, "column_two": False}


def test_a_newer_part_that_lacks_a_code_leaves_it_to_an_older_one(run: Run, tmp_path: Path) -> None:
    files = {
        "ccipra-v320r0-f1.TXT": published.ptp(published.PTP_2),
        "ccipra-v322r0-f1.TXT": published.ptp(published.PTP_1[:1]),
    }
    published.publish(tmp_path, files)
    store = ("--store", str(tmp_path / "store"))
    run("import", str(tmp_path), *store)
    told = asked(run, "edits", "47370", "--on", "2026-08-01", *store)
    assert len(told["edits"]) == 4
    assert told["coverage"] == "newest held"


def test_codes_may_come_on_standard_input(run: Run) -> None:
    outcome = run("edits", "-", *JANUARY, "--format", "csv", stdin="47370\n47000\n")
    (row,) = csv.DictReader(outcome.out.splitlines())
    assert row["verdict"].startswith("bundled unless")
    assert "59" in row["modifiers"].split()
    assert run("edits", "-", stdin="").status == 2
    assert run("edits", "x").status == 2


# History and changes


def test_history_has_a_row_for_each_release_and_marks_what_changed(run: Run) -> None:
    rows = asked(run, "history", "47370")["history"]
    assert [row["quarter"] for row in rows] == ["2025q4", "2026q1"]
    assert (rows[0]["amount_facility"], rows[1]["amount_facility"]) == ("1225.93", "1172.37")
    assert (rows[0]["amount_facility_qpp"], rows[1]["amount_facility_qpp"]) == (None, "1178.22")
    assert rows[0]["mue_practitioner"] is None
    assert rows[1]["mue_practitioner"] == "1, MAI 2"
    assert rows[0]["changed"] == []
    assert "work" in rows[1]["changed"]
    assert "status" not in rows[1]["changed"]
    text = run("history", "47370").out
    assert "████" in text
    assert "1172.37 *" in text
    assert max(map(len, text.splitlines())) <= 80
    row = list(csv.DictReader(run("history", "47370", "--format", "csv").out.splitlines()))[1]
    assert row["changed"].startswith("work; non_facility_pe")


def test_history_draws_bars_that_any_terminal_has(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    text = run("history", "47370").out
    assert "####" in text
    assert "█" not in text


def test_history_tells_what_is_not_listed(run: Run) -> None:
    rows = asked(run, "history", "36415")["history"]
    assert [row["status"] for row in rows] == ["X", "not listed"]
    assert (rows[0]["amount_facility"], rows[1]["opps_status_indicator"], rows[1]["asc"]) == (
        None,
        "not listed",
        "not listed",
    )
    assert rows[1]["changed"] == ["status"]
    assert asked(run, "history", "99213")["history"][1]["opps_status_indicator"] == "B"
    assert run("history", "99998").status == 1
    assert run("history", "66999").status == 0


def test_history_names_a_day_that_begins_no_quarter(run: Run, tmp_path: Path) -> None:
    published.publish(tmp_path, {"a.csv": published.pfs_csv()})
    store = ("--store", str(tmp_path / "store"))
    run("import", str(tmp_path), "--effective", "2025-11-09", *store)
    assert asked(run, "history", "47370", *store)["history"][0]["quarter"] == "2025-11-09"


def test_history_without_releases_is_silent(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPTREF_STORE", "/no/such/store")
    assert asked(run, "history", "47370")["history"] == []
    assert "[silent]" in run("history", "47370").out


def changes(run: Run, *words: str) -> list[dict[str, Any]]:
    return list(asked(run, "changes", *words))


def test_changes_are_told_field_by_field(run: Run) -> None:
    told = changes(run, "--from", "2025-12-31", "--to", "2026-01-01")
    assert [(one["code"], one["change"]) for one in told if one["change"] != "changed"] == [
        ("36415", "deleted"),
        ("G0105", "deleted"),
    ]
    last = told.pop()
    assert (last["family"], last["field"], last["after"]) == ("hcpcs", "terminated", "2025-12-31")
    assert {one["family"] for one in told} == {"pfs"}
    assert (told[0]["code"], told[0]["field"], told[0]["before"], told[0]["after"]) == (
        None,
        "conversion_factor",
        "32.3465",
        "33.4009",
    )
    of_code = [one for one in told if one["code"] == "47370"]
    assert [one["field"] for one in of_code] == [
        "work",
        "non_facility_pe",
        "facility_pe",
        "malpractice",
        "non_facility_total",
        "facility_total",
    ]
    assert of_code[0]["releases"] == "pfs-2025q4 to pfs-2026q1"
    assert len(told) == 8
    outcome = run("changes", "--from", "2025-12-31", "--to", "2026-01-01", "47370")
    assert "work 20.80 20.28" in flat(outcome.out)
    assert "pfs qpp: no release is held for 2025-12-31" in outcome.err


def test_changes_of_a_code_tell_its_edits(run: Run) -> None:
    told = changes(run, "--from", "2019-06-01", "--to", "2020-06-01", "47370")
    assert [(one["family"], one["change"], one["field"], one["before"], one["after"]) for one in told] == [
        ("ptp-practitioner", "changed", "edit 47370 / 99213", "0", "1")
    ]
    told = changes(run, "--from", "2001-01-01", "--to", "2026-01-15", "49205")
    assert told == []
    told = changes(run, "--from", "2025-06-01", "--to", "2026-01-15", "49205")
    assert [(one["change"], one["before"], one["after"]) for one in told] == [("deleted", "1", None)]
    told = changes(run, "--from", "2001-01-01", "--to", "2003-01-01", "49320")
    assert [one["change"] for one in told if one["family"] == "ptp-practitioner"] == ["added"]


def test_changes_of_other_families(run: Run, tmp_path: Path) -> None:
    files = {
        "a/MCR_MUE_Eff_01-01-2026.csv": published.mue(),
        "b/MCR_MUE_Eff_04-01-2026.csv": published.mue().replace("99213,2,", "99213,3,"),
        "a/HCPC2026_JAN_ANWEB.csv": published.hcpcs_csv(),
    }
    published.publish(tmp_path, files)
    store = ("--store", str(tmp_path / "store"))
    run("import", str(tmp_path), *store)
    outcome = run("changes", "--from", "2026-01-01", "--to", "2026-05-01", *store, "--format", "csv")
    assert outcome.out.splitlines()[1:] == [
        "mue-practitioner,99213,,changed,units,2,3,mue-practitioner-2026q1 to mue-practitioner-2026q2"
    ]
    assert "hcpcs-2026q1 answers for 2026-05-01: the newest held" in outcome.err


def test_changes_of_level_ii_go_by_the_dates_of_its_codes(run: Run) -> None:
    told = changes(run, "--from", "2003-01-01", "--to", "2026-02-01")
    found = [(one["code"], one["change"], one["after"]) for one in told if one["family"] == "hcpcs"]
    assert found == [("A9999", "added", "2004-01-01"), ("G0105", "deleted", "2025-12-31")]
    told = changes(run, "--from", "2003-01-01", "--to", "2026-02-01", "G0105")
    assert [one["code"] for one in told if one["family"] == "hcpcs"] == ["G0105"]
    old = asked(run, "show", "G0105", "--on", "2019-05-01")["medicare"]["hcpcs"]
    assert (old["valid"], old["coverage"]) == (True, "in force")
    assert asked(run, "show", "G0105", "--on", "1990-01-01")["medicare"]["hcpcs"]["valid"] is False


def test_within_a_release_nothing_changes(run: Run) -> None:
    assert changes(run, "--from", "2026-01-05", "--to", "2026-01-20") == []


def test_changes_without_releases_are_none(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPTREF_STORE", "/no/such/store")
    outcome = run("changes", "--from", "2025-12-31", "--to", "2026-01-01")
    assert outcome.out == "none\n"
    assert "no release is held" in outcome.err
    assert run("changes", "--from", "2026-01-02", "--to", "2026-01-01").status == 2
    assert run("changes", "--from", "2026-01-02").status == 2
