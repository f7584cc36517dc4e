"""CMS's layouts: bytes in, typed rows out; what is damaged is refused with its place."""

import io
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import published
from cptref.cms.families import BY_NAME, FAMILIES
from cptref.cms.files import CmsFile, Oddity
from cptref.cms.layout import Identity
from cptref.errors import ReleaseFileError
from cptref.releases.importing import recognise


def file(content: str | bytes, name: str = "folder/file") -> CmsFile:
    data = content if isinstance(content, bytes) else content.encode("cp1252")
    return CmsFile(name, lambda: io.BytesIO(data))


def rows(content: str | bytes, name: str = "folder/file") -> list[Any]:
    found = file(content, name)
    family = recognise(found)
    assert family is not None
    return list(family.layout.rows(found))


def identity(content: str, name: str) -> Identity:
    found = file(content, name)
    family = recognise(found)
    assert family is not None
    return family.layout.identify(found)


ALL = {
    "pfs": published.pfs_csv(),
    "pfs txt": published.pfs_txt(),
    "pfs 2026": published.pfs_2026(),
    "gpci": published.gpci(),
    "gpci txt": published.gpci_txt(),
    "zip": published.zip5(),
    "ptp": published.ptp(published.PTP_2),
    "mue": published.mue(),
    "opps": published.opps(),
    "opps txt": published.opps(delimiter="\t"),
    "asc": published.asc_aa(),
    "asc ee": published.asc_ee(),
    "hcpcs": published.hcpcs_csv(),
    "hcpcs txt": published.hcpcs_txt(),
}


@pytest.mark.parametrize("name", ALL)
def test_a_file_is_known_by_its_content(name: str) -> None:
    family = recognise(file(ALL[name]))
    assert family
    assert family.name == name.split(maxsplit=1)[0]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "# README of PPRRVU, ZIP5 and Addendum AA\n", "\x00\x01"])
def test_what_is_none_of_cmss_is_not_known(text: str) -> None:
    assert recognise(file(text)) is None


def test_the_relative_values_of_csv_and_txt_are_the_same_rows() -> None:
    found = rows(ALL["pfs"])
    assert found == rows(ALL["pfs txt"])
    row = next(row for row in found if row.code == "47370")
    assert (row.status, row.work, row.facility_pe, row.malpractice) == (
        "A",
        Decimal("20.80"),
        Decimal("11.92"),
        Decimal("5.18"),
    )
    assert (row.non_facility_na, row.facility_na, row.global_days) == ("NA", "", "090")
    assert (row.pre, row.intra, row.post) == (Decimal("0.09"), Decimal("0.81"), Decimal("0.10"))
    assert (row.assistant, row.co_surgeons, row.team, row.pricing) == ("2", "1", "0", "")
    assert row.conversion_factor == Decimal("32.3465")
    capped = next(row for row in found if (row.code, row.modifier) == ("70496", "TC"))
    assert (capped.opps_facility_pe, capped.opps_malpractice) == (Decimal("5.48"), Decimal("0.03"))


def test_a_column_more_moves_no_value() -> None:
    row = next(row for row in rows(ALL["pfs 2026"]) if row.code == "47370")
    assert (row.pricing, row.conversion_factor, row.facility_total) == (
        "9",
        Decimal("33.4009"),
        Decimal("35.10"),
    )


def test_columns_are_found_in_any_order() -> None:
    lines = [line.split(",") for line in ALL["gpci"].split("\r\n")[2:7]]
    assert rows("\r\n".join(",".join([line[0], *line[:0:-1]]) for line in lines)) == rows(ALL["gpci"])


def test_a_locality_is_named_without_marks_of_footnotes() -> None:
    alaska = rows(ALL["gpci"])[0]
    assert alaska == ("02102", "01", "AK", "ALASKA", Decimal("1.5"), Decimal("1.081"), Decimal("0.592"))
    assert len(rows(ALL["gpci"])) == 4


