"""The edits of one code, and the verdict on lines that stand together."""

import held
import pytest
from held import Held, Shelf, cited, day, edit, mue, pfs, ptp, units, value

from cptref.answers.edits import Complete, Edits, Pair, Undone, edits
from cptref.answers.limits import limit
from cptref.answers.notes import NOTHING_HELD, Note
from cptref.cms.families import MUE, PTP, Claim
from cptref.codes import Asked, parse
from cptref.medicare.edits import Verdict, associated, undoing
from cptref.releases.day import Choice
from published import MISUSE

shelf = held.shelf

ROWS = {
    "1": (edit("00100", "31505"), edit("27130", "99213"), edit("36415", "99213")),
    "2": (
        edit("43235", "80053"),
        edit("47120", "47370"),
        edit("47370", "47000"),
        edit("47370", "49320", 0),
        edit("47370", "99213", 1, "2014-01-01", "2026-01-31"),
        edit("49320", "47000"),
    ),
    "3": (edit("62322", "J2001", 0), edit("70496", "76376")),
    "4": (edit("80053", "82947"), edit("G0105", "45378")),
}
ALL = PART_1, PART_2, PART_3, PART_4 = tuple(ptp("2026-01-01", part, *rows) for part, rows in ROWS.items())
UNNUMBERED = ptp("2026-01-01", "", *(row for rows in ROWS.values() for row in rows))
LIMITS = mue("2026-01-01", units("47370", 1), units("47000", 3, "3"))
HOSPITAL = (
    ptp(
        "2026-01-01",
        "1",
        edit("10000", "10001"),
        edit("47370", "47000", 0),
        edit("99999", "99998"),
        kind="hospital",
    ),
    mue("2026-01-01", units("47370", 2), kind="hospital"),
)


def lines(*typed: str) -> list[Asked]:
    return [parse(text) for text in typed]


def test_a_pair_says_all_that_its_edit_says(shelf: Shelf) -> None:
    asked = shelf.day(*ALL, LIMITS)
    typed = lines("47000-59-RT", "47370-22")
    answer = edits(typed, asked, "practitioner")
    (_, part_2, *_) = asked.every(PTP, "practitioner")
    pair = Pair(
        column_one="47370",
        column_two="47000",
        verdict="bundled unless modified",
        modifier_indicator="1",
        effective=day("2002-01-01"),
        deleted=None,
        rationale=MISUSE,
        modifiers=undoing(("47370", "47000"), asked.on),
        lines=(2, 1),
        undone=(Undone(1, "47000", "59"), Undone(1, "47000", "RT", "one site")),
        choices=(part_2,),
    )
    assert answer == Edits(
        lines=tuple(typed),
        claim="practitioner",
        on=day("2026-01-15"),
        coverage="in force",
        pairs=(pair,),
        complete=None,
        associated=associated(asked.on),
        limits=(limit("47000", "practitioner", asked), limit("47370", "practitioner", asked)),
        choices=(part_2, asked.choice(MUE, "practitioner")),
        notes=(),
    )
    assert pair.sources == (cited("ptp-practitioner-2026q1", "ptp-practitioner-2.txt", "47370", "47000"),)
    assert answer.codes == ("47000", "47370")
    assert [choice.name for choice in answer.choices] == [
        *("ptp-practitioner-2026q1", "mue-practitioner-2026q1"),
    ]
    assert [one.row and one.row.units for one in answer.limits] == [3, 1]


def test_an_edit_of_indicator_0_is_undone_by_nothing(shelf: Shelf) -> None:
    typed = lines("47370-59", "49320-59-XS-LT")
    (pair,) = edits(typed, shelf.day(*ALL), "practitioner").pairs
    assert (pair.verdict, pair.modifier_indicator, pair.modifiers, pair.undone) == ("bundled", "0", None, ())
    assert (pair.lines, pair.rationale, pair.deleted) == ((1, 2), MISUSE, None)


