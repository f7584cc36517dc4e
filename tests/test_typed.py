"""What people type and pipe: codes in every spelling, tables with and without headings, dates and places."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies
from conftest import Run
from cptref.cli.columns import heading, is_heading
from cptref.cli.lines import _split
from cptref.cli.store import read_day, service_day
from cptref.codes import Asked, parse, parse_all, parse_line
from cptref.errors import MalformedCode
from cptref.typed import read

Codes = list[tuple[str, ...]]


def told(asked: tuple[Asked, ...]) -> Codes:
    return [(one.code, *one.modifiers) for one in asked]


ALIKE: list[tuple[str, Codes]] = [
    ("47370/59", [("47370", "59")]),
    ("47370.59", [("47370", "59")]),
    ("47370.50", [("47370", "50")]),
    ("47370.0", [("47370",)]),
    ("47370.00", [("47370",)]),
    ("47370.000", [("47370",)]),
    ("47370.0-59", [("47370", "59")]),
    ("47370-00", [("47370", "00")]),
    ("47370(59)", [("47370", "59")]),
    ("47370 (59)", [("47370", "59")]),
    ("47370|59", [("47370", "59")]),
    ("47370:59", [("47370", "59")]),
    ("47370 mod 59", [("47370", "59")]),
    ("47370, LT", [("47370", "LT")]),
    ('"47370","59","RT"', [("47370", "59", "RT")]),
    ('="47370"', [("47370",)]),
    ('"=""47370"""', [("47370",)]),
    ("'47370", [("47370",)]),
    ("=47370", [("47370",)]),
    ("\u201c47370\u201d", [("47370",)]),
    ("+22614", [("22614",)]),
    ("47370,", [("47370",)]),
    ("CPT\u2122 47370", [("47370",)]),
    ("CPT-4 47370", [("47370",)]),
    ("99213, 99214", [("99213",), ("99214",)]),
    ("99213-25,99214-57-59", [("99213", "25"), ("99214", "57", "59")]),
    ("99213;g0105", [("99213",), ("G0105",)]),
    ("99213\t0001u", [("99213",), ("0001U",)]),
    ("99213/99214", [("99213",), ("99214",)]),
    ("99213 99214", [("99213",), ("99214",)]),
    ("99213 & 99214", [("99213",), ("99214",)]),
    ("99213 and 99214", [("99213",), ("99214",)]),
    ("CPT 99213, CPT 99214", [("99213",), ("99214",)]),
    ("47370-X2", [("47370", "X2")]),
    ("47370/x2", [("47370", "X2")]),
    ("47370.X2", [("47370", "X2")]),
    ("47370-TO", [("47370", "TO")]),
    ("47370-TO-59", [("47370", "TO", "59")]),
    ("99213 X1234", [("99213",), ("X1234",)]),
]
"""What is read as one thing, whether it is an argument or a line."""


@pytest.mark.parametrize(("text", "codes"), ALIKE)
def test_a_text_names_codes_with_their_modifiers(text: str, codes: Codes) -> None:
    assert told(parse_all(text)) == codes
    assert told(parse_line(text)) == codes


IN_A_COLUMN: list[tuple[str, Codes, str]] = [
    ("20610,50", [("20610", "50")], "write 20610-50 for the modifier"),
    ("97110,22", [("97110", "22")], "modifier 22 or 22 units"),
    ("97110,01", [("97110", "01")], "modifier 01 or 1 units"),
    ("20610;50", [("20610", "50")], "such as code,modifier or code,units"),
    ("20610\t50", [("20610", "50")], "write 20610-50"),
    ("20610 50", [("20610", "50")], "write 20610-50"),
    ("20610,LT,50", [("20610", "LT", "50")], "write 20610-50"),
    ("20610,50,RT", [("20610", "50", "RT")], "write 20610-50"),
    ('"20610","50"', [("20610", "50")], "write 20610-50"),
    ('="20610",="50"', [("20610", "50")], "write 20610-50"),
]
"""A column of digits: a modifier in an argument; on a line it may be units."""


