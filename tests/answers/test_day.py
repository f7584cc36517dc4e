"""Which of the releases held answers for a day."""

from datetime import date

import held
import pytest
from held import Held, Shelf, asc, cited, day, edit, gpci, hcpcs, level_two, mue, opps, pfs, ptp, qpp, value

from cptref.cms.families import ASC, GPCI, HCPCS, MUE, PFS, PTP, ZIP
from cptref.errors import UnknownRelease
from cptref.releases.day import Choice, Citation, Coverage, Releases

shelf = held.shelf

Q4, Q1 = pfs("2025-10-01", value()), pfs("2026-01-01", value())
Q3 = pfs("2026-07-01", value())
MARCH = [pfs(first, value()) for first in ("2024-01-01", "2024-03-09", "2024-04-01")]


def answer(choice: Choice) -> tuple[Coverage, str]:
    return choice.coverage, choice.name


@pytest.mark.parametrize(
    ("found", "on", "expected"),
    [
        ([], "2026-01-15", ("none held", "")),
        # the first and the last day of a release, and the days beside them
        ([Q4], "2025-09-30", ("none held", "")),
        ([Q4], "2025-10-01", ("in force", "pfs-2025q4")),
        ([Q4], "2025-12-31", ("in force", "pfs-2025q4")),
        ([Q4], "2026-01-01", ("newest held", "pfs-2025q4")),
        # the next one begins
        ([Q4, Q1], "2025-12-31", ("in force", "pfs-2025q4")),
        ([Q4, Q1], "2026-01-01", ("in force", "pfs-2026q1")),
        ([Q1, Q4], "2026-01-01", ("in force", "pfs-2026q1")),
        ([Q1, Q4], "2026-04-01", ("newest held", "pfs-2026q1")),
        # nothing is held of a quarter between two
        ([Q1, Q3], "2026-03-31", ("in force", "pfs-2026q1")),
        ([Q1, Q3], "2026-04-01", ("none held", "")),
        ([Q1, Q3], "2026-06-30", ("none held", "")),
        ([Q1, Q3], "2026-07-01", ("in force", "pfs-2026q3")),
        ([Q1, Q3], "2030-01-01", ("newest held", "pfs-2026q3")),
        # one begins within a quarter
        (MARCH, "2024-03-08", ("in force", "pfs-2024q1")),
        (MARCH, "2024-03-09", ("in force", "pfs-2024-03-09")),
        (MARCH, "2024-03-31", ("in force", "pfs-2024-03-09")),
        (MARCH, "2024-04-01", ("in force", "pfs-2024q2")),
        # the file of another conversion factor, or of another family, is another's
        ([qpp("2026-01-01", value())], "2026-01-15", ("none held", "")),
        ([opps("2026-01-01")], "2026-01-15", ("none held", "")),
    ],
)
def test_the_release_in_force_answers_or_the_newest_for_days_after_all(
    shelf: Shelf, found: list[Held], on: str, expected: tuple[Coverage, str]
) -> None:
    assert answer(shelf.day(*found, on=on).choice(PFS)) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2024-12-31", ("none held", "")),
        ("2025-01-01", ("in force", "gpci-2025")),
        ("2025-12-31", ("in force", "gpci-2025")),
        ("2026-01-01", ("newest held", "gpci-2025")),
    ],
)
def test_indices_answer_for_their_year(shelf: Shelf, on: str, expected: tuple[Coverage, str]) -> None:
    assert answer(shelf.day(gpci("2025-01-01", held.ALASKA), on=on).choice(GPCI)) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        # its rows have dates of their own, so the newest answers for days before all and between
        ("1998-01-01", ("in force", "hcpcs-2026q3")),
        ("2026-01-01", ("in force", "hcpcs-2026q1")),
        ("2026-03-31", ("in force", "hcpcs-2026q1")),
        ("2026-04-01", ("in force", "hcpcs-2026q3")),
        ("2026-09-30", ("in force", "hcpcs-2026q3")),
        ("2026-10-01", ("newest held", "hcpcs-2026q3")),
    ],
)
def test_hcpcs_level_two_answers_for_days_before_it_too(
    shelf: Shelf, on: str, expected: tuple[Coverage, str]
) -> None:
    releases = [hcpcs(first, level_two("A9999")) for first in ("2026-01-01", "2026-07-01")]
    assert answer(shelf.day(*releases, on=on).choice(HCPCS)) == expected