def test_a_pair_without_an_edit_says_which_release_has_none(shelf: Shelf) -> None:
    typed = lines("47370-59", "43235-59")
    asked = shelf.day(*ALL)
    (pair,) = edits(typed, asked, "practitioner").pairs
    part_1, part_2, *_ = asked.every(PTP, "practitioner")
    assert pair == Pair(
        "47370", "43235", "no edit", None, None, None, None, None, (1, 2), (), (part_2, part_1)
    )
    assert pair.sources == (
        cited("ptp-practitioner-2026q1", "ptp-practitioner-2.txt"),
        cited("ptp-practitioner-2026q1", "ptp-practitioner-1.txt"),
    )


def test_no_edit_rests_on_the_parts_of_both_orders(shelf: Shelf) -> None:
    asked = shelf.day(PART_1, PART_2, PART_3, PART_4, on="2026-04-01")
    (pair,) = edits(lines("47370", "27130"), asked, "practitioner").pairs
    assert pair.verdict == "no edit"
    assert [str(source) for source in pair.sources] == [
        "ptp-practitioner-2026q1, ptp-practitioner-2.txt",
        "ptp-practitioner-2026q1, ptp-practitioner-1.txt",
    ]
    assert [choice.coverage for choice in pair.choices] == ["newest held"] * 2


@pytest.mark.parametrize(("on", "verdict"), [("1995-12-31", "unknown"), ("1996-01-01", "no edit")])
def test_before_ncci_began_nothing_is_known(shelf: Shelf, on: str, verdict: str) -> None:
    (pair,) = edits(lines("47370", "43235"), shelf.day(*ALL, on=on), "practitioner").pairs
    assert pair.verdict == verdict


@pytest.mark.parametrize(
    ("typed", "global_days", "undone"),
    [
        ("99213-25", "000", [""]),
        ("99213-25", "090", ["57 for major surgery"]),
        ("99213-25", None, ["global days unknown"]),
        ("99213-57", "090", [""]),
        ("99213-57", "000", []),
        ("99213-59", "000", []),
        ("99213-LT", "000", ["one site"]),
    ],
)
def test_the_global_days_of_the_other_code_are_looked_up(
    shelf: Shelf, typed: str, global_days: str | None, undone: list[str]
) -> None:
    schedule = (pfs("2026-01-01", value("47370", global_days=global_days)),) if global_days else ()
    (pair,) = edits(lines("47370", typed), shelf.day(*ALL, *schedule), "practitioner").pairs
    assert [one.caution for one in pair.undone] == undone


def test_a_pair_that_no_release_covers_is_unknown(shelf: Shelf) -> None:
    for found in ((PART_1,), ()):
        answer = edits(lines("47370", "43235"), shelf.day(*found), "practitioner")
        assert answer.pairs == (
            Pair("47370", "43235", "unknown", None, None, None, None, None, (1, 2), (), ()),
        )
        assert answer.pairs[0].sources == ()
        assert answer.coverage == ("in force" if found else "none held")
        assert answer.choices == (Choice("none held"),)


