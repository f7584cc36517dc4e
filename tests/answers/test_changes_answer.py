"""What changed between two days."""

from decimal import Decimal

import held
import pytest
from held import (
    ALASKA,
    Held,
    Shelf,
    asc,
    covered,
    day,
    edit,
    excluded,
    gpci,
    hcpcs,
    level_two,
    mue,
    opps,
    outpatient,
    pfs,
    ptp,
    qpp,
    units,
    value,
    zips,
)

from cptref.answers.changes import Change, Changed, Changes, changes
from cptref.answers.notes import NOTHING_HELD, Note
from cptref.releases.day import Day

shelf = held.shelf

START, END = "2025-10-15", "2026-01-15"
Q4, Q1 = pfs("2025-10-01", value()), pfs("2026-01-01", value())
NAMES = ("pfs-2025q4", "pfs-2026q1")


def days(shelf: Shelf, *found: Held, start: str = START, end: str = END) -> tuple[Day, Day]:
    return shelf.day(*found, on=start), shelf.day(*found, on=end)


def told(
    shelf: Shelf, *found: Held, codes: tuple[str, ...] = (), start: str = START, end: str = END
) -> tuple[Change, ...]:
    answer = changes(*days(shelf, *found, start=start, end=end), frozenset(codes))
    assert (answer.start, answer.end) == (day(start), day(end))
    return answer.changes


