"""What a code was worth, release by release."""

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
)

from cptref.answers.history import NOT_LISTED, History, Period, Units, Worth, history
from cptref.cms.families import MUE
from cptref.errors import UnknownCode

shelf = held.shelf

WORTH = Worth(
    status="A",
    global_days="090",
    work=Decimal("20.28"),
    non_facility_pe=Decimal("12.00"),
    facility_pe=Decimal("9.66"),
    malpractice=Decimal("5.16"),
    non_facility_total=Decimal("37.44"),
    facility_total=Decimal("35.10"),
)
"""Of a row alone."""
ROW = {"non_facility_pe": "12.00", "non_facility_total": "37.44"}
PLAIN = WORTH._replace(
    conversion_factor=Decimal("33.4009"),
    amount_facility=Decimal("1172.37"),
    amount_non_facility=Decimal("1250.53"),
)
"""With the factor of those who are no qualifying APM participants."""


def with_qpp(worth: Worth) -> Worth:
    """Add the factor of those who are."""
    return worth._replace(
        conversion_factor_qpp=Decimal("33.5675"),
        amount_facility_qpp=Decimal("1178.22"),
        amount_non_facility_qpp=Decimal("1256.77"),
    )


Q1, Q1_QPP = pfs("2026-01-01", value(**ROW)), qpp("2026-01-01", value(conversion_factor="33.5675", **ROW))


def told(shelf: Shelf, *found: Held, code: str = "47370") -> tuple[Period, ...]:
    answer = history(code, shelf.day(*found))
    assert answer.code == code
    return answer.periods


def test_a_period_has_what_each_release_says(shelf: Shelf) -> None:
    found = (
        *(Q1, Q1_QPP),
        mue("2026-01-01", units("47370", 1)),
        mue("2026-01-01", units("47370", 2, "3"), kind="hospital"),
        mue("2026-01-01", units("47370", 5, "1"), kind="dme"),
        opps("2026-01-01", outpatient("47370", "J1", "5362", "10860.07")),
        asc("2026-01-01", "AA", covered("47370", "G2", "5120.50")),
    )
    worth = with_qpp(PLAIN)._replace(
        mue_practitioner=Units(1, "2"),
        mue_hospital=Units(2, "3"),
        mue_dme=Units(5, "1"),
        opps_status_indicator="J1",
        opps_apc="5362",
        opps_rate=Decimal("10860.07"),
        asc="payable",
        asc_payment_indicator="G2",
        asc_rate=Decimal("5120.50"),
    )
    releases = (
        *("pfs-2026q1", "pfs-2026q1-qpp"),
        *("mue-practitioner-2026q1", "mue-hospital-2026q1", "mue-dme-2026q1"),
        *("opps-2026q1", "asc-2026q1"),
    )
    assert history("47370", shelf.day(*found)) == History(
        "47370", (Period(day("2026-01-01"), worth, (), releases),)
    )


def test_a_release_that_has_no_row_of_a_code_does_not_list_it(shelf: Shelf) -> None:
    found = (
        *(pfs("2026-01-01", value("99213")), qpp("2026-01-01", value("99213"))),
        *(mue("2026-01-01", units("99213", 2), kind=kind) for kind in MUE.kinds),
        opps("2026-01-01", outpatient("99213", "B")),
        asc("2026-01-01", "AA", covered("99213", "G2")),
        asc("2026-01-01", "EE", excluded("47370")),
    )
    assert NOT_LISTED == "not listed"
    unlisted = Worth(
        status=NOT_LISTED,
        mue_practitioner=NOT_LISTED,
        mue_hospital=NOT_LISTED,
        mue_dme=NOT_LISTED,
        opps_status_indicator=NOT_LISTED,
        asc="excluded",
    )
    assert [one.worth for one in told(shelf, *found)] == [unlisted]
    found = (*found[:-1], opps("2025-01-01", outpatient("47370", "C")))
    assert [one.worth for one in told(shelf, *found)] == [
        Worth(opps_status_indicator="C"),
        unlisted._replace(asc=NOT_LISTED),
    ]