@pytest.mark.parametrize(
    ("typed", "is_told"), [("99213-25", True), ("99213-57", True), ("99213-24", False), ("99213", False)]
)
def test_the_file_whose_global_days_decide_is_cited_with_its_age(
    shelf: Shelf, typed: str, is_told: bool
) -> None:
    answer = edits(lines("47370", typed), shelf.day(*ALL, pfs("2025-10-01", value("47370"))), "practitioner")
    assert ("pfs-2025q4" in [choice.name for choice in answer.choices]) is is_told
    stale = Note("newest held", "pfs-2025q4", on=day("2026-01-15"), until=day("2025-12-31"))
    assert answer.notes == ((stale,) if is_told else ())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # a code on two lines: the pair with the one that has 59 is undone, that with the other is not
        (
            ("47000-59", "47370", "47000"),
            [("47370", "47000", (2, 1), ((1, "59"),)), ("47370", "47000", (2, 3), ())],
        ),
        (
            ("47000", "47370", "47000-59"),
            [("47370", "47000", (2, 1), ()), ("47370", "47000", (2, 3), ((3, "59"),))],
        ),
        (
            ("47370-XS", "47370", "47000"),
            [("47370", "47000", (1, 3), ((1, "XS"),)), ("47370", "47000", (2, 3), ())],
        ),
        # on both lines, on either of them, of column one first
        (("47000-XU", "47370-59"), [("47370", "47000", (2, 1), ((2, "59"), (1, "XU")))]),
        # 22 is not associated; 25 is of visits, 91 of the laboratory
        (("47370-22-25", "47000-91"), [("47370", "47000", (1, 2), ())]),
        (("47370", "99213-25"), [("47370", "99213", (1, 2), ((2, "25"),))]),
        (("43235", "80053-91"), [("43235", "80053", (1, 2), ((2, "91"),))]),
        # each two of three
        (
            ("47370", "47000", "49320"),
            [("47370", "47000", (1, 2), ()), ("47370", "49320", (1, 3), ()), ("49320", "47000", (3, 2), ())],
        ),
        (("47370", "47370", "47370"), None),
    ],
)
def test_lines_are_judged_two_by_two_as_typed(
    shelf: Shelf, typed: tuple[str, ...], expected: list[object] | None
) -> None:
    answer = edits(lines(*typed), shelf.day(*ALL), "practitioner")
    if expected is None:
        assert [pair.lines for pair in answer.pairs] == [None] * 4
        return
    assert [
        (pair.column_one, pair.column_two, pair.lines, tuple((one.line, one.modifier) for one in pair.undone))
        for pair in answer.pairs
    ] == expected
    codes = [parse(text).code for text in typed]
    assert all(codes[one.line - 1] == one.code for pair in answer.pairs for one in pair.undone)


@pytest.mark.parametrize(("on", "undone"), [("2019-06-30", ()), ("2019-07-01", (Undone(1, "47370", "59"),))])
def test_59_counts_on_the_column_one_code_from_july_2019_on(
    shelf: Shelf, on: str, undone: tuple[Undone, ...]
) -> None:
    answer = edits(lines("47370-59", "47000"), shelf.day(*ALL, on=on), "practitioner")
    assert [pair.undone for pair in answer.pairs] == [undone]


@pytest.mark.parametrize(("on", "has_xs"), [("2014-12-31", False), ("2015-01-01", True)])
def test_the_associated_modifiers_are_those_of_the_day(shelf: Shelf, on: str, has_xs: bool) -> None:
    answer = edits(lines("47370", "47000-XS"), shelf.day(*ALL, on=on), "practitioner")
    (pair,) = answer.pairs
    assert pair.modifiers
    assert ("XS" in answer.associated["other"], "XS" in pair.modifiers["other"]) == (has_xs, has_xs)
    assert bool(pair.undone) is has_xs


@pytest.mark.parametrize(
    ("on", "verdict", "deleted"),
    [
        ("2013-12-31", "no edit", None),
        ("2014-01-01", "bundled unless modified", "2026-01-31"),
        ("2026-01-31", "bundled unless modified", "2026-01-31"),
        ("2026-02-01", "no edit", None),
    ],
)
def test_an_edit_counts_until_the_day_of_its_deletion(
    shelf: Shelf, on: str, verdict: str, deleted: str | None
) -> None:
    (pair,) = edits(lines("99213", "47370"), shelf.day(*ALL, on=on), "practitioner").pairs
    assert (pair.verdict, pair.deleted) == (verdict, day(deleted) if deleted else None)
    assert pair.effective == (day("2014-01-01") if deleted else None)


