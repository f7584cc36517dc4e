"""PTP edits: on which days one counts, what undoes it, and where the lack of one is shown."""

from datetime import date

import pytest
from rows import edit

from cptref.medicare.edits import (
    Ends,
    Pair,
    Side,
    Undone,
    associated,
    covers,
    is_active,
    undoing,
    undone,
    verdict,
)
from cptref.medicare.services import SITES

SURGERIES, WITH_VISIT, VISIT_FIRST = ("47370", "47000"), ("47370", "99213"), ("99213", "36415")
LABORATORY, WITH_TEST = ("80053", "82040"), ("43235", "80053")


@pytest.mark.parametrize(
    ("effective", "deleted", "indicator", "day", "counts"),
    [
        ("2002-01-01", None, 1, "2001-12-31", False),
        ("2002-01-01", None, 1, "2002-01-01", True),
        ("2002-01-01", None, 1, "2026-01-15", True),
        ("2002-01-01", None, 0, "2026-01-15", True),
        ("2002-01-01", None, 0, "9999-12-31", True),
        ("2014-01-01", "2019-12-31", 0, "2013-12-31", False),
        ("2014-01-01", "2019-12-31", 0, "2014-01-01", True),
        ("2014-01-01", "2019-12-31", 0, "2019-12-30", True),
        ("2014-01-01", "2019-12-31", 0, "2019-12-31", True),
        ("2014-01-01", "2019-12-31", 0, "2020-01-01", False),
        ("2018-07-01", "2018-07-01", 1, "2018-07-01", True),
        ("2018-07-01", "2018-07-01", 9, "2018-07-01", False),
        ("2018-07-01", None, 9, "2026-01-15", False),
    ],
)
def test_an_edit_counts_from_its_effective_day_through_the_day_of_its_deletion(
    effective: str, deleted: str | None, indicator: int, day: str, counts: bool
) -> None:
    row = edit(effective=effective, deleted=deleted, indicator=indicator)
    assert is_active(row, date.fromisoformat(day)) is counts


@pytest.mark.parametrize(("indicator", "means"), [(0, "bundled"), (1, "bundled unless modified")])
def test_the_indicator_says_whether_a_modifier_helps(indicator: int, means: str) -> None:
    assert verdict(edit(indicator=indicator)) == means


@pytest.mark.parametrize(
    ("day", "other"),
    [
        ("1995-12-31", "27 91"),
        ("1996-01-01", "27 59 91"),
        ("2014-12-31", "27 59 91"),
        ("2015-01-01", "27 59 91 XE XS XP XU"),
        ("2026-01-15", "27 59 91 XE XS XP XU"),
    ],
)
def test_the_associated_modifiers_are_those_of_the_day(day: str, other: str) -> None:
    assert associated(date.fromisoformat(day)) == {
        "anatomic": SITES,
        "global surgery": ("24", "25", "57", "58", "78", "79"),
        "other": tuple(other.split()),
    }


@pytest.mark.parametrize(
    ("pair", "day", "surgery", "other"),
    [
        (SURGERIES, "2026-01-15", "58 78 79", "59 XE XS XP XU"),
        (SURGERIES, "2014-12-31", "58 78 79", "59"),
        (SURGERIES, "1995-12-31", "58 78 79", ""),
        (WITH_VISIT, "2026-01-15", "24 25 57 58 78 79", "27 59 XE XS XP XU"),
        (WITH_VISIT, "2014-12-31", "24 25 57 58 78 79", "27 59"),
        (VISIT_FIRST, "2026-01-15", "24 25 57 58 78 79", "27 59 XE XS XP XU"),
        (("99213", "99214"), "2026-01-15", "24 25 57 58 78 79", "27 59 XE XS XP XU"),
        (WITH_TEST, "2026-01-15", "58 78 79", "59 91 XE XS XP XU"),
        (("80053", "43235"), "2026-01-15", "58 78 79", "59 91 XE XS XP XU"),
        (LABORATORY, "2026-01-15", "58 78 79", "59 91 XE XS XP XU"),
        (("0001U", "0030U"), "2026-01-15", "58 78 79", "59 91 XE XS XP XU"),
        (("99213", "80053"), "2026-01-15", "24 25 57 58 78 79", "27 59 91 XE XS XP XU"),
    ],
)
def test_what_undoes_an_edit_depends_on_its_codes(pair: Pair, day: str, surgery: str, other: str) -> None:
    assert undoing(pair, date.fromisoformat(day)) == {
        "anatomic": SITES,
        "global surgery": tuple(surgery.split()),
        "other": tuple(other.split()),
    }