@pytest.mark.parametrize(
    ("found", "worth"),
    [
        ([Q1], PLAIN),
        ([pfs("2025-10-01", value(**ROW))], PLAIN),
        ([Q1, qpp("2026-01-01", value("99213"))], PLAIN),
        ([Q1_QPP], with_qpp(WORTH)),
        ([pfs("2026-01-01", value("99213")), Q1_QPP], with_qpp(WORTH)),
        ([mue("2026-01-01", units("47370", 1), kind="dme")], Worth(mue_dme=Units(1, "2"))),
        ([opps("2026-01-01", outpatient("47370", "N"))], Worth(opps_status_indicator="N")),
        (
            [opps("2026-01-01", outpatient("47370", "G", "", "0.00"))],
            Worth(opps_status_indicator="G", opps_rate=Decimal("0.00")),
        ),
        (
            [asc("2026-01-01", "AA", covered("47370", "N1"))],
            Worth(asc="packaged", asc_payment_indicator="N1"),
        ),
        ([asc("2026-01-01", "EE", excluded("47370"))], Worth(asc="excluded")),
    ],
)
def test_of_what_no_release_is_held_nothing_is_said(shelf: Shelf, found: list[Held], worth: Worth) -> None:
    (period,) = told(shelf, *found)
    assert (period.worth, period.changed) == (worth, ())


def test_a_row_that_is_not_payable_has_rvus_and_no_amount(shelf: Shelf) -> None:
    for status in ("C", "N", "J"):
        (period,) = told(shelf, pfs("2026-01-01", value(status=status, **ROW)))
        assert period.worth == WORTH._replace(status=status, conversion_factor=Decimal("33.4009"))


def test_a_release_is_told_of_while_it_is_in_force_and_no_longer(shelf: Shelf) -> None:
    found = (
        pfs("2025-10-01", value(conversion_factor="32.3465")),
        mue("2026-01-01", units("47370", 1)),
        opps("2026-04-01", outpatient("47370", "J1", "5362")),
        asc("2026-07-01", "AA", covered("47370", "G2")),
    )
    periods = told(shelf, *found)
    assert [(str(one.effective), one.releases) for one in periods] == [
        ("2025-10-01", ("pfs-2025q4",)),
        ("2026-01-01", ("mue-practitioner-2026q1",)),
        ("2026-04-01", ("opps-2026q2",)),
        ("2026-07-01", ("asc-2026q3",)),
    ]
    assert [one.worth for one in periods[1:]] == [
        Worth(mue_practitioner=Units(1, "2")),
        Worth(opps_status_indicator="J1", opps_apc="5362"),
        Worth(asc="payable", asc_payment_indicator="G2"),
    ]
    assert periods[0].worth.conversion_factor == Decimal("32.3465")
    assert {one.changed for one in periods} == {()}


def test_each_day_on_which_a_release_came_in_force_begins_a_period(shelf: Shelf) -> None:
    found = (
        pfs("2024-01-01", value()),
        pfs("2024-03-09", value(work="21.00"), revision="r1"),
        pfs("2024-03-09", value(work="99.00"), revision="r0"),
        mue("2024-02-01", units("47370", 1)),
        # of other families, which tell nothing of a code's worth
        *(gpci("2023-01-01", ALASKA), hcpcs("2022-01-01", level_two("G0105"))),
        ptp("2021-01-01", "1", held.edit("47370", "47000")),
    )
    assert [
        (str(one.effective), str(one.worth.work), one.worth.mue_practitioner, one.releases)
        for one in told(shelf, *found)
    ] == [
        ("2024-01-01", "20.28", None, ("pfs-2024q1",)),
        ("2024-02-01", "20.28", Units(1, "2"), ("pfs-2024q1", "mue-practitioner-2024-02-01")),
        ("2024-03-09", "21.00", Units(1, "2"), ("pfs-2024-03-09", "mue-practitioner-2024-02-01")),
    ]