def test_a_code_alone_has_its_edits_of_column_one_then_of_column_two(shelf: Shelf) -> None:
    asked = shelf.day(*ALL, LIMITS)
    answer = edits(lines("47370-59"), asked, "practitioner")
    choice = asked.every(PTP, "practitioner")[1]
    told: list[tuple[str, str, Verdict, str, str, str | None]] = [
        ("47370", "47000", "bundled unless modified", "1", "2002-01-01", None),
        ("47370", "49320", "bundled", "0", "2002-01-01", None),
        ("47370", "99213", "bundled unless modified", "1", "2014-01-01", "2026-01-31"),
        ("47120", "47370", "bundled unless modified", "1", "2002-01-01", None),
    ]
    assert answer.pairs == tuple(
        Pair(
            one,
            two,
            verdict,
            indicator,
            day(first),
            day(last) if last else None,
            MISUSE,
            undoing((one, two), asked.on) if indicator == "1" else None,
            None,
            (),
            (choice,),
        )
        for one, two, verdict, indicator, first, last in told
    )
    assert (answer.complete, answer.coverage) == (Complete(column_one=True, column_two=True), "in force")
    assert (answer.lines, answer.codes) == (tuple(lines("47370-59")), ("47370",))
    assert answer.limits == (limit("47370", "practitioner", asked),)
    assert answer.associated == associated(asked.on)


@pytest.mark.parametrize(
    ("found", "code", "complete", "pairs"),
    [
        (ALL, "47370", (True, True), 4),
        ((PART_1, PART_2, PART_3), "47370", (True, False), 4),
        ((PART_2,), "47370", (True, False), 4),
        ((PART_1, PART_3, PART_4), "47370", (False, False), 0),
        ((PART_2,), "43235", (False, False), 1),
        ((PART_1, PART_2), "43235", (True, False), 1),
        ((UNNUMBERED,), "47370", (True, False), 4),
        (ALL, "45380", (True, True), 0),
        ((), "47370", (False, False), 0),
    ],
)
def test_a_code_alone_has_all_its_edits_where_the_parts_held_show_it(
    shelf: Shelf, found: tuple[Held, ...], code: str, complete: tuple[bool, bool], pairs: int
) -> None:
    answer = edits(lines(code), shelf.day(*found), "practitioner")
    assert (answer.complete, len(answer.pairs)) == (Complete(*complete), pairs)


@pytest.mark.parametrize("typed", [("47370", "47370"), ("47370-59", "47370", "47370-RT")])
def test_a_code_on_several_lines_makes_no_pair_with_itself(shelf: Shelf, typed: tuple[str, ...]) -> None:
    answer = edits(lines(*typed), shelf.day(*ALL, LIMITS), "practitioner")
    alone = edits(lines("47370"), shelf.day(*ALL, LIMITS), "practitioner")
    assert answer == alone._replace(lines=tuple(lines(*typed)))
    assert all(pair.column_one != pair.column_two for pair in answer.pairs)


def test_the_limit_of_a_code_is_told_once(shelf: Shelf) -> None:
    answer = edits(lines("47000", "47370", "47000", "43235"), shelf.day(*ALL, LIMITS), "practitioner")
    assert [(one.code, one.kind, one.row and one.row.units) for one in answer.limits] == [
        ("47000", "practitioner", 3),
        ("47370", "practitioner", 1),
        ("43235", "practitioner", None),
    ]
    assert [one.source for one in answer.limits] == [
        cited("mue-practitioner-2026q1", "mue-practitioner.txt", "47000"),
        cited("mue-practitioner-2026q1", "mue-practitioner.txt", "47370"),
        None,
    ]


@pytest.mark.parametrize(
    ("claim", "verdict", "release", "limits"),
    [
        ("practitioner", "bundled unless modified", "ptp-practitioner-2026q1", [1, 3]),
        ("hospital", "bundled", "ptp-hospital-2026q1", [2, None]),
    ],
)
def test_hospitals_have_edits_and_limits_of_their_own(
    shelf: Shelf, claim: Claim, verdict: str, release: str, limits: list[int | None]
) -> None:
    answer = edits(lines("47370", "47000"), shelf.day(*ALL, LIMITS, *HOSPITAL), claim)
    (pair,) = answer.pairs
    assert (answer.claim, pair.verdict, pair.choices[0].name) == (claim, verdict, release)
    assert [one.row and one.row.units for one in answer.limits] == limits
    assert {one.kind for one in answer.limits} == {claim}