@pytest.mark.parametrize(
    ("pair", "indicator", "day", "one", "two", "undone_by"),
    [
        (SURGERIES, 1, "2026-01-15", "", "", ""),
        (SURGERIES, 1, "2026-01-15", "", "59", "two 59"),
        (SURGERIES, 1, "2026-01-15", "59", "", "one 59"),
        (SURGERIES, 0, "2026-01-15", "59 LT", "59 RT", ""),
        (SURGERIES, 1, "2026-01-15", "59 LT", "RT 62 XE", "one 59, one LT, two RT, two XE"),
        (SURGERIES, 1, "2026-01-15", "LT", "", "one LT (one site)"),
        (SURGERIES, 1, "2026-01-15", "", "T1 F2", "two T1 (one site), two F2 (one site)"),
        (SURGERIES, 1, "2026-01-15", "LT", "LT", "one LT (same site), two LT (same site)"),
        (
            SURGERIES,
            1,
            "2026-01-15",
            "LT 59",
            "59 LT",
            "one LT (same site), one 59, two 59, two LT (same site)",
        ),
        (SURGERIES, 1, "2026-01-15", "E1", "E2", "one E1, two E2"),
        (SURGERIES, 1, "2019-06-30", "59", "", ""),
        (SURGERIES, 1, "2019-06-30", "", "59", "two 59"),
        (SURGERIES, 1, "2019-06-30", "59", "59", "two 59"),
        (SURGERIES, 1, "2019-07-01", "59", "", "one 59"),
        (SURGERIES, 1, "2019-07-01", "59", "59", "one 59, two 59"),
        (SURGERIES, 1, "2019-06-30", "XE", "", ""),
        (SURGERIES, 1, "2019-06-30", "XE XS XP XU", "XE XS XP XU", "two XE, two XS, two XP, two XU"),
        (SURGERIES, 1, "2019-07-01", "XE", "", "one XE"),
        (SURGERIES, 1, "2014-12-31", "", "XE", ""),
        (SURGERIES, 1, "2015-01-01", "", "XE", "two XE"),
        (SURGERIES, 1, "1995-12-31", "59", "59", ""),
        (SURGERIES, 1, "1996-01-01", "59", "59", "two 59"),
        (SURGERIES, 1, "2019-06-30", "58 78 79", "", "one 58, one 78, one 79"),
        (SURGERIES, 1, "2026-01-15", "", "58 78 79", "two 58, two 78, two 79"),
        (SURGERIES, 1, "2026-01-15", "24 25 27 57", "24 25 27 57 91", ""),
        (WITH_VISIT, 1, "2026-01-15", "", "24 27 57 91", "two 24, two 27, two 57"),
        (WITH_VISIT, 1, "2026-01-15", "24 25 27 57", "", ""),
        (WITH_VISIT, 1, "2026-01-15", "", "59 XE XS XP XU", ""),
        (WITH_VISIT, 1, "2026-01-15", "59", "", "one 59"),
        (WITH_VISIT, 1, "2026-01-15", "58", "58 78 79", "one 58"),
        (WITH_VISIT, 0, "2026-01-15", "", "25", ""),
        (VISIT_FIRST, 1, "2026-01-15", "24 27", "", "one 24, one 27"),
        (VISIT_FIRST, 1, "2026-01-15", "59", "59", "two 59"),
        (WITH_TEST, 1, "2026-01-15", "91", "91 25", "two 91"),
        (LABORATORY, 1, "2026-01-15", "91", "91", "one 91, two 91"),
        (SURGERIES, 1, "2026-01-15", "22 50 51 76 77", "22 50 51 76 77", ""),
        (("47370", "98000"), 1, "2025-01-01", "", "24", "two 24"),
        (("47370", "98000"), 1, "2024-12-31", "", "24", ""),
    ],
)
def test_a_modifier_on_a_line_undoes_an_edit(
    pair: Pair, indicator: int, day: str, one: str, two: str, undone_by: str
) -> None:
    first, second = Side(pair[0], tuple(one.split()), "090"), Side(pair[1], tuple(two.split()), "090")
    found = undone(edit(*pair, indicator=indicator), first, second, date.fromisoformat(day))
    assert told(found) == undone_by