def test_a_release_answers_for_its_own_kind_factor_and_part_alone(shelf: Shelf) -> None:
    asked = shelf.day(
        Q1,
        qpp("2025-10-01", value()),
        mue("2026-01-01", kind="dme"),
        asc("2026-01-01", "EE"),
        asc("2025-10-01", "AA"),
    )
    assert [
        answer(choice)
        for choice in (
            asked.choice(PFS),
            asked.choice(PFS, variant="qpp"),
            asked.choice(MUE, "dme"),
            asked.choice(MUE, "practitioner"),
            asked.choice(MUE),
            asked.choice(ASC, part="EE"),
            asked.choice(ASC, part="AA"),
            asked.choice(ASC),
        )
    ] == [
        ("in force", "pfs-2026q1"),
        ("newest held", "pfs-2025q4-qpp"),
        ("in force", "mue-dme-2026q1"),
        ("none held", ""),
        ("none held", ""),
        ("in force", "asc-2026q1"),
        ("newest held", "asc-2025q4"),
        ("none held", ""),
    ]


@pytest.mark.parametrize("on", ["2025-10-01", "2025-12-31", "2026-02-01"])
def test_a_superseded_release_never_answers(shelf: Shelf, on: str) -> None:
    found = [pfs("2025-10-01", value(work=work), revision=text) for text, work in (("r10", "2"), ("r9", "1"))]
    asked = shelf.day(*found, on=on)
    choice = asked.choice(PFS)
    assert choice.name == "pfs-2025q4"
    assert asked.of_code(PFS, choice, "47370") == [value(work="2")]


def test_a_superseded_release_answers_where_it_is_named(shelf: Shelf) -> None:
    found = [pfs("2025-10-01", value(work=work), revision=text) for text, work in (("r10", "2"), ("r9", "1"))]
    asked = shelf.day(*found, on="2025-10-15", named=("pfs-2025q4@r9",))
    choice = asked.choice(PFS)
    assert answer(choice) == ("in force", "pfs-2025q4@r9")
    assert asked.of_code(PFS, choice, "47370") == [value(work="1")]


@pytest.mark.parametrize(
    ("named", "on", "expected"),
    [
        (("pfs-2026q1",), "2025-12-31", ("by name", "pfs-2026q1")),
        (("pfs-2026q1",), "2026-01-01", ("in force", "pfs-2026q1")),
        (("pfs-2026q1",), "2026-03-31", ("in force", "pfs-2026q1")),
        (("pfs-2026q1",), "2026-04-01", ("by name", "pfs-2026q1")),
        (("PFS-2025Q4",), "2026-01-15", ("by name", "pfs-2025q4")),
        (("pfs-2025q4", "pfs-2026q1"), "2025-11-01", ("by name", "pfs-2026q1")),
        (("opps-2026q1",), "2026-01-15", ("in force", "pfs-2026q1")),
    ],
)
def test_a_release_that_is_named_answers_in_place_of_the_one_in_force(
    shelf: Shelf, named: tuple[str, ...], on: str, expected: tuple[Coverage, str]
) -> None:
    asked = shelf.day(Q4, Q1, Q3, opps("2026-01-01"), on=on, named=named)
    assert answer(asked.choice(PFS)) == expected


@pytest.mark.parametrize(
    ("on", "named", "expected"),
    [
        (None, (), "2026-05-05"),
        ("2025-11-11", (), "2025-11-11"),
        (None, ("pfs-2025q4",), "2025-10-01"),
        (None, ("opps-2026q1", "pfs-2025q4"), "2026-01-01"),
        ("2025-11-11", ("opps-2026q1",), "2025-11-11"),
    ],
)
def test_the_day_is_the_one_given_or_that_of_the_newest_release_named_or_today(
    shelf: Shelf, on: str | None, named: tuple[str, ...], expected: str
) -> None:
    found = shelf.releases(Q4, opps("2026-01-01"))
    assert found.day(day("2026-05-05"), day(on) if on else None, named).on == day(expected)