def test_codes_are_added_and_deleted_and_fields_change(shelf: Shelf) -> None:
    before = (value("43235"), value("45378"), value("45378", "53"), value(work="20.80", global_days="010"))
    after = (value("43235"), value("45378"), value(), value("70496", "26"), value("99213"))
    pair = pfs("2025-10-01", *before), pfs("2026-01-01", *after)
    assert changes(*days(shelf, *pair)) == Changes(
        day(START),
        day(END),
        (
            Change("pfs", "", "45378", "53", "deleted", "", None, None, None, NAMES),
            Change(
                *("pfs", "", "47370", "", "changed", "work", None),
                *(Decimal("20.80"), Decimal("20.28"), NAMES),
            ),
            Change("pfs", "", "47370", "", "changed", "global_days", None, "010", "090", NAMES),
            Change("pfs", "", "70496", "26", "added", "", None, None, None, NAMES),
            Change("pfs", "", "99213", "", "added", "", None, None, None, NAMES),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("before", "after", "family", "kind", "release", "expected"),
    [
        (
            qpp("2025-10-01", value(status="A")),
            qpp("2026-01-01", value(status="N")),
            *("pfs", "qpp", "pfs-{}-qpp"),
            [("47370", "changed", "status", "A", "N")],
        ),
        (
            mue("2025-10-01", units("47370", 1), units("99213", 2)),
            mue("2026-01-01", units("47370", 2), units("99213", 2)),
            *("mue", "practitioner", "mue-practitioner-{}"),
            [("47370", "changed", "units", 1, 2)],
        ),
        (
            mue("2025-10-01", units("47370", 1), kind="hospital"),
            mue("2026-01-01", units("47370", 1, "3"), kind="hospital"),
            *("mue", "hospital", "mue-hospital-{}"),
            [("47370", "changed", "mai", "2", "3")],
        ),
        (
            mue("2025-10-01", units("E0114", 1), kind="dme"),
            mue("2026-01-01", units("E0117", 1), kind="dme"),
            *("mue", "dme", "mue-dme-{}"),
            [("E0114", "deleted", "", None, None), ("E0117", "added", "", None, None)],
        ),
        (
            opps("2025-10-01", outpatient("47370", "T", "5361", "100.00")),
            opps("2026-01-01", outpatient("47370", "J1", "5361", "200.50")),
            *("opps", "", "opps-{}"),
            [
                ("47370", "changed", "status_indicator", "T", "J1"),
                ("47370", "changed", "rate", Decimal("100.00"), Decimal("200.50")),
            ],
        ),
        (
            opps("2025-10-01", outpatient("47370", "T", "5361", "100.00")),
            opps("2026-01-01", outpatient("47370", "T", "5361")),
            *("opps", "", "opps-{}"),
            [("47370", "changed", "rate", Decimal("100.00"), None)],
        ),
        (
            asc("2025-10-01", "AA", covered("47370", "G2", "5000.00")),
            asc("2026-01-01", "AA", covered("47370", "A2", "5000.00")),
            *("asc", "AA", "asc-{}"),
            [("47370", "changed", "payment_indicator", "G2", "A2")],
        ),
        (
            asc("2025-10-01", "EE", excluded("47370"), excluded("47380")),
            asc("2026-01-01", "EE", excluded("47380")),
            *("asc", "EE", "asc-{}"),
            [("47370", "deleted", "", None, None)],
        ),
        (
            hcpcs("2025-10-01", level_two("G0105"), level_two("G0121", description="Colon")),
            hcpcs("2026-01-01", level_two("G0105", terminated="2026-03-31"), level_two("G0121")),
            *("hcpcs", "", "hcpcs-{}"),
            [
                ("G0105", "changed", "terminated", None, day("2026-03-31")),
                ("G0121", "changed", "description", "Colon", "A supply"),
            ],
        ),
    ],
)
def test_each_family_is_compared_kind_by_kind(
    shelf: Shelf, before: Held, after: Held, family: str, kind: str, release: str, expected: list[object]
) -> None:
    found = told(shelf, before, after)
    names = (release.format("2025q4"), release.format("2026q1"))
    assert [(one.code, one.change, one.field, one.before, one.after) for one in found] == expected
    assert {(one.family, one.kind, one.modifier, one.pair, one.releases) for one in found} == {
        (family, kind, "", None, names)
    }


def test_families_are_told_in_their_order_and_neither_places_nor_edits_of_all_codes(shelf: Shelf) -> None:
    rows: tuple[tuple[Held, Held], ...] = (
        (hcpcs("2025-10-01", level_two("G0105")), hcpcs("2026-01-01", level_two("G0121"))),
        (asc("2025-10-01", "EE", excluded("1")), asc("2026-01-01", "EE", excluded("2"))),
        (asc("2025-10-01", "AA", covered("1", "G2")), asc("2026-01-01", "AA", covered("2", "G2"))),
        (opps("2025-10-01", outpatient("1", "N")), opps("2026-01-01", outpatient("2", "N"))),
        *(
            (mue("2025-10-01", units("1", 1), kind=kind), mue("2026-01-01", units("2", 1), kind=kind))
            for kind in ("dme", "hospital", "practitioner")
        ),
        (qpp("2025-10-01", value("1")), qpp("2026-01-01", value("2"))),
        (pfs("2025-10-01", value("1")), pfs("2026-01-01", value("2"))),
        (gpci("2025-01-01", ALASKA), gpci("2026-01-01", held.ALABAMA)),
        (zips("2025-10-01", held.ANCHORAGE), zips("2026-01-01", held.SACRAMENTO)),
        (ptp("2025-10-01", "1", edit("1", "2")), ptp("2026-01-01", "1", edit("1", "3"))),
    )
    found = told(shelf, *(one for pair in rows for one in pair))
    assert [(one.family, one.kind) for one in found if one.change == "added"] == [
        *(("pfs", ""), ("pfs", "qpp")),
        *(("mue", "practitioner"), ("mue", "hospital"), ("mue", "dme")),
        *(("opps", ""), ("asc", "AA"), ("asc", "EE"), ("hcpcs", "")),
    ]
    assert len(found) == 18


def test_what_is_the_same_for_a_whole_file_is_told_once(shelf: Shelf) -> None:
    codes = ("43235", "47370", "99213")
    before = pfs("2025-10-01", *(value(code, conversion_factor="32.3465", pricing="1") for code in codes))
    after = pfs("2026-01-01", *(value(code, pricing="9") for code in codes))
    factor = Change(
        *("pfs", "", "", "", "changed", "conversion_factor", None),
        *(Decimal("32.3465"), Decimal("33.4009"), NAMES),
    )
    pricing = factor._replace(field="pricing", before="1", after="9")
    assert told(shelf, before, after) == (factor, pricing)
    assert told(shelf, before, after, codes=("99213",)) == (factor, pricing)


def test_a_column_that_one_file_lacks_is_not_compared(shelf: Shelf) -> None:
    blank, filled = (
        (value("43235", pricing=text), value(pricing=text, work=work))
        for text, work in (("", "20.80"), ("9", "20.28"))
    )
    forth = told(shelf, pfs("2025-10-01", *blank), pfs("2026-01-01", *filled))
    back = told(shelf, pfs("2025-10-01", *filled), pfs("2026-01-01", *blank))
    assert [(one.code, one.field) for one in (*forth, *back)] == [("47370", "work")] * 2


def test_descriptors_are_not_compared(shelf: Shelf) -> None:
    assert told(shelf, Q4, pfs("2026-01-01", value(descriptor="MADE UP"))) == ()


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((), ["43235", "47370", "99213"]),
        (("47370",), ["47370"]),
        (("99213", "43235"), ["43235", "99213"]),
        (("70496",), []),
    ],
)
def test_the_codes_that_are_named_are_compared_alone(
    shelf: Shelf, codes: tuple[str, ...], expected: list[str]
) -> None:
    before, after = (
        (value("43235"), value(work="20.80")),
        (value(), value("99213")),
    )
    found = told(shelf, pfs("2025-10-01", *before), pfs("2026-01-01", *after), codes=codes)
    assert [one.code for one in found] == expected