@pytest.mark.parametrize(("text", "codes", "said"), IN_A_COLUMN)
def test_a_column_of_digits_is_a_modifier_in_an_argument_and_refused_in_a_line(
    text: str, codes: Codes, said: str
) -> None:
    assert told(parse_all(text)) == codes
    with pytest.raises(MalformedCode) as caught:
        parse_line(text)
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["20610,2", "20610,120", "20610,120.00", "20610 1", "20610,0360"])
def test_a_column_of_other_digits_wants_a_heading(text: str) -> None:
    with pytest.raises(MalformedCode, match="that nothing names: name the columns in a first line"):
        parse_line(text)


UNITS = "names units, and an answer is of one: write"
REFUSED = [
    ("47370 x2", f"{UNITS} 47370 and multiply its amount; modifier X2 is written 47370-X2"),
    ("47370x2", f"{UNITS} 47370 and"),
    ("47370 X 12", f"{UNITS} 47370 and multiply its amount"),
    ("47370 \u00d7 2", f"{UNITS} 47370 and"),
    ("47370*2", f"{UNITS} 47370 and"),
    ("47370 * 2", f"{UNITS} 47370 and"),
    ("47370, x2", f"{UNITS} 47370 and"),
    ("47370 (x2)", f"{UNITS} 47370 and"),
    ("47370-59 x2", f"{UNITS} 47370-59 and multiply its amount; modifier X2 is written 47370-59-X2"),
    ("2 x 47370", f"{UNITS} 47370 and"),
    ("2x47370", f"{UNITS} 47370 and"),
    ("47370 2 units", f"{UNITS} 47370 and"),
    ("47370 qty: 2", f"{UNITS} 47370 and"),
    ("x2", f"{UNITS} the code alone, such as 47370,"),
    ("C22.0", "an ICD-10-CM diagnosis code: give a CPT or HCPCS code"),
    ("C22", "an ICD-10-CM diagnosis code"),
    ("c220", "an ICD-10-CM diagnosis code"),
    ("S72.001A", "an ICD-10-CM diagnosis code"),
    ("S72001A", "an ICD-10-CM diagnosis code"),
    ("ICD-10: C22.0", "an ICD-10-CM diagnosis code"),
    ("0FB00ZX", "an ICD-10-PCS code"),
    ("0069-2587-10", "an NDC"),
    ("50242-040-62", "an NDC"),
    ("12345-6789-1", "an NDC"),
    ("00069258710", "an NDC"),
    ("N400069258710", "an NDC"),
    ("0069258710", "an NDC"),
    ("NDC 0069-2587-10", "an NDC"),
    ("1234567893", "an NPI"),
    ("DRG 405", "a DRG"),
    ("ms-drg 405", "a DRG"),
    ("APC 5361", "an APC"),
    ("0360", "a revenue code of a hospital's bill, not 00360"),
    ("rev 360", "a revenue code"),
    ("Revenue code 0360", "a revenue code"),
    ("1360", "is too short for a procedure code: it has five characters; if a spreadsheet"),
    ("99213, C22.0", "names 'C22', which looks like an ICD-10-CM diagnosis code: leave it out"),
    ("LT", "a modifier is written behind its code, such as 47370-LT"),
    ("59", "if a spreadsheet dropped leading zeros, it is 00059"),
    ("47370LT", "with modifiers it is written 47370-LT"),
    ("4737059LT", "with modifiers it is written 47370-59-LT"),
    ("G0105PT", "with modifiers it is written G0105-PT"),
    ("47370595", "is too long for a procedure code: it has five characters"),
    ("99202-99215", "name each code, such as '99202, 99215'"),
    ("99202 \u2013 99215", "reads as a range"),
    ("99202 to 99215", "reads as a range"),
    ("99202 thru 99215", "reads as a range"),
    ("99202:99215", "reads as a range"),
    ("47370 thru 59x", "names '59X', which is no modifier"),
    ("473*", "is a pattern, and patterns are not looked up: name each code"),
    ("473?0", "is a pattern"),
    ("47370=59", "no procedure code"),
    ("47370-", "no procedure code"),
    ("-47370", "no procedure code"),
    ("47370 9", "an answer is of one unit, so leave units out"),
    ("47370, Ablation", "names 'ABLATION', which is no modifier"),
    ("99213-25, 47370-22-51-59-LT-RT", "names 5 modifiers with 47370"),
    ('""', "no procedure code"),
    ("99213, " * 200, "is too long"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_what_is_no_procedure_code_is_refused_with_a_word(text: str, said: str) -> None:
    with pytest.raises(MalformedCode) as caught:
        parse_all(text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text", ["C2200", "E1165", "00360", "0360T", "99213 25", "99213-25, 99214", "47370 (59)", "59000"]
)
def test_what_is_shaped_as_a_code_is_taken_for_one(text: str) -> None:
    assert all(len(one.code) == 5 for one in parse_all(text))


def test_one_is_asked_for_where_one_code_is_wanted() -> None:
    with pytest.raises(MalformedCode, match=r"names 2 codes, the first 99213: ask for one at a time"):
        parse("99213, 99214")
    assert [one.text for one in parse_all("99213, 99214-25")] == ["99213", "99214-25"]
    assert parse(" 47370 / 59 ").text == "47370 / 59"


def test_a_line_may_say_how_its_columns_are_told_apart() -> None:
    with pytest.raises(MalformedCode, match="a first line that names them, such as code,description"):
        parse_line("47370, Ablation of liver")


@given(strategies.codes, strategies.modifier_lists)
def test_every_plain_spelling_is_read_as_the_longer_way_reads_it(code: str, modifiers: list[str]) -> None:
    text = "-".join((code, *modifiers))
    assert read(text) == [(code, modifiers)]
    assert told(parse_line(text)) == [(code, *modifiers)]


PIECES = [
    "47370",
    "99213",
    "59",
    "50",
    "X2",
    "x",
    "2",
    "C22.0",
    "DRG",
    "CPT",
    "units",
    "to",
    "mod",
    "0",
    "TO",
]
SIGNS = ["", " ", ",", "-", ".", "/", "(", ")", '"', "=", "*", "|", "\t", "\n", "\u2013", "\x00", "\udcff"]


@given(st.lists(st.sampled_from(PIECES + SIGNS), max_size=12).map("".join) | st.text())
def test_any_text_is_codes_or_a_sentence(text: str) -> None:
    for way in (parse_all, parse_line):
        try:
            asked = way(text)
        except MalformedCode as error:
            assert str(error)
        else:
            assert asked
            for one in asked:
                assert len(one.code) == 5
                assert all(len(modifier) == 2 for modifier in one.modifiers)


HEADED: list[tuple[str, str, Codes]] = [
    ("code,modifier", "20610,50", [("20610", "50")]),
    ("code,modifier", "20610,", [("20610",)]),
    ("code,modifier", "20610", [("20610",)]),
    ("code,modifier", "20610-LT,59", [("20610", "LT", "59")]),
    ("code,modifier", "20610,50 RT", [("20610", "50", "RT")]),
    ("code,modifier", "20610,50.0", [("20610", "50")]),
    ("code,modifier", "20610,nan", [("20610",)]),
    ("code,modifier", "20610,X2", [("20610", "X2")]),
    ("code,modifier", '20610,"50,RT"', [("20610", "50", "RT")]),
    ("code,modifier", '="20610",="50"', [("20610", "50")]),
    ("CPT,Mod", "20610,50", [("20610", "50")]),
    ("CPT Code,Mod 1,Mod 2", "20610,50,RT", [("20610", "50", "RT")]),
    ("hcpcs,units", "20610,50", [("20610",)]),
    ("CPT/HCPCS Code;Qty", "20610;50", [("20610",)]),
    ("CPT\tModifier\tUnits", "20610\t50\t2", [("20610", "50")]),
    ("CPT|Mod", "20610|50", [("20610", "50")]),
    ("code mod", "20610 50", [("20610", "50")]),
    ('"CPT-4","MOD"', '"20610","50"', [("20610", "50")]),
    ("date,procedureCode,description", '2026-01-15,20610,"Joint, drained"', [("20610",)]),
    ("Procedure,CPT", "Drain a joint,20610", [("20610",)]),
    ("description,service code", "Drain a joint,20610", [("20610",)]),
    ("CPT Code", "20610-50", [("20610", "50")]),
    ("code,description", '"99213, 99214",Visits', [("99213",), ("99214",)]),
]


@pytest.mark.parametrize(("head", "line", "codes"), HEADED)
def test_a_heading_names_the_columns(head: str, line: str, codes: Codes) -> None:
    columns = heading(head)
    assert columns
    assert told(columns.read(line)) == codes


MISREAD = [
    ("code,modifier", "20610,5", "names '5', which is no modifier"),
    ("code,modifier", ",50", "the text is blank"),
    ("code,modifier", "", "the text is blank"),
    ("description,code", "Joint", "the text is blank"),
    ("code,modifier", '"99213, 99214",25', "write a line for each"),
    ("code,description", "20610,Joint, drained", "has 3 columns, and the heading names 2"),
    ("CPT Code", "20610,50", "write 20610-50 for the modifier"),
    ("code,modifier", "20610,LT RT 50 51 52", "names 5 modifiers"),
]


@pytest.mark.parametrize(("head", "line", "said"), MISREAD)
def test_a_line_that_does_not_fit_its_heading_is_refused(head: str, line: str, said: str) -> None:
    columns = heading(head)
    assert columns
    with pytest.raises(MalformedCode) as caught:
        columns.read(line)
    assert said in str(caught.value)


def test_a_line_that_is_no_csv_is_refused() -> None:
    columns = heading("code,modifier")
    assert columns
    with pytest.raises(MalformedCode, match="is no line of a table"):
        columns.read('20610,"' + "5" * 200_000)


@pytest.mark.parametrize(
    "line",
    [
        "47370",
        "CPT 47370",
        "CPT,47370",
        "HCPCS,G0105-LT",
        "modifier,units",
        "revenue code",
        "code 59",
        "rubbish",
    ],
)
def test_other_lines_name_no_column_of_codes(line: str) -> None:
    assert heading(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Surgeon,Notes", True),
        ("Surgeon\tNotes", True),
        ("Our procedures", True),
        ("Description", True),
        ("units", True),
        ("rubbish", False),
        ("ABCDE", False),
        ("x", False),
        ("", False),
        ("DRG 405 tumors", False),
        ("\x1b clear screen", False),
    ],
)
def test_a_heading_has_words_and_no_digits(line: str, expected: bool) -> None:
    assert is_heading(line) is expected


FEE = ("fee", "-", "--on", "2026-01-15", "--format", "jsonl")


def piped(run: Run, stdin: str | bytes, *words: str) -> tuple[list[dict[str, Any]], str, int]:
    outcome = run(*(words or FEE), stdin=stdin)
    return [json.loads(line) for line in outcome.out.splitlines()], outcome.err, outcome.status


def told_codes(answers: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(one["code"], one.get("status")) for one in answers]


@pytest.mark.usefixtures("medicare")
def test_a_count_is_never_priced_as_a_bilateral_service(run: Run) -> None:
    answers, err, status = piped(run, "47370,50\n47370-50\n")
    assert told_codes(answers) == [("47370,50", "refused"), ("47370", None)]
    assert answers[1]["modifiers"] == ["50"]
    assert "write 47370-50 for the modifier, or name the columns" in answers[0]["reason"]
    assert (err, status) == ("", 1)


@pytest.mark.usefixtures("medicare")
def test_a_heading_is_used_and_its_units_are_told(run: Run) -> None:
    answers, err, status = piped(run, "code,modifier\n47370,50\n")
    assert ([one["modifiers"] for one in answers], err, status) == ([["50"]], "", 0)
    answers, err, status = piped(run, "hcpcs,units\n47370,50\n")
    assert ([one["modifiers"] for one in answers], status) == ([[]], 0)
    assert err == "cptref: the column 'units' is passed over: an answer is of one unit\n"


@pytest.mark.usefixtures("medicare")
def test_two_tables_in_a_row_have_a_heading_each(run: Run) -> None:
    answers, _, status = piped(run, "code,modifier\n47370,62\nunits,code\n22,47370\n")
    assert ([one["modifiers"] for one in answers], status) == ([["62"], []], 0)


@pytest.mark.usefixtures("medicare")
def test_another_heading_is_passed_over_and_told_once(run: Run) -> None:
    answers, err, status = piped(run, "Surgeon,Notes\n47370\n99999\n")
    assert (told_codes(answers), status) == ([("47370", None), ("99999", "unknown")], 1)
    assert err == (
        "cptref: the heading 'Surgeon,Notes' is passed over: to have columns read, name one of them 'code'\n"
    )


def test_a_line_that_heads_nothing_is_answered(run: Run) -> None:
    show = ("show", "-", "--format", "jsonl")
    for stdin, codes in (
        ("Surgeon,Notes", ["Surgeon,Notes"]),
        ("rubbish\n47370", ["rubbish", "47370"]),
        ("47370\nSurgeon,Notes", ["47370", "Surgeon,Notes"]),
        ("code\n", []),
    ):
        answers, err, _ = piped(run, stdin, *show)
        assert ([one["code"] for one in answers], err) == (codes, "")


ENCODED = [
    "47370\n99999\n".encode("utf-16"),
    "\ufeff47370\r\n99999".encode("utf-16-be"),
    "\ufeff47370\r\n\r\n99999\r\n".encode("utf-16-le"),
    "\ufeff47370\n99999\n".encode(),
    b"47370\r99999\r",
    b"47370\r99999",
    b"# comment\r\r47370\r\n99999",
]


@pytest.mark.parametrize("stdin", ENCODED)
def test_input_is_read_in_each_encoding_and_with_each_line_end(run: Run, stdin: bytes) -> None:
    answers, err, status = piped(run, stdin, "show", "-", "--format", "jsonl")
    assert (told_codes(answers), err, status) == ([("47370", None), ("99999", "unknown")], "", 1)


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_code_is_cut_where_a_part_ends(run: Run, end: str, encoding: str) -> None:
    stdin = (f"47370{end}" * 3000).encode(encoding)
    answers, _, status = piped(run, stdin, "show", "-", "--format", "jsonl", "--fields", "code")
    assert (len(answers), {one["code"] for one in answers}, status) == (3000, {"47370"}, 0)


def test_a_long_line_is_told_by_its_begin_and_the_next_is_whole() -> None:
    parts = ["4" * 5000, "4" * 5000, "4\n473", "70\r9", "9213"]
    assert list(_split(parts)) == ["4" * 5000, "47370", "99213"]
    assert list(_split(["4" * 5000])) == ["4" * 5000]


LISTS = [("47370,47000",), ("47370 47000",), ("47370; 47000",), ("47370", "47000")]


@pytest.mark.usefixtures("medicare")
@pytest.mark.parametrize("codes", LISTS)
def test_a_list_in_one_argument_is_a_list(run: Run, codes: tuple[str, ...]) -> None:
    alone = ("--on", "2026-01-15", "--json")
    for words in (("edits",), ("changes", "--from", "2025-10-15", "--to", "2026-01-15")):
        told = run(*words, *codes, *(alone if words[0] == "edits" else alone[2:]))
        assert told == run(*words, "47370", "47000", *(alone if words[0] == "edits" else alone[2:]))
        assert told.status in (0, 1)
    assert [one["code"] for one in json.loads(run("show", *codes, "--json").out)] == ["47370", "47000"]


@pytest.mark.usefixtures("medicare")
def test_units_are_refused_wherever_they_stand(run: Run) -> None:
    for words in (("47370 x2",), ("47370", "x2")):
        outcome = run("fee", *words, "--on", "2026-01-15", "--plain")
        assert "names units" in outcome.out + outcome.err
        assert outcome.status in (1, 2)
    assert json.loads(run("fee", "47370-X2", "--json").out)["modifiers"] == ["X2"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200)
    | st.lists(
        st.sampled_from([*PIECES, *SIGNS, "code,modifier\n", "\r", "Surgeon,Notes\n"]), max_size=20
    ).map(lambda parts: "".join(parts).encode("utf-8", "surrogateescape"))
    | st.text(max_size=100).map(lambda text: text.encode("utf-16", "surrogatepass"))
)
def test_no_bytes_on_standard_input_make_a_traceback(run: Run, stdin: bytes) -> None:
    for words in (("show", "-", "--format", "jsonl"), ("history", "-", "--format", "csv")):
        assert run(*words, stdin=stdin).status in (0, 1)
    assert run("edits", "-", stdin=stdin).status in (0, 1, 2)