@pytest.mark.parametrize("named", ["pfs-2026q1", "pfs-2025q4-f1", "pfs", "", "47370"])
def test_a_name_of_no_release_held_is_refused(shelf: Shelf, named: str) -> None:
    with pytest.raises(UnknownRelease):
        shelf.day(Q4, named=(named,))


def test_a_name_means_all_parts_of_a_release_and_that_of_a_part_means_one(shelf: Shelf) -> None:
    found = shelf.releases(
        ptp("2026-01-01", "1", edit("27130", "99213")), ptp("2026-01-01", "2", edit("47370", "47000"))
    )
    parts = [
        [one.release.part for one in found.of_name(name)]
        for name in ("ptp-practitioner-2026q1", "ptp-practitioner-2026q1-F2")
    ]
    assert parts == [["1", "2"], ["2"]]


def test_the_same_day_is_asked_once_and_another_is_another(shelf: Shelf) -> None:
    found = shelf.releases(Q4, Q1)
    first = found.day(date(2026, 1, 15))
    assert found.day(date(2026, 1, 15)) is first
    assert found.day(date(2026, 1, 16)) is not first
    for number in range(70):
        found.day(date.fromordinal(730000 + number))
    assert found.day(date(2026, 1, 15)) is not first
    assert first.at(date(2025, 12, 31)).choice(PFS).name == "pfs-2025q4"
    assert (first.on, first.choice(PFS).name) == (date(2026, 1, 15), "pfs-2026q1")


def test_the_same_releases_stay_named_on_another_day(shelf: Shelf) -> None:
    asked = shelf.day(Q4, Q1, named=("pfs-2025q4",)).at(date(2026, 2, 2))
    assert (asked.on, answer(asked.choice(PFS))) == (date(2026, 2, 2), ("by name", "pfs-2025q4"))


PTPS = [
    ptp("2025-10-01", "1", edit("27130", "99213")),
    ptp("2026-01-01", "1", edit("27130", "99213")),
    ptp("2026-01-01", "2", edit("47370", "47000")),
    ptp("2026-01-01", "1", edit("43235", "80053"), kind="hospital"),
    held.held(PTP, "2025-10-01", edit("27130", "99213"), kind="practitioner", part="1", revision="r1"),
]


@pytest.mark.parametrize(
    ("named", "on", "expected"),
    [
        (
            (),
            "2025-12-31",
            [
                ("in force", "ptp-practitioner-2025q4"),
                ("in force", "ptp-practitioner-2026q1"),
                ("in force", "ptp-practitioner-2026q1"),
            ],
        ),
        (
            ("ptp-practitioner-2026q1",),
            "2026-03-31",
            [("in force", "ptp-practitioner-2026q1"), ("in force", "ptp-practitioner-2026q1")],
        ),
        (("ptp-practitioner-2026q1-f2",), "2026-03-31", [("in force", "ptp-practitioner-2026q1")]),
    ],
)
def test_every_release_of_edits_is_told_superseded_ones_aside_or_those_named_alone(
    shelf: Shelf, named: tuple[str, ...], on: str, expected: list[tuple[Coverage, str]]
) -> None:
    asked = shelf.day(*PTPS, on=on, named=named)
    assert [answer(choice) for choice in asked.every(PTP, "practitioner")] == expected
    assert [answer(choice) for choice in asked.every(PTP, "hospital")] == [
        ("in force", "ptp-hospital-2026q1")
    ]


@pytest.mark.parametrize(("on", "coverage"), [("2026-03-31", "in force"), ("2026-04-01", "newest held")])
def test_edits_are_the_newest_held_from_the_day_after_their_quarter(
    shelf: Shelf, on: str, coverage: Coverage
) -> None:
    (choice,) = shelf.day(*PTPS, on=on).every(PTP, "hospital")
    assert choice.coverage == coverage