LEVEL_TWO = hcpcs(
    "2026-01-01",
    level_two("A1001", "2026-01-01"),
    level_two("A1002", "2026-01-02"),
    level_two("A1003", "2026-03-31"),
    level_two("A1004", "2026-04-01"),
    level_two("A2001", "2000-01-01", "2025-12-31"),
    level_two("A2002", "2000-01-01", "2026-01-01"),
    level_two("A2003", "2000-01-01", "2026-03-30"),
    level_two("A2004", "2000-01-01", "2026-03-31"),
    level_two("A3001", "2026-01-15", "2026-02-15"),
    level_two("A4001"),
)


def test_codes_of_level_two_come_and_go_by_their_dates_within_one_release(shelf: Shelf) -> None:
    expected: tuple[tuple[str, Changed, str, str], ...] = (
        ("A1002", "added", "added", "2026-01-02"),
        ("A1003", "added", "added", "2026-03-31"),
        ("A2002", "deleted", "terminated", "2026-01-01"),
        ("A2003", "deleted", "terminated", "2026-03-30"),
        ("A3001", "added", "added", "2026-01-15"),
        ("A3001", "deleted", "terminated", "2026-02-15"),
    )
    assert told(shelf, LEVEL_TWO, start="2026-01-01", end="2026-03-31") == tuple(
        Change(
            *("hcpcs", "", code, "", change, field, None, None, day(on), ("hcpcs-2026q1",)),
        )
        for code, change, field, on in expected
    )


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2025-12-31", "2026-01-01", [("A1001", "added"), ("A2001", "deleted")]),
        ("2026-01-01", "2026-01-02", [("A1002", "added"), ("A2002", "deleted")]),
        ("2026-01-01", "2026-01-01", []),
        # it answers for days after it too
        ("2026-04-01", "2026-12-31", []),
        ("2026-03-31", "2026-04-01", [("A1004", "added"), ("A2004", "deleted")]),
    ],
)
def test_a_code_comes_on_the_day_it_is_added_and_goes_on_the_day_after_its_last(
    shelf: Shelf, start: str, end: str, expected: list[tuple[str, str]]
) -> None:
    found = told(shelf, LEVEL_TWO, start=start, end=end)
    assert [(one.code, one.change) for one in found] == expected


def test_the_dates_of_the_codes_that_are_named_are_told_alone(shelf: Shelf) -> None:
    found = told(shelf, LEVEL_TWO, codes=("A2002", "A4001"), start="2026-01-01", end="2026-03-31")
    assert [(one.code, one.change) for one in found] == [("A2002", "deleted")]


def test_within_one_release_of_other_families_nothing_changes(shelf: Shelf) -> None:
    assert (
        told(shelf, Q1, opps("2026-01-01", outpatient("1", "N")), start="2026-01-01", end="2026-03-31") == ()
    )


EDITS = (
    edit("47120", "47370"),
    edit("47370", "43235", 0, "2014-01-01", "2019-12-31"),
    edit("47370", "43235", 1, "2020-01-01"),
    edit("47370", "45378", 1, "2014-01-01", "2019-12-31"),
    edit("47370", "45378", 1, "2020-01-01"),
    edit("47370", "47000", 0, "2020-01-01"),
    edit("47370", "49320", 1, "2014-01-01", "2019-12-31"),
    edit("47380", "47370", 9, "2020-01-01", "2020-01-01"),
    edit("47381", "47000", 1, "2020-01-01"),
    edit("49205", "47370", 1, "2020-01-01"),
)


def test_the_edits_of_a_code_that_is_named_are_compared_day_by_day(shelf: Shelf) -> None:
    expected: tuple[tuple[tuple[str, str], Changed, str | None, str | None], ...] = (
        (("47370", "43235"), "changed", "0", "1"),
        (("47370", "47000"), "added", None, "0"),
        (("47370", "49320"), "deleted", "1", None),
        (("49205", "47370"), "added", None, "1"),
    )
    found = told(
        shelf, ptp("2026-01-01", "2", *EDITS), codes=("47370",), start="2019-12-31", end="2020-01-01"
    )
    assert found == tuple(
        Change(
            family="ptp",
            kind="practitioner",
            code="47370",
            modifier="",
            change=change,
            field="",
            pair=pair,
            before=before,
            after=after,
            releases=("ptp-practitioner-2026q1",),
        )
        for pair, change, before, after in expected
    )


@pytest.mark.parametrize(("start", "end"), [("2019-12-30", "2019-12-31"), ("2020-01-01", "2026-01-15")])
def test_edits_that_are_the_same_on_both_days_are_not_told(shelf: Shelf, start: str, end: str) -> None:
    assert told(shelf, ptp("2026-01-01", "2", *EDITS), codes=("47370",), start=start, end=end) == ()


