"""Which release of the PTP edits covers a pair or a code, and what it says."""

import held
import pytest
from held import Held, Shelf, day, edit, ptp

from cptref.answers.volumes import Column, Judged, Volumes
from cptref.cms.families import PTP
from cptref.cms.rows import Edit

shelf = held.shelf

PARTS = {
    "1": (
        edit("00100", "31505"),
        edit("27130", "99213"),
        edit("36415", "99213", 9, "2018-07-01", "2018-07-01"),
    ),
    "2": (
        edit("43235", "80053", first="1996-01-01"),
        edit("47120", "47370"),
        edit("47370", "47000"),
        edit("47370", "49320", 0),
        edit("47370", "99213", 0, "2014-01-01", "2019-12-31"),
        edit("47370", "99213", 1, "2020-01-01"),
        edit("49205", "47370", last="2025-12-31"),
        edit("49320", "47000"),
    ),
    "3": (edit("62322", "J2001", 0, last="2020-12-31"), edit("70496", "76376")),
    "4": (edit("80053", "82947"), edit("G0105", "45378")),
}


def parts(numbers: str, effective: str = "2026-01-01") -> tuple[Held, ...]:
    return tuple(ptp(effective, number, *PARTS[number]) for number in numbers)


def row(part: str, one: str, two: str) -> Edit:
    """The last edit between two codes."""
    return next(
        found for found in reversed(PARTS[part]) if (found.column_one, found.column_two) == (one, two)
    )


def told(judged: Judged) -> tuple[str, Edit | None, str]:
    """The verdict, its edit, and the part that has it or has none."""
    names = [choice.standing.names[-1][-2:] for choice in judged.choices if choice.standing]
    return judged.verdict, judged.edit, " ".join(names)


@pytest.mark.parametrize(
    ("numbers", "pair", "expected"),
    [
        ("1234", ("47370", "47000"), ("bundled unless modified", row("2", "47370", "47000"), "f2")),
        ("1234", ("47370", "49320"), ("bundled", row("2", "47370", "49320"), "f2")),
        # the columns have an order
        ("1234", ("47000", "47370"), ("no edit", None, "f2")),
        # two edits of one pair, one after the other
        ("1234", ("47370", "99213"), ("bundled unless modified", row("2", "47370", "99213"), "f2")),
        # of indicator 9, and deleted
        ("1234", ("36415", "99213"), ("no edit", None, "f1")),
        ("1234", ("62322", "J2001"), ("no edit", None, "f3")),
        # within a part, at its ends, and between two parts of consecutive numbers, where either would tell
        ("2", ("45378", "45380"), ("no edit", None, "f2")),
        ("2", ("43235", "80053"), ("bundled unless modified", row("2", "43235", "80053"), "f2")),
        ("2", ("49320", "47000"), ("bundled unless modified", row("2", "49320", "47000"), "f2")),
        ("12", ("40000", "40001"), ("no edit", None, "f1")),
        ("123", ("60000", "60001"), ("no edit", None, "f2")),
        ("1234", ("27130", "99214"), ("no edit", None, "f1")),
        # before, after and beside what is held
        ("2", ("43235", "80052"), ("unknown", None, "")),
        ("2", ("49320", "47001"), ("unknown", None, "")),
        ("13", ("47370", "47000"), ("unknown", None, "")),
        ("1234", ("00100", "00001"), ("unknown", None, "")),
        ("1234", ("G0105", "45379"), ("unknown", None, "")),
        ("", ("47370", "47000"), ("unknown", None, "")),
    ],
)
def test_a_pair_is_judged_by_the_parts_that_cover_it(
    shelf: Shelf, numbers: str, pair: tuple[str, str], expected: tuple[str, Edit | None, str]
) -> None:
    judged = Volumes(shelf.day(*parts(numbers)), "practitioner").judge(pair)
    assert judged.pair == pair
    assert told(judged) == expected


@pytest.mark.parametrize(
    ("pair", "on", "verdict"),
    [
        # the first day and the last day of an edit, and the days beside them
        (("47370", "99213"), "2013-12-31", "no edit"),
        (("47370", "99213"), "2014-01-01", "bundled"),
        (("47370", "99213"), "2019-12-31", "bundled"),
        (("47370", "99213"), "2020-01-01", "bundled unless modified"),
        (("49205", "47370"), "2025-12-31", "bundled unless modified"),
        (("49205", "47370"), "2026-01-01", "no edit"),
        # deleted on the day on which it began
        (("36415", "99213"), "2018-07-01", "no edit"),
    ],
)
def test_an_edit_counts_from_its_first_day_to_its_last(
    shelf: Shelf, pair: tuple[str, str], on: str, verdict: str
) -> None:
    judged = Volumes(shelf.day(*parts("1234"), on=on), "practitioner").judge(pair)
    assert judged.verdict == verdict
    assert [choice.coverage for choice in judged.choices] == ["in force"]


