"""The relative value files that answer for a day, whose factors they have, and the row that prices a line."""

import held
import pytest
from held import Held, Shelf, cited, mue, pfs, qpp, units, value

from cptref.answers.schedule import Schedule, schedules, with_row
from cptref.cms.families import PFS
from cptref.cms.rows import RelativeValue
from cptref.medicare.effects import Line
from cptref.releases.day import Choice

shelf = held.shelf

Q4 = pfs("2025-10-01", value(conversion_factor=held.FACTOR_2025))
Q1, Q1_QPP = pfs("2026-01-01", value()), qpp("2026-01-01", value(conversion_factor=held.FACTOR_QPP))
Q2, Q2_QPP = pfs("2026-04-01", value()), qpp("2026-04-01", value(conversion_factor=held.FACTOR_QPP))
Told = list[tuple[str, str, str]]
NONE = ("none held", "")


@pytest.mark.parametrize(
    ("found", "on", "expected"),
    [
        ([], "2025-12-31", [("", *NONE)]),
        ([], "2026-01-01", [("", *NONE)]),
        # one conversion factor until 2025, two from 2026 on
        ([Q4, Q1, Q1_QPP], "2025-12-31", [("", "in force", "pfs-2025q4")]),
        (
            [Q4, Q1, Q1_QPP],
            "2026-01-01",
            [("non-QPP", "in force", "pfs-2026q1"), ("QPP", "in force", "pfs-2026q1-qpp")],
        ),
        ([Q1, Q1_QPP], "2025-12-31", [("", *NONE)]),
        # a file of 2025 that answers for 2026 still has the one of all
        ([Q4], "2025-12-31", [("", "in force", "pfs-2025q4")]),
        ([Q4], "2026-01-01", [("", "newest held", "pfs-2025q4")]),
        # one of the two files alone
        ([Q1], "2026-01-15", [("non-QPP", "in force", "pfs-2026q1"), ("QPP", *NONE)]),
        ([Q1_QPP], "2026-01-15", [("non-QPP", *NONE), ("QPP", "in force", "pfs-2026q1-qpp")]),
        ([Q1_QPP], "2026-04-01", [("non-QPP", *NONE), ("QPP", "newest held", "pfs-2026q1-qpp")]),
        # the QPP file ended before the other began, or on the day before it, or lasts as long
        ([Q1_QPP, Q2], "2026-03-31", [("non-QPP", *NONE), ("QPP", "in force", "pfs-2026q1-qpp")]),
        ([Q1_QPP, Q2], "2026-04-01", [("non-QPP", "in force", "pfs-2026q2"), ("QPP", *NONE)]),
        ([Q1_QPP, Q2], "2026-07-01", [("non-QPP", "newest held", "pfs-2026q2"), ("QPP", *NONE)]),
        (
            [Q1_QPP, Q1, Q2],
            "2026-03-31",
            [("non-QPP", "in force", "pfs-2026q1"), ("QPP", "in force", "pfs-2026q1-qpp")],
        ),
        (
            [Q1, Q1_QPP],
            "2026-04-01",
            [("non-QPP", "newest held", "pfs-2026q1"), ("QPP", "newest held", "pfs-2026q1-qpp")],
        ),
        # the other begins on the QPP file's last day
        (
            [Q1_QPP, pfs("2026-03-31", value())],
            "2026-03-31",
            [("non-QPP", "in force", "pfs-2026-03-31"), ("QPP", "in force", "pfs-2026q1-qpp")],
        ),
    ],
)
def test_a_day_has_one_conversion_factor_or_two(
    shelf: Shelf, found: list[Held], on: str, expected: Told
) -> None:
    told = schedules("47370", (), shelf.day(*found, on=on))
    assert [(one.participation, one.choice.coverage, one.choice.name) for one in told] == expected
    assert [one.row is not None for one in told] == [bool(name) for *_, name in expected]