DAYS = [
    ("2025-10-15", date(2025, 10, 15)),
    ("2025-11-1", date(2025, 11, 1)),
    ("2025-1-01", date(2025, 1, 1)),
    ("20251015", date(2025, 10, 15)),
    ("10/15/2025", date(2025, 10, 15)),
    ("1/2/2026", date(2026, 1, 2)),
    ("01/02/2026", date(2026, 1, 2)),
    ("2025/10/15", date(2025, 10, 15)),
    (" 2024-02-29 ", date(2024, 2, 29)),
]


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_a_day_is_read_as_people_type_it(text: str, expected: date) -> None:
    assert read_day(text, "--on") == expected
    assert service_day(text) == expected


NO_DAYS = [
    ("10/15/25", "write all four digits of its year"),
    ("25-10-15", "write all four digits of its year"),
    ("02/29/2025", "no day of the calendar"),
    ("15/10/2025", "or month/day/year, such as 01/31/2026"),
    ("2025-13-01", "no day of the calendar"),
    ("0000-01-01", "no day of the calendar"),
    ("10152025", "no day of the calendar"),
    ("20250230", "no day of the calendar"),
    ("10-15-2025", "no date such as"),
    ("2025-10", "no date such as"),
    ("2025-10-15-1", "no date such as"),
    ("2025-010-15", "no date such as"),
    ("2025-10-15T00:00", "no date such as"),
    ("October 15, 2025", "no date such as"),
    ("\uff12\uff10\uff12\uff15-10-15", "no date such as"),
    ("202510150", "no date such as"),
    ("2025101", "no date such as"),
    ("2025--15", "no date such as"),
    ("-1/2/2026", "no date such as"),
    ("today", "no date such as"),
    ("", "no date such as"),
]