def test_the_indices_of_csv_and_txt_are_the_same_rows() -> None:
    assert rows(ALL["gpci txt"]) == rows(ALL["gpci"])
    assert identity(ALL["gpci txt"], "rvu25d/GPCI2025.txt") == identity(ALL["gpci"], "rvu25d/GPCI2025.csv")


@pytest.mark.parametrize("floors", [("with",), ("without", "with"), ("with", "without")])
def test_the_work_index_with_the_floor_counts(floors: tuple[str, ...]) -> None:
    text = published.gpci_of_work(*floors)
    assert [str(row.work) for row in rows(text)] == ["1.000"]
    assert identity(text, "x").floor


def test_a_work_index_without_the_floor_is_known_as_such() -> None:
    text = published.gpci_of_work("without")
    assert [str(row.work) for row in rows(text)] == ["0.977"]
    assert not identity(text, "x").floor


@pytest.mark.parametrize(
    ("name", "revision"),
    [
        ("rvu23d/GPCI2025.csv", ""),
        ("rvu25a.zip/GPCI2025.csv", "2025-01-01"),
        ("rvu25d-updated/x/GPCI2025.csv", ""),
        ("rvu25d.zip/x/GPCI2025.csv", "2025-10-01"),
        ("20250701/GPCI2025.csv", "2025-07-01"),
        ("20250702/GPCI2025.csv", ""),
        ("GPCI2025.csv", ""),
    ],
)
def test_the_zip_file_of_indices_tells_their_quarter(name: str, revision: str) -> None:
    assert identity(ALL["gpci"], name) == Identity(date(2025, 1, 1), revision=revision)


def test_zip_codes_tell_their_quarter() -> None:
    assert rows(ALL["zip"])[2] == ("94203", "CA", "01112", "05", "", "1")
    assert identity(ALL["zip"], "x").effective == date(2025, 10, 1)


def test_edits_keep_dates_and_deletions() -> None:
    found = rows(ALL["ptp"])
    assert found[0] == (
        "43235",
        "80053",
        date(1996, 1, 1).toordinal(),
        date.max.toordinal(),
        True,
        1,
        published.MISUSE,
    )
    assert found[-2][2:4] == (date(2002, 1, 1).toordinal(), date(2025, 12, 31).toordinal())


def test_columns_of_edits_are_found_by_heading() -> None:
    heads = [line.split("\t") for line in published.PTP_HEADINGS.replace("\r", "").splitlines()[2:]]
    order = (0, 1, 4, 3, 2, 6, 5)
    headings = "".join("\t".join((head + [""] * 7)[i] for i in order) + "\r\n" for head in heads)
    turned = [tuple(row[i] for i in order) for row in published.PTP_2]
    assert rows(published.ptp(turned, headings)) == rows(ALL["ptp"])


def test_blank_lines_and_blank_columns_of_edits_are_nothing() -> None:
    headings = published.PTP_HEADINGS.replace("\t\r\n", "\t\t\r\n").replace("Rationale\r", "Rationale\t\r")
    text = (
        published.ptp(published.PTP_2, headings)
        .replace("7\t47000", "7\t47000")
        .replace("\r\n4712", "\r\n\r\n4712")
    )
    assert rows(f"{text}\r\n") == rows(ALL["ptp"])


def test_limits_have_units_and_an_mai() -> None:
    assert rows(ALL["mue"])[2] == ("E0114", 0, "3", "3 Date of Service Edit: Clinical", "CMS Policy")


def test_outpatient_rates_are_amounts() -> None:
    assert rows(ALL["opps"]) == rows(ALL["opps txt"])
    found = {row.code: row for row in rows(ALL["opps"])}
    assert (found["47370"].status_indicator, found["47370"].apc) == ("J1", "5362")
    assert found["47370"].rate == Decimal("10860.07")
    assert found["99213"].rate is None


