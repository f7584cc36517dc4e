"""What releases are called, until when each is in force, and which are superseded."""

from datetime import date
from typing import NamedTuple

import pytest
from held import Held, day, held

from cptref.cms.families import ASC, FAMILIES, GPCI, HCPCS, MUE, OPPS, PFS, PTP, ZIP, Family, Period
from cptref.releases.periods import Release, Standing, end, name, period, quarter, standing, start


def told(*found: Held) -> list[tuple[str, str, bool]]:
    """Name, last day, and whether superseded."""
    return [(one.name, str(one.until), one.superseded) for one in standing(given(*found))]


def given(*found: Held) -> list[Release]:
    """Releases numbered as they were imported."""
    return [one.release._replace(id=number) for number, one in enumerate(found, 1)]


@pytest.mark.parametrize(
    ("on", "number", "first", "last"),
    [
        ("2026-01-01", 1, "2026-01-01", "2026-03-31"),
        ("2026-02-15", 1, "2026-01-01", "2026-03-31"),
        ("2026-03-31", 1, "2026-01-01", "2026-03-31"),
        ("2026-04-01", 2, "2026-04-01", "2026-06-30"),
        ("2026-05-31", 2, "2026-04-01", "2026-06-30"),
        ("2026-06-30", 2, "2026-04-01", "2026-06-30"),
        ("2026-07-01", 3, "2026-07-01", "2026-09-30"),
        ("2026-08-31", 3, "2026-07-01", "2026-09-30"),
        ("2026-09-30", 3, "2026-07-01", "2026-09-30"),
        ("2026-10-01", 4, "2026-10-01", "2026-12-31"),
        ("2026-11-30", 4, "2026-10-01", "2026-12-31"),
        ("2026-12-31", 4, "2026-10-01", "2026-12-31"),
        ("2024-02-29", 1, "2024-01-01", "2024-03-31"),
    ],
)
def test_a_day_lies_in_a_quarter(on: str, number: int, first: str, last: str) -> None:
    assert quarter(day(on)) == number
    assert (start("quarter", day(on)), end("quarter", day(on))) == (day(first), day(last))


@pytest.mark.parametrize("on", ["2026-01-01", "2026-03-31", "2026-04-01", "2026-10-01", "2026-12-31"])
def test_a_day_lies_in_a_year(on: str) -> None:
    assert (start("year", day(on)), end("year", day(on))) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("family", "lasts"), [(GPCI, "year"), *((one, "quarter") for one in FAMILIES if one is not GPCI)]
)
def test_indices_hold_for_a_year_and_all_else_for_a_quarter(
    family: Family[NamedTuple], lasts: Period
) -> None:
    assert period(held(family, "2026-01-01").release) == lasts


@pytest.mark.parametrize(
    ("release", "called"),
    [
        (held(PFS, "2025-10-01"), "pfs-2025q4"),
        (held(PFS, "2026-01-01", variant="qpp"), "pfs-2026q1-qpp"),
        (held(PFS, "2024-03-09"), "pfs-2024-03-09"),
        (held(PFS, "2024-03-09", variant="qpp"), "pfs-2024-03-09-qpp"),
        (held(PFS, "2026-04-02"), "pfs-2026-04-02"),
        (held(GPCI, "2025-01-01"), "gpci-2025"),
        (held(GPCI, "2025-01-02"), "gpci-2025-01-02"),
        (held(GPCI, "2025-04-01"), "gpci-2025-04-01"),
        (held(ZIP, "2025-10-01"), "zip-2025q4"),
        (held(PTP, "2026-01-01", kind="practitioner", part="1"), "ptp-practitioner-2026q1"),
        (held(PTP, "2026-07-01", kind="hospital"), "ptp-hospital-2026q3"),
        (held(MUE, "2026-04-01", kind="dme"), "mue-dme-2026q2"),
        (held(OPPS, "2026-01-01"), "opps-2026q1"),
        (held(ASC, "2026-01-01", part="EE"), "asc-2026q1"),
        (held(HCPCS, "2026-01-01"), "hcpcs-2026q1"),
    ],
)
def test_a_release_is_named_for_its_quarter_year_or_day(release: Held, called: str) -> None:
    assert name(release.release) == called


@pytest.mark.parametrize(
    ("release", "names"),
    [
        (held(PFS, "2025-10-01"), ("pfs-2025q4",)),
        (
            held(PTP, "2026-01-01", kind="practitioner", part="1"),
            ("ptp-practitioner-2026q1", "ptp-practitioner-2026q1-f1"),
        ),
        (held(PTP, "2026-01-01", kind="hospital"), ("ptp-hospital-2026q1",)),
        (held(ASC, "2026-01-01", part="AA"), ("asc-2026q1", "asc-2026q1-aa")),
        (held(ASC, "2026-01-01", part="EE"), ("asc-2026q1", "asc-2026q1-ee")),
    ],
)
def test_a_part_has_a_name_of_its_own_beside_that_of_the_release(
    release: Held, names: tuple[str, ...]
) -> None:
    (one,) = standing([release.release])
    assert one.names == names


def test_what_is_told_of_a_release_is_the_release_its_name_and_its_last_day() -> None:
    release = held(OPPS, "2026-01-01").release
    assert release.id == 0
    assert standing([release]) == [Standing(release, "opps-2026q1", date(2026, 3, 31), superseded=False)]