def test_a_release_has_rows_a_first_row_codes_and_ends(shelf: Shelf) -> None:
    rows = (value("43235"), value("47370"), value("70496"), value("70496", "26"))
    edits = ptp("2026-01-01", "1", edit("47370", "47000"), edit("27130", "99213"), edit("47370", "49320"))
    asked = shelf.day(pfs("2026-01-01", *rows), edits)
    plain = asked.choice(PFS)
    assert asked.rows(PFS, plain) == list(rows)
    assert asked.rows(PFS, plain, code="70496", modifier="26") == [rows[3]]
    assert (asked.row(PFS, plain, code="70496"), asked.row(PFS, plain, code="99213")) == (rows[2], None)
    assert (asked.of_code(PFS, plain, "70496"), asked.of_code(PFS, plain, "99213")) == (list(rows[2:]), [])
    assert (asked.one_of_code(PFS, plain, "47370"), asked.one_of_code(PFS, plain, "0")) == (rows[1], None)
    assert asked.any_row(PFS, plain) == rows[0]
    assert asked.codes(PFS, plain) == {"43235", "47370", "70496"}
    assert asked.ends(asked.every(PTP, "practitioner")[0]) == (("27130", "99213"), ("47370", "49320"))


def test_without_a_release_there_are_no_rows_codes_or_ends(shelf: Shelf) -> None:
    for asked in (shelf.day(), shelf.day(opps("2026-01-01"))):
        none = asked.choice(ZIP)
        assert (none, none.name, none.id, none.cite("99501")) == (Choice("none held"), "", 0, None)
        assert (asked.rows(ZIP, none), asked.row(ZIP, none), asked.any_row(ZIP, none)) == ([], None, None)
        assert (asked.of_code(PFS, none, "47370"), asked.one_of_code(PFS, none, "47370")) == ([], None)
        assert (asked.codes(PFS, none), asked.ends(none)) == (set(), (("", ""), ("", "")))
        assert asked.differences(PFS, none, none) == ([], [])
        assert asked.every(PTP, "practitioner") == []
    assert Releases(None).standing == ()


def test_a_release_asked_for_many_codes_answers_as_it_did(shelf: Shelf) -> None:
    rows = (value("43235"), value("70496"), value("70496", "26"))
    asked = shelf.day(pfs("2026-01-01", *rows), opps("2026-01-01"))
    choice = asked.choice(PFS)
    for _ in range(410):
        assert asked.of_code(PFS, choice, "70496") == list(rows[1:])
        assert asked.of_code(PFS, choice, "99213") == []


def test_what_differs_between_two_releases_is_told_without_the_fields_left_out(shelf: Shelf) -> None:
    before = (value("43235"), value("45378"), value("47370", work="20.80", conversion_factor="32.3465"))
    after = (value("43235", status="N"), value("47370"), value("99213"))
    found = pfs("2025-10-01", *before), pfs("2026-01-01", *after)
    late = shelf.day(*found)
    early = late.at(date(2025, 12, 31))
    told = late.differences(PFS, early.choice(PFS), late.choice(PFS), without=("conversion_factor", "work"))
    assert [
        [(row.code, row.status, str(row.work), str(row.conversion_factor)) for row in half] for half in told
    ] == [
        [("43235", "A", "", ""), ("45378", "A", "", "")],
        [("43235", "N", "", ""), ("99213", "A", "", "")],
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (Citation("pfs-2026q1", "rvu26a/PPRRVU.csv"), "pfs-2026q1, rvu26a/PPRRVU.csv"),
        (Citation("pfs-2026q1", "PPRRVU.csv", ("70496", "26")), "pfs-2026q1, PPRRVU.csv, row 70496 26"),
        (Citation("pfs-2026q1", "PPRRVU.csv", ("70496", "")), "pfs-2026q1, PPRRVU.csv, row 70496"),
    ],
)
def test_a_citation_names_release_file_and_row(source: Citation, text: str) -> None:
    assert str(source) == text


def test_a_choice_cites_its_release_or_a_row_of_it(shelf: Shelf) -> None:
    choice = shelf.day(Q1).choice(PFS)
    assert choice.cite() == cited("pfs-2026q1", "pfs.txt")
    assert choice.cite("47370", "") == cited("pfs-2026q1", "pfs.txt", "47370", "")
    assert choice.id == shelf.releases(Q1).standing[0].release.id == 1
