"""Modifiers that may not stand together on one line, in either order, and those that may."""

from itertools import permutations

import pytest
from rows import DAY, relative_value

from cptref.medicare.conflicts import APART, conflict
from cptref.medicare.effects import Line
from cptref.medicare.modifiers import effects
from cptref.medicare.price import price

ROLES = ("62", "66", "80", "81", "82", "AS")
PAIRS = (
    ("54", "55", "one surgeon"),
    ("54", "56", "part of surgery"),
    ("26", "TC", "both components"),
    ("54", "78", "surgery alone"),
    ("55", "78", "surgery alone"),
    ("56", "78", "surgery alone"),
    ("56", "79", "no care before"),
    ("58", "78", "one relation"),
    ("58", "79", "one relation"),
    ("78", "79", "one relation"),
    ("55", "80", "assistants"),
    ("55", "81", "assistants"),
    ("55", "82", "assistants"),
    ("55", "AS", "assistants"),
    ("53", "73", "physicians"),
    ("53", "74", "physicians"),
    ("50", "78", "two lines"),
    ("GA", "GZ", "one notice"),
    ("59", "XE", "one distinct"),
    ("59", "XP", "one distinct"),
    ("59", "XS", "one distinct"),
    ("59", "XU", "one distinct"),
)


@pytest.mark.parametrize("pair", list(permutations(ROLES, 2)))
def test_a_line_has_one_role_in_a_surgery(pair: tuple[str, str]) -> None:
    assert conflict(pair) == ("one role", tuple(sorted(pair)))


@pytest.mark.parametrize(("one", "two", "why"), PAIRS)
def test_some_modifiers_may_not_stand_together_in_either_order(one: str, two: str, why: str) -> None:
    for pair in ((one, two), (two, one), ("LT", two, "22", one)):
        assert conflict(pair) == (why, (one, two))


def test_the_table_holds_these_pairs_and_no_other() -> None:
    assert tuple((*pair, why) for pair, why in APART.items()) == tuple(
        sorted(PAIRS, key=lambda row: list(APART).index(row[:2]))
    )


@pytest.mark.parametrize(
    "modifiers",
    [
        *("", *ROLES, "80 80", "54", "55", "56", "26", "TC", "62 78", "80 50", "AS 59", "66 22", "55 56"),
        *("26 59", "54 79", "55 79", "54 58", "56 58", "78 80", "50 79", "50 58", "GA GX", "XE XS", "53 52"),
        *("LT RT", "LT 78", "73 74", "LT 50", "50 LT RT"),
    ],
)
def test_others_may(modifiers: str) -> None:
    assert conflict(modifiers.split()) is None


def test_left_with_right_is_both_sides() -> None:
    assert conflict(["LT RT", "78"]) == ("two lines", ("50", "78"))
    assert conflict(["LT RT", "79"]) is None


@pytest.mark.parametrize(
    ("typed", "verdict", "reason", "amount"),
    [
        ("54 79", "payable", None, "962.61"),
        ("55 79", "payable", None, "255.88"),
        ("54 78", "not payable", "surgery alone", None),
        ("50 LT RT", "payable", None, "1827.74"),
        ("LT RT", "payable", None, "1827.74"),
        ("LT RT 78", "not payable", "two lines", None),
        ("53 73", "not payable", "physicians", None),
    ],
)
def test_what_contradicts_itself_is_not_payable(
    typed: str, verdict: str, reason: str | None, amount: str | None
) -> None:
    hip = relative_value(
        code="27130",
        work="19.60",
        facility_pe="14.06",
        malpractice="4.01",
        pre="0.10",
        intra="0.69",
        post="0.21",
        bilateral="1",
        conversion_factor="32.3465",
    )
    found = price(hip, "facility", effects(typed.split(), Line(hip), DAY))
    assert (found.verdict, found.reason and found.reason.code) == (verdict, reason)
    assert (found.amount and str(found.amount)) == amount