@pytest.mark.parametrize(
    ("found", "lasts"),
    [
        ([held(PFS, "2025-10-01")], ["2025-12-31"]),
        ([held(GPCI, "2025-01-01")], ["2025-12-31"]),
        ([held(PFS, "2025-10-01"), held(PFS, "2026-01-01")], ["2025-12-31", "2026-03-31"]),
        # nothing is held of the quarters between
        ([held(PFS, "2025-01-01"), held(PFS, "2026-01-01")], ["2025-03-31", "2026-03-31"]),
        # a law changed the fees within a quarter, and the indices within a year
        (
            [held(PFS, "2024-01-01"), held(PFS, "2024-03-09"), held(PFS, "2024-04-01")],
            ["2024-03-08", "2024-03-31", "2024-06-30"],
        ),
        ([held(GPCI, "2025-01-01"), held(GPCI, "2025-03-15")], ["2025-03-14", "2025-12-31"]),
        ([held(GPCI, "2025-01-01"), held(GPCI, "2025-01-02")], ["2025-01-01", "2025-12-31"]),
        # one of another kind, conversion factor, part or family follows no other
        ([held(PFS, "2024-01-01"), held(PFS, "2024-03-09", variant="qpp")], ["2024-03-31", "2024-03-31"]),
        (
            [held(MUE, "2024-01-01", kind="dme"), held(MUE, "2024-02-01", kind="hospital")],
            ["2024-03-31", "2024-03-31"],
        ),
        (
            [held(ASC, "2024-01-01", part="AA"), held(ASC, "2024-02-01", part="EE")],
            ["2024-03-31", "2024-03-31"],
        ),
        ([held(OPPS, "2024-01-01"), held(PFS, "2024-02-01")], ["2024-03-31", "2024-03-31"]),
    ],
)
def test_a_release_ends_with_its_period_or_before_the_next_of_its_kind(
    found: list[Held], lasts: list[str]
) -> None:
    assert [last for _, last, _ in told(*found)] == lasts
    assert [last for _, last, _ in told(*reversed(found))] == lasts


def test_a_higher_revision_supersedes_a_lower_one_whenever_it_was_imported() -> None:
    r9, r10 = (held(HCPCS, "2026-01-01", revision=revision) for revision in ("r9", "r10"))
    expected = [("hcpcs-2026q1", "2026-03-31", False), ("hcpcs-2026q1@r9", "2026-03-31", True)]
    assert told(r9, r10) == expected
    assert told(r10, r9) == expected


def test_a_revision_of_a_later_day_supersedes_one_of_an_earlier_day_and_one_of_none() -> None:
    found = [held(PFS, "2025-10-01", revision=text) for text in ("2025-11-03", "", "2025-09-11")]
    assert told(*found) == [
        ("pfs-2025q4", "2025-12-31", False),
        ("pfs-2025q4@2025-09-11", "2025-12-31", True),
        (f"pfs-2025q4@{found[1].release.sha256[:8]}", "2025-12-31", True),
    ]


def test_of_equal_revisions_that_supersedes_which_was_imported_last() -> None:
    first, second = (
        held(PFS, "2025-10-01").release._replace(sha256=digit * 64, id=number)
        for digit, number in (("a", 2), ("b", 1))
    )
    assert [(one.name, one.release.id) for one in standing([first, second])] == [
        ("pfs-2025q4", 2),
        ("pfs-2025q4@bbbbbbbb", 1),
    ]


def test_the_superseded_end_with_what_supersedes_them_and_the_one_before_on_the_day_before() -> None:
    found = [
        held(PFS, "2024-01-01"),
        *(held(PFS, "2024-03-09", revision=revision) for revision in ("r0", "r1", "r2")),
        held(PFS, "2024-03-20"),
    ]
    assert told(*found) == [
        ("pfs-2024q1", "2024-03-08", False),
        ("pfs-2024-03-09", "2024-03-19", False),
        ("pfs-2024-03-09@r1", "2024-03-19", True),
        ("pfs-2024-03-09@r0", "2024-03-19", True),
        ("pfs-2024-03-20", "2024-03-31", False),
    ]


def test_a_superseded_part_keeps_the_mark_in_both_its_names() -> None:
    r0, r1 = (held(PTP, "2026-01-01", kind="hospital", part="2", revision=text) for text in ("r0", "r1"))
    assert [one.names for one in standing(given(r0, r1))] == [
        ("ptp-hospital-2026q1", "ptp-hospital-2026q1-f2"),
        ("ptp-hospital-2026q1@r0", "ptp-hospital-2026q1@r0-f2"),
    ]


def test_a_revision_supersedes_only_what_is_for_the_same_day_kind_factor_and_part() -> None:
    found = [
        held(PTP, "2026-01-01", kind="hospital", part="1", revision="r0"),
        held(PTP, "2026-01-01", kind="hospital", part="2", revision="r1"),
        held(PTP, "2026-01-01", kind="practitioner", part="1", revision="r1"),
        held(PTP, "2026-04-01", kind="hospital", part="1", revision="r1"),
    ]
    assert [superseded for *_, superseded in told(*found)] == [False] * 4


def test_releases_are_told_by_family_kind_day_factor_and_part() -> None:
    found = [
        held(PFS, "2026-01-01", variant="qpp"),
        held(PFS, "2026-01-01"),
        held(PFS, "2025-10-01", variant="qpp"),
        held(PTP, "2025-10-01", kind="practitioner", part="2"),
        held(PTP, "2026-01-01", kind="hospital", part="2"),
        held(PTP, "2025-10-01", kind="practitioner", part="1"),
        held(GPCI, "2026-01-01"),
    ]
    assert [one.names[-1] for one in standing(given(*found))] == [
        "gpci-2026",
        "pfs-2025q4-qpp",
        "pfs-2026q1",
        "pfs-2026q1-qpp",
        "ptp-hospital-2026q1-f2",
        "ptp-practitioner-2025q4-f1",
        "ptp-practitioner-2025q4-f2",
    ]


def test_no_releases_are_told_as_none() -> None:
    assert standing([]) == []