def test_the_edits_of_each_code_and_kind_of_claim_are_told_in_order(shelf: Shelf) -> None:
    releases = ptp("2026-01-01", "2", *EDITS), ptp("2026-01-01", "2", *EDITS[4:6], kind="hospital")
    found = told(shelf, *releases, codes=("49205", "47000"), start="2019-12-31", end="2020-01-01")
    assert [(one.code, one.kind, one.pair, one.releases) for one in found] == [
        ("47000", "practitioner", ("47370", "47000"), ("ptp-practitioner-2026q1",)),
        ("47000", "practitioner", ("47381", "47000"), ("ptp-practitioner-2026q1",)),
        ("47000", "hospital", ("47370", "47000"), ("ptp-hospital-2026q1",)),
        ("49205", "practitioner", ("49205", "47370"), ("ptp-practitioner-2026q1",)),
    ]
    assert told(shelf, *releases, start="2019-12-31", end="2020-01-01") == ()


def test_an_edit_is_told_with_the_releases_that_have_it_on_either_day(shelf: Shelf) -> None:
    # named, each release answers alone: so the two days are answered by two of them
    older = ptp("2025-10-01", "1", edit("47370", "47000", 0), edit("47370", "49320"), edit("49999", "49998"))
    newer = ptp("2026-01-01", "1", edit("47370", "47000", 1), edit("47370", "49320"), edit("49999", "49998"))
    before = shelf.day(older, newer, on=START, named=("ptp-practitioner-2025q4",))
    after = shelf.day(older, newer, on=END, named=("ptp-practitioner-2026q1",))
    (one,) = changes(before, after, frozenset({"47370"})).changes
    assert (one.pair, one.change, one.before, one.after, one.releases) == (
        *(("47370", "47000"), "changed", "0", "1"),
        ("ptp-practitioner-2025q4", "ptp-practitioner-2026q1"),
    )


def lacking(family: str, kind: str, on: str) -> Note:
    return Note("not compared", family=family, kind=kind, on=day(on))


STALE = Note("newest held", "pfs-2025q4", on=day(END), until=day("2025-12-31"))


@pytest.mark.parametrize(
    ("found", "notes"),
    [
        ((Q4, Q1), ()),
        ((), (NOTHING_HELD,)),
        # on one of the two days nothing is held
        ((Q1,), (lacking("pfs", "", START),)),
        ((Q4, Q1, qpp("2026-01-01", value())), (lacking("pfs", "qpp", START),)),
        ((Q4, Q1, mue("2026-01-01", kind="hospital")), (lacking("mue", "hospital", START),)),
        ((Q4, Q1, asc("2026-01-01", "EE")), (lacking("asc", "EE", START),)),
        ((Q4, pfs("2026-04-01", value())), (lacking("pfs", "", END),)),
        ((opps("2025-10-01"), opps("2026-04-01")), (lacking("opps", "", END),)),
        # the same release answers both days, of which one lies after it; or neither has one
        ((Q4,), (STALE,)),
        ((Q4, mue("2025-10-01")), (STALE, STALE._replace(release="mue-practitioner-2025q4"))),
        ((pfs("2026-04-01", value()), gpci("2026-01-01", ALASKA)), ()),
        # of Level II the newest answers for days before it
        ((hcpcs("2026-01-01"),), ()),
    ],
)
def test_what_could_not_be_compared_and_what_is_out_of_force_is_told(
    shelf: Shelf, found: tuple[Held, ...], notes: tuple[Note, ...]
) -> None:
    answer = changes(*days(shelf, *found))
    assert (answer.changes, answer.notes) == ((), notes)


def test_a_release_is_told_of_for_both_days_that_lie_after_it(shelf: Shelf) -> None:
    answer = changes(*days(shelf, Q4, start="2026-01-01", end="2026-02-01"))
    assert answer.notes == tuple(STALE._replace(on=day(on)) for on in ("2026-01-01", "2026-02-01"))
    same = changes(*days(shelf, Q4, start="2026-01-01", end="2026-01-01"))
    assert (same.changes, same.notes) == ((), (STALE._replace(on=day("2026-01-01")),))


def test_a_family_that_is_not_compared_has_no_changes(shelf: Shelf) -> None:
    found = (pfs("2025-10-01", value("43235")), pfs("2026-04-01", value()))
    assert told(shelf, *found) == ()
    assert [one.change for one in told(shelf, *found, end="2026-04-01")] == ["deleted", "added"]


def test_a_file_without_rows_has_nothing_in_common(shelf: Shelf) -> None:
    forth = told(shelf, pfs("2025-10-01"), Q1)
    back = told(shelf, Q4, pfs("2026-01-01"))
    assert [(one.code, one.change) for one in (*forth, *back)] == [("47370", "added"), ("47370", "deleted")]