NEWER = ptp("2026-04-01", "2", edit("43235", "80053"), edit("49320", "47000"))


@pytest.mark.parametrize(
    ("typed", "release", "coverage"),
    [
        (("47000", "47370"), "ptp-practitioner-2026q2", "in force"),
        (("27130", "99213"), "ptp-practitioner-2026q1", "newest held"),
        (("27130",), "ptp-practitioner-2026q1", "newest held"),
        (("47370", "27130", "99213"), "ptp-practitioner-2026q2", "in force"),
        (("45380",), "", "in force"),
    ],
)
def test_an_older_release_answers_where_the_newest_does_not_cover(
    shelf: Shelf, typed: tuple[str, ...], release: str, coverage: str
) -> None:
    answer = edits(lines(*typed), shelf.day(*ALL, NEWER, on="2026-04-01"), "practitioner")
    names = [choice.name for pair in answer.pairs for choice in pair.choices]
    assert (names[0] if names else "", answer.coverage) == (release, coverage)


STALE = Note("newest held", "ptp-practitioner-2026q1", on=day("2026-04-01"), until=day("2026-03-31"))


@pytest.mark.parametrize(
    ("found", "typed", "on", "expected"),
    [
        ((*ALL, LIMITS), ("47370", "47000"), "2026-03-31", ()),
        (
            (*ALL, LIMITS),
            ("47370", "47000", "27130"),
            "2026-04-01",
            (STALE, STALE._replace(release="mue-practitioner-2026q1")),
        ),
        # that there is no edit rests on the release as well
        (ALL, ("47370", "43235"), "2026-04-01", (STALE,)),
        (ALL, ("47370",), "2026-04-01", (STALE,)),
        # no release of the edits, of the claim's kind, or at all
        (
            (pfs("2026-01-01", value()),),
            ("47370", "47000"),
            "2026-03-31",
            (Note("none held", family="ptp", kind="practitioner"),),
        ),
        (HOSPITAL, ("47370",), "2026-03-31", (Note("none held", family="ptp", kind="practitioner"),)),
        (
            (),
            ("47370", "47000"),
            "2026-03-31",
            (NOTHING_HELD, Note("none held", family="ptp", kind="practitioner")),
        ),
    ],
)
def test_what_is_to_be_known_of_the_edits_is_told_once(
    shelf: Shelf, found: tuple[Held, ...], typed: tuple[str, ...], on: str, expected: tuple[Note, ...]
) -> None:
    assert edits(lines(*typed), shelf.day(*found, on=on), "practitioner").notes == expected


@pytest.mark.parametrize(
    ("named", "release", "verdict"),
    [
        ((), "ptp-practitioner-2026q2", "no edit"),
        (("ptp-practitioner-2026q1",), "ptp-practitioner-2026q1", "bundled unless modified"),
    ],
)
def test_a_release_that_is_named_answers_alone(
    shelf: Shelf, named: tuple[str, ...], release: str, verdict: str
) -> None:
    asked = shelf.day(*ALL, NEWER, on="2026-01-15", named=named)
    answer = edits(lines("47370", "47000"), asked, "practitioner")
    (pair,) = answer.pairs
    assert (pair.choices[0].name, pair.verdict) == (release, verdict)
    assert (answer.coverage, answer.notes) == ("in force", ())


@pytest.mark.parametrize(("on", "coverage"), [("2026-03-31", "in force"), ("2026-04-01", "newest held")])
def test_the_newest_release_says_how_it_stands_to_the_day_where_none_decides(
    shelf: Shelf, on: str, coverage: str
) -> None:
    asked = shelf.day(PART_2, ptp("2025-10-01", "2", *ROWS["2"]), on=on)
    for typed in (("27130", "00100"), ("27130",)):
        answer = edits(lines(*typed), asked, "practitioner")
        assert {pair.choices for pair in answer.pairs} <= {()}
        assert answer.coverage == coverage