NEWER = ptp("2026-04-01", "2", edit("43235", "80053", 0), edit("47370", "47379"), edit("49320", "47000", 0))


@pytest.mark.parametrize(
    ("pair", "verdict", "release"),
    [
        # the newer release covers the pair, and has another edit, or none any more
        (("49320", "47000"), "bundled", "ptp-practitioner-2026q2"),
        (("47370", "47000"), "no edit", "ptp-practitioner-2026q2"),
        # it does not, for lack of its other parts
        (("27130", "99213"), "bundled unless modified", "ptp-practitioner-2026q1"),
        (("62322", "J2001"), "no edit", "ptp-practitioner-2026q1"),
        (("G0105", "45378"), "bundled unless modified", "ptp-practitioner-2026q1"),
        (("G0106", "45378"), "unknown", ""),
    ],
)
def test_the_newest_release_that_covers_a_pair_judges_it(
    shelf: Shelf, pair: tuple[str, str], verdict: str, release: str
) -> None:
    judged = Volumes(shelf.day(*parts("1234"), NEWER), "practitioner").judge(pair)
    assert (judged.verdict, "".join(choice.name for choice in judged.choices)) == (verdict, release)


def test_the_releases_are_held_newest_first_with_their_parts(shelf: Shelf) -> None:
    asked = shelf.day(*parts("12", "2025-10-01"), NEWER, *parts("3", "2026-01-01"))
    volumes = Volumes(asked, "practitioner").held
    assert [(volume.effective, volume.choice.name) for volume in volumes] == [
        (day("2026-04-01"), "ptp-practitioner-2026q2"),
        (day("2026-01-01"), "ptp-practitioner-2026q1"),
        (day("2025-10-01"), "ptp-practitioner-2025q4"),
    ]
    assert [volume.ends for volume in volumes] == [
        {"2": (("43235", "80053"), ("49320", "47000"))},
        {"3": (("62322", "J2001"), ("70496", "76376"))},
        {
            "1": (("00100", "31505"), ("36415", "99213")),
            "2": (("43235", "80053"), ("49320", "47000")),
        },
    ]
    assert all(volume.parts.keys() == volume.ends.keys() for volume in volumes)
    assert Volumes(asked, "hospital").held == []


def test_the_edits_of_another_kind_of_claim_are_anothers(shelf: Shelf) -> None:
    asked = shelf.day(
        *parts("12"),
        ptp("2026-01-01", "1", edit("47000", "47370"), edit("47370", "47000", 0), kind="hospital"),
    )
    verdicts = {
        kind: Volumes(asked, kind).judge(("47370", "47000")).verdict for kind in ("practitioner", "hospital")
    }
    assert verdicts == {"practitioner": "bundled unless modified", "hospital": "bundled"}


def test_a_file_without_a_number_covers_what_lies_within_it(shelf: Shelf) -> None:
    held_ = Volumes(shelf.day(ptp("2026-01-01", "", *PARTS["2"])), "practitioner")
    pairs = ("47370", "47000"), ("45378", "45380"), ("27130", "99213"), ("60000", "60001")
    assert [held_.judge(pair).verdict for pair in pairs] == [
        *("bundled unless modified", "no edit", "unknown", "unknown"),
    ]


@pytest.mark.parametrize(
    ("numbers", "one", "two", "expected"),
    [
        ("1234", "47370", "47000", [("47370", "47000", "bundled unless modified")]),
        ("1234", "47000", "47370", [("47370", "47000", "bundled unless modified")]),
        ("1234", "47370", "43235", [("47370", "43235", "no edit")]),
        ("1234", "43235", "47370", [("43235", "47370", "no edit")]),
        # one order is covered, the other is not: an edit is one all the same, none is not shown
        ("2", "43235", "80053", [("43235", "80053", "bundled unless modified")]),
        ("2", "80053", "43235", [("43235", "80053", "bundled unless modified")]),
        ("2", "47370", "70496", [("70496", "47370", "unknown")]),
        ("2", "70496", "47370", [("70496", "47370", "unknown")]),
        ("2", "70496", "00100", [("70496", "00100", "unknown")]),
        ("", "47370", "47000", [("47370", "47000", "unknown")]),
    ],
)
def test_two_codes_are_judged_in_both_orders(
    shelf: Shelf, numbers: str, one: str, two: str, expected: list[tuple[str, str, str]]
) -> None:
    found = Volumes(shelf.day(*parts(numbers)), "practitioner").together(one, two)
    assert [(*judged.pair, judged.verdict) for judged in found] == expected