@pytest.mark.parametrize(
    ("modifier", "global_days", "undone_by"),
    [
        ("25", "000", "two 25"),
        ("25", "010", "two 25"),
        ("25", "XXX", "two 25"),
        ("25", "ZZZ", "two 25"),
        ("25", "MMM", "two 25"),
        ("25", "090", "two 25 (57 for major surgery)"),
        ("25", "YYY", "two 25 (global days unknown)"),
        ("25", "", "two 25 (global days unknown)"),
        ("57", "090", "two 57"),
        ("57", "000", ""),
        ("57", "010", ""),
        ("57", "XXX", ""),
        ("57", "ZZZ", ""),
        ("57", "YYY", "two 57 (global days unknown)"),
        ("57", "", "two 57 (global days unknown)"),
        ("24", "090", "two 24"),
        ("24", "000", "two 24"),
        ("24", "", "two 24"),
        ("27", "", "two 27"),
    ],
)
def test_the_modifier_of_a_visit_goes_by_the_global_days_of_the_other_code(
    modifier: str, global_days: str, undone_by: str
) -> None:
    surgery, visit = Side("47370", (), global_days), Side("99213", (modifier,))
    found = undone(edit("47370", "99213"), surgery, visit, date(2026, 1, 15))
    assert told(found) == undone_by
    found = undone(edit("99213", "47370"), visit, surgery, date(2026, 1, 15))
    assert told(found) == undone_by.replace("two", "one")


def told(found: tuple[Undone, ...]) -> str:
    return ", ".join(
        f"{one.column.removeprefix('column ')} {one.modifier}" + (f" ({one.caution})" if one.caution else "")
        for one in found
    )


F2: Ends = (("25442", "01810"), ("37252", "99452"))
F3: Ends = (("37253", "0213T"), ("62322", "J2001"))
F4: Ends = (("62323", "0178T"), ("U0003", "U0004"))
F9: Ends = (("70010", "70015"), ("72240", "99213"))
F10: Ends = (("72255", "0213T"), ("99499", "G0463"))


@pytest.mark.parametrize(
    ("parts", "pair", "covered"),
    [
        ((), ("47370", "47000"), False),
        ([("3", F3)], ("37253", "0213S"), False),
        ([("3", F3)], ("37253", "0213T"), True),
        ([("3", F3)], ("47370", "76940"), True),
        ([("3", F3)], ("62322", "J2001"), True),
        ([("3", F3)], ("62322", "J2002"), False),
        ([("3", F3)], ("27130", "47370"), False),
        ([("3", F3)], ("99213", "47370"), False),
        ([("", F3)], ("47370", "76940"), True),
        ([("", F3)], ("99213", "47370"), False),
        ([("2", F2), ("3", F3)], ("27130", "47370"), True),
        ([("2", F2), ("3", F3)], ("37252", "99453"), True),
        ([("3", F3), ("2", F2)], ("37252", "99453"), True),
        ([("2", F2), ("3", F3)], ("37253", "0001A"), True),
        ([("2", F2), ("4", F4)], ("37252", "99453"), False),
        ([("2", F2), ("4", F4)], ("47370", "76940"), False),
        ([("2", F2), ("4", F4)], ("99213", "47370"), True),
        ([("2", F2), ("3", F3), ("4", F4)], ("62322", "J9999"), True),
        ([("3", F3), ("4", F4)], ("37253", "0001A"), False),
        ([("3", F3), ("4", F4)], ("U0004", "U0003"), False),
        ([("3", F3), ("", F4)], ("62322", "J9999"), False),
        ([("9", F9), ("10", F10)], ("72240", "99214"), True),
        ([("10", F10), ("11", F9)], ("72240", "99214"), False),
    ],
)
def test_no_edit_is_shown_within_parts_and_between_parts_that_follow(
    parts: list[tuple[str, Ends]], pair: Pair, covered: bool
) -> None:
    assert covers(parts, pair) is covered