@pytest.mark.parametrize(("text", "said"), NO_DAYS)
def test_what_is_no_day_is_refused_with_how_to_write_one(text: str, said: str) -> None:
    with pytest.raises(typer.BadParameter) as caught:
        read_day(text, "--on")
    assert said in caught.value.message
    assert "2026-01-31" in caught.value.message


@given(st.text(max_size=12) | st.text("0123456789/-", max_size=11))
def test_any_text_is_a_day_or_a_usage_error(text: str) -> None:
    try:
        assert isinstance(read_day(text, "--on"), date)
    except typer.BadParameter as error:
        assert "month/day/year" in error.message


def test_without_a_day_none_is_meant_and_a_blank_one_is_refused() -> None:
    assert service_day(None) is None
    with pytest.raises(typer.BadParameter):
        service_day("")


@pytest.mark.usefixtures("medicare")
def test_every_option_of_a_day_is_read_alike(run: Run) -> None:
    assert run("fee", "47370", "--on", "10/15/2025") == run("fee", "47370", "--on", "2025-10-15")
    typed = run("changes", "47370", "--from", "20251015", "--to", "1/15/2026", "--json")
    assert typed == run("changes", "47370", "--from", "2025-10-15", "--to", "2026-01-15", "--json")
    assert typed.status == 0


@pytest.mark.parametrize(("day", "status"), [("1/1/2026", 0), ("1/1/26", 2)])
def test_a_release_is_in_force_from_a_day_as_people_type_it(
    run: Run, tmp_path: Path, day: str, status: int
) -> None:
    outcome = run("import", str(tmp_path), "--effective", day, "--store", str(tmp_path / "store"))
    assert outcome.status == status


@pytest.mark.usefixtures("medicare")
@pytest.mark.parametrize(
    ("option", "told_place", "err"),
    [
        (("--zip", "2108"), "ZIP 02108", "cptref: ZIP 2108 is read as 02108: a leading zero is put back\n"),
        (("--zip", "02108"), "ZIP 02108", ""),
        (("--zip", "99501"), "ZIP 99501", ""),
        (("--locality", "0210201"), "locality 02102-01", ""),
        (("--locality", "02102-01"), "locality 02102-01", ""),
    ],
)
def test_a_place_is_read_as_people_type_it(
    run: Run, option: tuple[str, str], told_place: str, err: str
) -> None:
    outcome = run("fee", "47370", *option, "--on", "2026-01-15", "--json")
    assert (json.loads(outcome.out)["place"], outcome.err, outcome.status) == (told_place, err, 0)