def test_both_orders_may_have_an_edit(shelf: Shelf) -> None:
    first, second = edit("47370", "49320", 0), edit("49320", "47370")
    asked = shelf.day(ptp("2026-01-01", "1", first, second))
    (choice,) = asked.every(PTP, "practitioner")
    assert Volumes(asked, "practitioner").together("49320", "47370") == [
        Judged(("49320", "47370"), "bundled unless modified", second, (choice,)),
        Judged(("47370", "49320"), "bundled", first, (choice,)),
    ]


OF_47370 = [("47370", "47000"), ("47370", "49320"), ("47370", "99213")]
INTO_47370 = [("47120", "47370")]


@pytest.mark.parametrize(
    ("numbers", "code", "column", "pairs", "is_whole"),
    [
        ("1234", "47370", "column_one", OF_47370, True),
        ("1234", "47370", "column_two", INTO_47370, True),
        # one part shows all edits of a column one code within it, and no part those of a column two code
        ("2", "47370", "column_one", OF_47370, True),
        ("2", "47370", "column_two", INTO_47370, False),
        ("123", "47370", "column_two", INTO_47370, False),
        ("134", "47370", "column_one", [], False),
        ("12", "27130", "column_one", [("27130", "99213")], True),
        # a code at the end of a part may go on in the next
        ("1", "00100", "column_one", [("00100", "31505")], False),
        ("2", "43235", "column_one", [("43235", "80053")], False),
        ("2", "49320", "column_one", [("49320", "47000")], False),
        ("23", "49320", "column_one", [("49320", "47000")], True),
        ("12", "43235", "column_one", [("43235", "80053")], True),
        # in two files' edits of column two
        ("12", "99213", "column_two", [("27130", "99213"), ("47370", "99213")], False),
        ("1234", "99213", "column_two", [("27130", "99213"), ("47370", "99213")], True),
        ("1234", "36415", "column_one", [], True),
        ("1234", "45380", "column_two", [], True),
        ("", "47370", "column_one", [], False),
        ("", "47370", "column_two", [], False),
    ],
)
def test_a_code_has_its_active_edits_and_whether_there_can_be_no_other(
    shelf: Shelf, numbers: str, code: str, column: Column, pairs: list[tuple[str, str]], is_whole: bool
) -> None:
    found, _, whole = Volumes(shelf.day(*parts(numbers)), "practitioner").of(code, column)
    assert ([judged.pair for judged in found], whole) == (pairs, is_whole)
    for judged in found:
        assert judged.edit
        assert judged.choices
        assert judged.pair == (judged.edit.column_one, judged.edit.column_two)
        assert judged.verdict == ("bundled unless modified" if judged.edit.indicator else "bundled")


@pytest.mark.parametrize(
    ("code", "column", "pairs", "release", "is_whole"),
    [
        # the newer part covers the code
        ("47370", "column_one", [("47370", "47379")], "ptp-practitioner-2026q2", True),
        # it does not, and the older release does
        ("27130", "column_one", [("27130", "99213")], "ptp-practitioner-2026q1", True),
        ("47370", "column_two", INTO_47370, "ptp-practitioner-2026q1", True),
        # it is not whole, and has the code
        ("47379", "column_two", [("47370", "47379")], "ptp-practitioner-2026q2", False),
        ("47000", "column_two", [("49320", "47000")], "ptp-practitioner-2026q2", False),
    ],
)
def test_the_newest_release_that_covers_or_has_a_code_tells_its_edits(
    shelf: Shelf, code: str, column: Column, pairs: list[tuple[str, str]], release: str, is_whole: bool
) -> None:
    found, _, whole = Volumes(shelf.day(*parts("1234"), NEWER), "practitioner").of(code, column)
    assert ([judged.pair for judged in found], whole) == (pairs, is_whole)
    assert {choice.name for judged in found for choice in judged.choices} == {release}


def test_two_edits_of_one_pair_that_both_count_are_told_in_the_order_of_their_days(shelf: Shelf) -> None:
    found = ptp(
        "2026-01-01",
        "1",
        edit("47370", "49320", 1, "2019-01-01"),
        edit("47370", "49320", 0, "2020-01-01"),
        edit("47370", "47000", 0),
    )
    told_, _, _ = Volumes(shelf.day(found), "practitioner").of("47370", "column_one")
    assert [(*judged.pair, judged.verdict) for judged in told_] == [
        ("47370", "47000", "bundled"),
        ("47370", "49320", "bundled unless modified"),
        ("47370", "49320", "bundled"),
    ]