def test_surgical_procedures_are_covered_or_excluded() -> None:
    found = {row.code: row for row in rows(ALL["asc"])}
    assert (found["47370"].payment_indicator, found["47370"].rate) == ("G2", Decimal("5120.50"))
    assert (found["76942"].payment_indicator, found["76942"].rate) == ("N1", None)
    assert [row.excluded for row in rows(ALL["asc ee"])] == [1, 1]


def test_descriptions_of_level_ii_go_on_in_further_rows() -> None:
    assert rows(ALL["hcpcs"]) == rows(ALL["hcpcs txt"])
    found = {row.code: row for row in rows(ALL["hcpcs"])}
    assert found["A9999"].description.endswith("go on in a second row of it")
    assert found["G0105"].terminated == date(2025, 12, 31)
    assert found["AS"].coverage == "C"


def test_dental_text_is_left_out() -> None:
    found = rows(ALL["hcpcs"].replace("G0105", "D0105"))[-1]
    assert (found.code, found.description, found.short_description) == ("D0105", "", "")


NAMED = {
    "ccipra-v322r0-f3.TXT": Identity(date(2026, 7, 1), True, "practitioner", "", "3", "r0"),
    "x/ccioph-v320r1-f1.TXT": Identity(date(2026, 1, 1), True, "hospital", "", "1", "r1"),
    "medicare-ncci-2026q3-practitioner-ptp-edits.zip/f2.txt": Identity(
        date(2026, 7, 1), True, "practitioner", "", "2"
    ),
    "medicare-ncci-2026-q4-hospital.zip/edits.txt": Identity(date(2026, 10, 1), True, "hospital"),
    "ccipra-v322r0-f1.zip/a/b/edits.txt": Identity(date(2026, 7, 1), True, "practitioner", "", "1", "r0"),
    "47370.txt": Identity(),
}


@pytest.mark.parametrize("name", NAMED)
def test_the_name_of_edits_tells_quarter_claim_and_part(name: str) -> None:
    assert identity(ALL["ptp"], name) == NAMED[name]


def test_relative_values_tell_quarter_release_and_variant() -> None:
    assert identity(ALL["pfs"], "x").effective == date(2025, 10, 1)
    assert identity(ALL["pfs"], "x").revision == "2025-09-11"
    assert identity(ALL["pfs txt"], "PPRRVU24_JAN.txt").effective == date(2024, 1, 1)
    assert identity(ALL["pfs txt"], "rvu26d-updated/x.txt").effective == date(2026, 10, 1)
    assert identity(ALL["pfs txt"], "x.txt").effective is None
    assert identity(ALL["pfs 2026"], "PPRRVU2026_Jan_nonQPP.csv").variant == ""
    assert identity(ALL["pfs 2026"], "PPRRVU2026_Jan_QPP.csv").variant == "qpp"
    assert identity(ALL["pfs 2026"], "x.csv").variant == ""
    assert identity(published.pfs_2026(qpp=True), "x.csv").variant == "qpp"


def test_other_layouts_tell_what_they_can() -> None:
    assert identity(ALL["gpci"], "x").effective == date(2025, 1, 1)
    assert identity(ALL["mue"], "MCR_MUE_Eff_10-01-2026.csv") == Identity(
        date(2026, 10, 1), kind="practitioner"
    )
    assert identity(published.mue("Outpatient Hospital Services"), "x").kind == "hospital"
    assert identity(published.mue("DME Supplier Services"), "x").kind == "dme"
    assert identity(ALL["asc"], "x") == Identity(date(2026, 1, 1), part="AA")
    assert identity(ALL["asc ee"], "x") == Identity(date(2026, 1, 1), month_told=False, part="EE")
    assert identity(ALL["opps"], "2026 July Web Addendum B.07.13.26.csv") == Identity(
        date(2026, 7, 1), revision="2026-07-13"
    )
    assert identity(ALL["hcpcs"], "HCPC2026_OCT_ANWEB_10012026.txt").revision == "2026-10-01"
    assert identity(ALL["hcpcs"], "HCPC2019_CONTR_ANWEB.txt") == Identity(date(2019, 1, 1), month_told=False)
    assert identity(ALL["hcpcs"], "x_99999999.txt") == Identity(month_told=False)