@pytest.mark.parametrize(
    ("named", "on", "expected"),
    [
        (("pfs-2025q4",), "2025-10-01", [("", "in force", "pfs-2025q4")]),
        (
            ("pfs-2026q1", "pfs-2026q1-qpp"),
            "2026-05-01",
            [("non-QPP", "by name", "pfs-2026q1"), ("QPP", "by name", "pfs-2026q1-qpp")],
        ),
        (
            ("pfs-2026q2",),
            "2026-04-01",
            [("non-QPP", "in force", "pfs-2026q2"), ("QPP", "in force", "pfs-2026q2-qpp")],
        ),
    ],
)
def test_a_file_that_is_named_answers(shelf: Shelf, named: tuple[str, ...], on: str, expected: Told) -> None:
    asked = shelf.day(Q4, Q1, Q1_QPP, Q2, Q2_QPP, on=on, named=named)
    told = schedules("47370", (), asked)
    assert [(one.participation, one.choice.coverage, one.choice.name) for one in told] == expected


IMAGING = [value("70496", name) for name in ("", "26", "TC")]
COLONOSCOPY = [value("45378", name) for name in ("", "53")]
PROFESSIONAL = [value("86153", "26")]
COMPONENTS = [value("93010", name) for name in ("26", "TC")]


@pytest.mark.parametrize(
    ("rows", "modifiers", "priced", "splits"),
    [
        ([value()], (), "", ""),
        ([value()], ("22", "26"), "", ""),
        (IMAGING, (), "", "26 TC"),
        (IMAGING, ("59",), "", "26 TC"),
        (IMAGING, ("26",), "26", "26 TC"),
        (IMAGING, ("59", "TC"), "TC", "26 TC"),
        (IMAGING, ("TC", "26"), "TC", "26 TC"),
        (IMAGING, ("53",), "", "26 TC"),
        (COLONOSCOPY, (), "", "53"),
        (COLONOSCOPY, ("PT", "53"), "53", "53"),
        # of some codes a file has no plain row
        (PROFESSIONAL, (), "26", "26"),
        (PROFESSIONAL, ("26",), "26", "26"),
        (COMPONENTS, (), "26", "26 TC"),
        (COMPONENTS, ("TC",), "TC", "26 TC"),
    ],
)
def test_the_row_of_a_modifier_prices_a_line_with_it_and_else_the_plain_one(
    shelf: Shelf, rows: list[RelativeValue], modifiers: tuple[str, ...], priced: str, splits: str
) -> None:
    code = rows[0].code
    asked = shelf.day(pfs("2026-01-01", value("00100"), *rows, value("99213")))
    row = value(code, priced)
    told = schedules(code, modifiers, asked)
    source = cited("pfs-2026q1", "pfs.txt", code, priced)
    line = Line(row, frozenset(splits.split()), None)
    assert told[0] == Schedule(asked.choice(PFS), "non-QPP", line, source)
    assert told[0].row == row


def test_a_line_has_the_limit_of_units_on_practitioners_claims(shelf: Shelf) -> None:
    limits = (
        mue("2026-01-01", units("47370", 1), units("99213", 2, "3")),
        mue("2026-01-01", units("47370", 7, "1"), kind="hospital"),
    )
    for releases, expected in ((limits, units("47370", 1)), (limits[1:], None)):
        (told, _) = schedules("47370", (), shelf.day(Q1, *releases))
        assert told.line == Line(value(), frozenset(), expected)


def test_a_file_without_the_code_has_no_line(shelf: Shelf) -> None:
    asked = shelf.day(Q1, Q1_QPP)
    plain, other = schedules("99213", (), asked)
    assert plain == Schedule(asked.choice(PFS), "non-QPP", None, None)
    assert other == Schedule(asked.choice(PFS, variant="qpp"), "QPP", None, None)
    assert (plain.row, other.row) == (None, None)
    assert with_row((plain, other)) is plain


@pytest.mark.parametrize(
    ("found", "answers"),
    [
        ([Q1, Q1_QPP], "non-QPP"),
        ([Q1_QPP], "QPP"),
        ([pfs("2026-01-01", value("99213")), Q1_QPP], "QPP"),
        ([Q1, qpp("2026-01-01", value("99213"))], "non-QPP"),
        ([], ""),
    ],
)
def test_the_first_file_that_has_the_code_answers(shelf: Shelf, found: list[Held], answers: str) -> None:
    told = with_row(schedules("47370", (), shelf.day(*found)))
    assert told.participation == answers
    assert (told.choice == Choice("none held")) == (not found)