@pytest.mark.parametrize(
    ("found", "changed"),
    [
        ([pfs("2025-07-01", value()), pfs("2025-10-01", value())], [(), ()]),
        (
            [pfs("2025-10-01", value(work="20.80", conversion_factor="32.3465")), Q1, Q1_QPP],
            [
                (),
                (
                    *("work", "non_facility_pe", "non_facility_total", "conversion_factor"),
                    *("amount_facility", "amount_non_facility"),
                ),
            ],
        ),
        # with the last value before, which may lie before a quarter of which nothing is held
        (
            [
                pfs("2025-01-01", value(global_days="010")),
                opps("2025-04-01", outpatient("47370", "T", "5361")),
                pfs("2025-07-01", value(global_days="090")),
                pfs("2025-10-01", value(global_days="090")),
            ],
            [(), (), ("global_days",), ()],
        ),
        (
            [
                opps("2025-01-01", outpatient("47370", "T", "5361", "100.00")),
                opps("2025-04-01", outpatient("47370", "N")),
                opps("2025-07-01", outpatient("47370", "T", "5361", "100.00")),
                opps("2025-10-01", outpatient("47370", "T", "5362", "200.00")),
            ],
            [(), ("opps_status_indicator",), ("opps_status_indicator",), ("opps_apc", "opps_rate")],
        ),
        # no longer listed, and again
        (
            [pfs("2025-04-01", value()), pfs("2025-07-01", value("99213")), pfs("2025-10-01", value())],
            [(), ("status",), ("status",)],
        ),
        (
            [mue("2025-07-01", units("47370", 1)), mue("2025-10-01", units("47370", 1, "3"))],
            [(), ("mue_practitioner",)],
        ),
        (
            [asc("2025-07-01", "EE", excluded("47370")), asc("2025-10-01", "AA", covered("47370", "G2"))],
            [(), ("asc",)],
        ),
    ],
)
def test_the_fields_that_differ_from_their_last_value_are_named(
    shelf: Shelf, found: list[Held], changed: list[tuple[str, ...]]
) -> None:
    assert [one.changed for one in told(shelf, *found)] == changed


def test_a_file_of_qualifying_participants_goes_with_the_one_it_is_published_with(shelf: Shelf) -> None:
    periods = told(shelf, Q1_QPP, pfs("2026-04-01", value(**ROW)))
    assert [(one.worth, one.changed, one.releases) for one in periods] == [
        (with_qpp(WORTH), (), ("pfs-2026q1-qpp",)),
        (PLAIN, (), ("pfs-2026q2",)),
    ]


@pytest.mark.parametrize(
    "found",
    [
        [Q1],
        [Q1_QPP],
        [mue("2026-01-01", units("99214", 1))],
        [opps("2026-01-01", outpatient("99214", "B"))],
        [asc("2026-01-01", "AA", covered("99214", "G2")), asc("2026-01-01", "EE", excluded("99215"))],
    ],
)
def test_a_code_that_no_release_has_is_unknown(shelf: Shelf, found: list[Held]) -> None:
    with pytest.raises(UnknownCode) as unknown:
        history("99213", shelf.day(*found))
    assert (unknown.value.code, unknown.value.nearest) == ("99213", ())
    assert str(unknown.value).startswith("no release of 99213 is held")


def test_a_code_that_one_release_had_is_known(shelf: Shelf) -> None:
    for one in (
        pfs("2020-01-01", value("99213")),
        mue("2020-01-01", units("99213", 1), kind="hospital"),
        opps("2020-01-01", outpatient("99213", "B")),
        asc("2020-01-01", "EE", excluded("99213")),
    ):
        (first, second) = told(shelf, one, Q1, code="99213")
        assert first.worth != Worth()
        assert second.worth == Worth(status=NOT_LISTED)


def test_without_a_release_there_is_no_period(shelf: Shelf) -> None:
    assert history("47370", shelf.day()) == History("47370", ())


def test_a_qpp_file_alone_may_not_list_a_code(shelf: Shelf) -> None:
    found = opps("2025-01-01", outpatient("47370", "J1")), qpp("2026-01-01", value("99213"))
    *_, last = history("47370", shelf.day(*found)).periods
    assert (last.worth.status, last.worth.conversion_factor_qpp) == (NOT_LISTED, None)