def cut(text: str) -> str:
    return text[:-9]


def without_column(heading: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        table = [line.split(",") for line in text.split("\r\n")]
        place = next(line.index(heading) for line in table if heading in line)
        return "\r\n".join(
            ",".join([*line[:place], *line[place + 1 :]]) if len(line) > place else ",".join(line)
            for line in table
        )

    return change


def swap(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


DAMAGED = {
    "pfs missing column": ("pfs", without_column("BASE"), 8, "endoscopic_base", "a column headed", "none"),
    "pfs renamed column": ("pfs", swap(",WORK,", ",WURK,"), 8, "work", "'WORK RVU'", "'WURK RVU'"),
    "pfs column twice": (
        "pfs",
        swap("BILAT,ASST", "BILAT,BILAT"),
        8,
        "bilateral",
        "",
        "two",
    ),
    "pfs letter": ("pfs", swap("20.80", "2O.80"), 15, "work", "a number such as", "'2O.80'"),
    "pfs blank": ("pfs", swap(",,J,", ",,,"), 9, "status", "a status letter", "a blank"),
    "pfs two factors": ("pfs", swap("32.3465", "33.4009"), 0, "conversion_factor", "33.4009", "32.3465"),
    "pfs cut": ("pfs", cut, 24, "", "31 cells", "30"),
    "pfs quotes": ("pfs", swap("43235,,", '43235,"x"y,'), 12, "", "quotes in order", "expected"),
    "opps no headings": ("opps", swap("HCPCS Code", "Code"), 6, "", "a row of headings", "none"),
    "asc no headings": ("asc", swap("HCPCS Code", "Code"), 9, "", "a row of headings", "none"),
    "gpci renamed all": (
        "gpci",
        lambda text: text.replace("GPCI,", "INDEX,"),
        3,
        "pe",
        "'PE GPCI'",
        "none",
    ),
    "pfs no headings": ("pfs", swap("HCPCS,MOD", "CODE,MOD"), 24, "", "a row of headings", "none"),
    "pfs txt letter": ("pfs txt", swap("20.80", "2O.80"), 14, "work", "a number such as", "'2O.80'"),
    "pfs txt cut": ("pfs txt", cut, 23, "", "171 characters", "164"),
    "gpci txt letter": ("gpci txt", swap("1.081", "l.081"), 4, "pe", "an index", "'l.081'"),
    "gpci txt contractor": ("gpci txt", swap("02102", "O2102"), 4, "mac", "five digits", "'O2102'"),
    "gpci txt cut": (
        "gpci txt",
        lambda text: text[: text.index("0.421") + 4],
        6,
        "",
        "150 characters",
        "149",
    ),
    "gpci cut": ("gpci", lambda text: text[: text.index("0.708") + 1], 7, "malpractice", "a whole", "'0'"),
    "pfs zero factor": (
        "pfs",
        lambda text: text.replace("32.3465", "0.0000"),
        9,
        "conversion_factor",
        "a conversion factor above 0 and up to 100",
        "'0.0000'",
    ),
    "pfs high factor": (
        "pfs",
        lambda text: text.replace("32.3465", "100.0001"),
        9,
        "conversion_factor",
        "up to 100",
        "'100.0001'",
    ),
    "pfs long number": ("pfs", swap("20.80", "1234567890.80"), 15, "work", "a number", "'1234567890.80'"),
    "pfs sum": (
        "pfs",
        swap("37.90,37.90", "37.90,37.91"),
        0,
        "facility_total",
        "20.80 + 11.92 + 5.18 = 37.90",
        "37.91 for 47370 in row 7",
    ),
    "pfs sum outside": (
        "pfs txt",
        swap(" 37.90 37.90", " 37.89 37.90"),
        0,
        "non_facility_total",
        "= 37.90",
        "37.89 for 47370",
    ),
    "pfs cut number": ("pfs", lambda text: text[:-5], 24, "opps_malpractice", "a whole last line", "'0'"),
    "opps weight": ("opps", swap("118.9", "118.9x"), 5, "weight", "a weight", "'118.9x'"),
    "gpci letter": ("gpci", swap("1.081", "l.081"), 4, "pe", "an index", "'l.081'"),
    "gpci renamed": ("gpci", swap("2025 PE GPCI", "2025 PX GPCI"), 3, "pe", "'PE GPCI'", "'2025 PX GPCI'"),
    "zip letter": ("zip", swap("35004", "3500A"), 2, "zip", "five digits", "'3500A'"),
    "zip two quarters": ("zip", swap("20254\r\nAL", "20261\r\nAL"), 2, "quarter", "20261", "20254"),
    "zip cut": ("zip", cut, 3, "", "80 characters", "73"),
    "ptp letter": (
        "ptp",
        swap("47120\t47370", "47l20\t47370"),
        8,
        "column_one",
        "a procedure code",
        "'47l20'",
    ),
    "ptp date": ("ptp", swap("20191231", "20191331"), 11, "deleted", "a date", "'20191331'"),
    "ptp no such day": ("ptp", swap("20200101", "20200230"), 12, "", "a date", "'20200230'"),
    "ptp missing cell": ("ptp", swap("\t*\t1\tMore", "\t1\tMore"), 8, "", "7 cells", "6"),
    "ptp missing column": ("ptp", swap("\tEffective", "\t"), 3, "effective", "headed Effective", "COLUMN"),
    "ptp no headings": ("ptp", swap(published.PTP_HEADINGS, ""), 1, "", "a row of headings", "none"),
    "ptp first row": ("ptp", swap("43235\t", "4323\t"), 7, "column_one", "a procedure code", "'4323'"),
    "ptp line end": ("ptp", swap("procedure\r\n", "procedure\r\r\n"), 8, "", "an end", "'\\r\\r'"),
    "ptp cut": ("ptp", cut, 14, "rationale", "a whole last line", "'Misuse of"),
    "mue letter": ("mue", swap("99213,2,", "99213,Z,"), 7, "units", "a number of units", "'Z'"),
    "mue cut": ("mue", cut, 9, "rationale", "a whole last line", "'Prescribing Info'"),
    "mue renamed": ("mue", swap("MUE Rationale", "MUE Reason"), 5, "rationale", "'RATIONALE'", "none"),
    "opps letter": ("opps", swap("10,860.07", "10,86O.07"), 5, "rate", "an amount", "'$10,86O.07'"),
    "opps renamed": ("opps", swap("Payment Rate", "Rate"), 3, "rate", "'PAYMENT RATE'", "none"),
    "opps quotes": (
        "opps",
        swap('"$10,860.07 "', '"$10,860.07 '),
        5,
        "",
        "quotes in order",
        "expected after",
    ),
    "asc letter": ("asc", swap("90.9148", "9O.9148"), 7, "weight", "a weight", "'9O.9148'"),
    "asc ee code": ("asc ee", swap("47380", "4738"), 6, "code", "a procedure code", "'4738'"),
    "hcpcs record": ("hcpcs", swap(",3,Screening", ",5,Screening"), 4, "record", "3, 4, 7 or 8", "'5'"),
    "hcpcs continued": (
        "hcpcs txt",
        swap("A999900200", "A999800200"),
        0,
        "record",
        "first row of A9998",
        "none",
    ),
    "hcpcs date": ("hcpcs txt", swap("19880101", "19881301"), 4, "added", "a date", "'19881301'"),
    "hcpcs day": ("hcpcs", swap("19880101", "1988010A"), 2, "added", "a date", "'1988010A'"),
    "utf-16": ("mue", lambda text: text.encode("utf-16"), 1, "", "Windows-1252", "UTF-16"),
    "utf-16 unmarked": ("gpci", lambda text: text.encode("utf-16-le"), 1, "", "Windows-1252", "UTF-16"),
    "zero byte": ("zip", swap("AL35", "\0L35"), 2, "", "text", "a zero byte"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_refused_with_its_place(name: str) -> None:
    layout, damage, line, column, expected, found = DAMAGED[name]
    with pytest.raises(ReleaseFileError) as caught:
        rows(damage(ALL[layout]))
    error = caught.value
    assert (error.line, error.column) == (line, column)
    assert expected in error.expected
    assert found in error.found


def test_a_last_text_without_its_end_is_taken_and_told() -> None:
    text = published.asc_ee(["27130,Hip", "G0415,Open tx post pelvic fxcture"]).rstrip("\r\n")
    found = file(text)
    family = recognise(found)
    assert family
    assert [row[0] for row in family.layout.rows(found)] == ["27130", "G0415"]
    assert found.oddities == [Oddity("end", 6, "descriptor", "Open tx post pelvic fxcture")]


def test_a_last_line_of_a_code_alone_is_refused() -> None:
    with pytest.raises(ReleaseFileError, match="expected 2 cells, found 1"):
        rows(published.asc_ee(["27130,", "47380"]).rstrip("\r\n"))


ODD = {
    "a point for a weight": ("opps", swap(",5301,9.5,", ",5301,.,"), "weight", "."),
    "a dash for a weight": ("asc", swap("Y,A2,6.9", "Y,A2,-"), "weight", "-"),
    "words for a kind of service": ("hcpcs txt", swap("D1F", "n/a"), "betos", "n/a"),
}


@pytest.mark.parametrize("name", ODD)
def test_a_value_that_no_answer_rests_on_is_left_blank(name: str) -> None:
    layout, change, column, value = ODD[name]
    found = file(change(ALL[layout]))
    family = recognise(found)
    assert family
    changed = list(family.layout.rows(found))
    assert [(one.what, one.column, one.found) for one in found.oddities] == [("value", column, value)]
    for row, whole in zip(changed, rows(ALL[layout]), strict=True):
        assert row == whole or row == whole._replace(**{column: None if column == "weight" else ""})


@pytest.mark.parametrize("stray", [b"\xff", b"\xa0", b"\xff "])
def test_a_stray_byte_behind_a_code_is_no_part_of_it(stray: bytes) -> None:
    content = ALL["opps"].encode().replace(b"43235,", b"43235" + stray + b",")
    assert rows(content) == rows(ALL["opps"])


def test_disclaimers_may_be_wrapped_and_continuation_rows_short() -> None:
    wrapped = "***Disclaimers\r\n\r\n-- Codes appear for\r\n   four years.\r\n\r\n"
    _, _, _, *lines = ALL["hcpcs txt"].split("\r\n")
    short = [line.rstrip() if line[10:11] == "4" else line for line in lines]
    assert short != lines
    assert rows(wrapped + "\r\n".join(short)) == rows(ALL["hcpcs txt"])


def test_a_last_continuation_without_its_end_is_taken_and_told() -> None:
    text = ALL["hcpcs txt"]
    found = file(text[: text.index("G010500100")].rstrip()[:-2])
    family = recognise(found)
    assert family
    assert [row[1][-14:] for row in family.layout.rows(found)][-1] == " second row of"
    assert [one.what for one in found.oddities] == ["end"]


def test_a_short_row_that_continues_nothing_is_refused() -> None:
    with pytest.raises(ReleaseFileError, match="expected 293 characters"):
        rows(ALL["hcpcs txt"].replace("A999900200" + "4", "A999900200" + "3").replace(" " * 100, ""))


MEGABYTE = 1 << 20
VOID = {
    "blank rows": ",,,,,,,\r\n",
    "rows of blanks": " \t \n",
    "commas": ",",
    "newlines": "\n",
    "returns": "\r",
    "equals": "=",
    "zero bytes": "\0",
    "quotes": '"',
    "blanks behind a heading": "HCPC" + " " * 60,
    "commas behind a heading": "HCPCS" + "," * 60,
    "titles": "Addendum " * 3,
    "indices": "GEOGRAPHIC PRACTICE COST INDICES ",
    "columns": "Column 1\t",
}


@pytest.mark.parametrize("name", VOID)
@pytest.mark.parametrize("start", ["", "HCPC", "HCPCS,", "Column 1", "x\n"])
def test_what_is_no_file_of_cmss_is_known_as_such_at_once(name: str, start: str) -> None:
    text = (start + VOID[name] * MEGABYTE)[:MEGABYTE]
    begin = time.process_time()
    assert recognise(file(text)) is None
    assert time.process_time() - begin < 0.5


WHOLE = {"ptp", "mue", "gpci", "zip", "pfs", "pfs txt", "opps", "asc ee", "hcpcs"}


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_last_line_without_its_end_may_be_whole(name: str) -> None:
    text = (
        ALL[name]
        if name != "mue"
        else ALL[name].replace("1 Line Edit,Prescribing Information", "1,CMS Policy")
    )
    assert rows(text.rstrip("\r\n")) == rows(text)


@pytest.mark.parametrize("name", ALL)
def test_lines_may_end_as_on_unix(name: str) -> None:
    assert rows(ALL[name].replace("\r\n", "\n")) == rows(ALL[name])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
def test_a_file_may_be_in_any_encoding_of_cmss(encoding: str) -> None:
    assert rows(ALL["mue"].encode(encoding)) == rows(ALL["mue"])


def test_a_byte_of_no_encoding_is_read_for_what_it_is() -> None:
    assert rows(ALL["gpci"].replace("LOS", "L\x81S").encode("latin-1"))[3].name == "L\x81S ANGELES"


def test_blocks_end_where_lines_end() -> None:
    text = published.ptp([published.PTP_2[0]] * 20_000)
    found = file(text)
    assert len(list(found.blocks())) > 1
    assert len(rows(text)) == 20_000
    assert b"".join(found.blocks()) == text.encode()


@pytest.mark.parametrize("name", sorted(set(ALL) - {"pfs txt"}))
def test_lines_may_end_as_on_old_computers(name: str) -> None:
    assert rows(ALL[name].replace("\r\n", "\r")) == rows(ALL[name])


def test_zeros_that_a_spreadsheet_dropped_are_put_back() -> None:
    text = ALL["gpci"].replace("02102,AK,01", "2102,AK,1")
    assert rows(text) == rows(ALL["gpci"])


def test_other_addenda_are_not_taken_for_addendum_b() -> None:
    heads = "HCPCS Code,,Short Descriptor,January 2026 Payment Indicator,January 2026 APC,OPPS Payment Rate"
    assert (
        recognise(file(f"Addendum FF -- Device Offsets,,,,,\r\n{heads}\r\n47370,,,G2,5362,$1.00\r\n")) is None
    )


def test_a_file_of_one_endless_line_is_refused() -> None:
    with pytest.raises(ReleaseFileError, match="lines of text"):
        list(file(b"0" * 3_000_000).blocks())


def test_a_file_that_cannot_be_read_says_so() -> None:
    def fail() -> io.BytesIO:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(ReleaseFileError, match="found Permission denied"):
        _ = CmsFile("x", fail).head


def test_each_family_has_a_layout() -> None:
    assert len({family.layout for family in FAMILIES}) == len(FAMILIES) == len(BY_NAME)


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(ALL)),
    st.lists(
        st.tuples(st.integers(0, 5000), st.integers(0, 60), st.binary(max_size=4)), min_size=1, max_size=4
    ),
)
def test_whatever_is_changed_a_file_is_rows_or_refused(
    name: str, edits: list[tuple[int, int, bytes]]
) -> None:
    content = ALL[name].encode("cp1252")
    for place, gone, put in edits:
        content = content[:place] + put + content[place + gone :]
    with suppress(ReleaseFileError):
        family = recognise(file(content))
        assert family is None or list(family.layout.rows(file(content))) is not None
