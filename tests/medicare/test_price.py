"""The Medicare amount: the formula, the cap of imaging, what modifiers leave of it, and why there is none."""

from datetime import date
from decimal import Decimal

import pytest
from rows import DAY, locality, relative_value

from cptref.cms.rows import Locality, RelativeValue
from cptref.medicare.effects import Effect, Line, Verdict
from cptref.medicare.modifiers import effects
from cptref.medicare.price import (
    SETTINGS,
    Price,
    Reason,
    Setting,
    charges,
    price,
    rounded,
)

ALASKA = locality("1.5", "1.081", "0.592")
IN_2025 = {"conversion_factor": "32.3465"}
R47370_IN_2025 = relative_value(
    work="20.80", non_facility_pe="11.92", facility_pe="11.92", malpractice="5.18", **IN_2025
)
R47370 = relative_value()
R99213 = relative_value(
    code="99213",
    global_days="XXX",
    work="1.30",
    non_facility_pe="1.33",
    non_facility_na="",
    facility_pe="0.55",
    malpractice="0.10",
    **IN_2025,
)


def imaging(**cells: str) -> RelativeValue:
    """Return 70496 in 2025, whose price is capped, but for the cells that are named."""
    own = {"code": "70496", "pc_tc": "1", "global_days": "XXX"} | IN_2025
    rvus = {"work": "1.75", "non_facility_pe": "6.56", "facility_pe": "6.56", "malpractice": "0.11"}
    cap = {"opps_non_facility_pe": "6.11", "opps_facility_pe": "6.11", "opps_malpractice": "0.11"}
    flags = {"non_facility_na": "", "facility_na": "NA"}
    return relative_value(**own | rvus | cap | flags | cells)


def priced(
    row: RelativeValue, *modifiers: str, setting: Setting = "facility", place: Locality | None = None
) -> Price:
    return price(row, setting, effects(modifiers, Line(row), DAY), place)


@pytest.mark.parametrize(
    ("row", "setting", "place", "amount"),
    [
        (R47370_IN_2025, "facility", ALASKA, "1525.20"),
        (R47370_IN_2025, "facility", None, "1225.93"),
        (R47370_IN_2025, "non-facility", None, "1225.93"),
        (R47370, "facility", None, "1172.37"),
        (R47370, "facility", locality("1.500", "1.065", "0.551"), "1454.64"),
        (R99213, "facility", None, "63.08"),
        (R99213, "non-facility", None, "88.31"),
        (R99213, "facility", ALASKA, "84.22"),
        (R99213, "non-facility", ALASKA, "111.50"),
        (relative_value(work="1.00", facility_pe="0.00", malpractice="0.00"), "facility", None, "33.40"),
        (relative_value(work="0.00", facility_pe="1.00", malpractice="0.00"), "facility", ALASKA, "36.11"),
        (relative_value(work="0.00", facility_pe="0.00", malpractice="1.00"), "facility", ALASKA, "19.77"),
    ],
)
def test_an_amount_is_the_sum_of_three_rvus_in_a_place_in_dollars(
    row: RelativeValue, setting: Setting, place: Locality | None, amount: str
) -> None:
    found = priced(row, setting=setting, place=place)
    assert (found.verdict, found.reason, str(found.amount)) == ("payable", None, amount)


def test_an_amount_tells_its_factors() -> None:
    found = priced(R47370_IN_2025, place=ALASKA)
    assert found.factors is not None
    assert [str(one) for one in found.factors] == [
        *("20.80", "11.92", "5.18"),
        *("1.5", "1.081", "0.592"),
        *("32.3465", "1"),
    ]
    national = priced(R99213, setting="non-facility")
    assert national.factors is not None
    assert all(isinstance(one, Decimal) for one in national.factors)
    assert [str(one) for one in national.factors] == ["1.30", "1.33", "0.10", "1", "1", "1", "32.3465", "1"]


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        ("0", "0.00"),
        ("1172.3", "1172.30"),
        ("10.0049999", "10.00"),
        ("10.005", "10.01"),
        ("10.015", "10.02"),
        ("10.0051", "10.01"),
        ("0.995", "1.00"),
    ],
)
def test_half_a_cent_is_rounded_up(amount: str, cents: str) -> None:
    assert str(rounded(Decimal(amount))) == cents
    row = relative_value(work="1.00", facility_pe="0.00", malpractice="0.00", conversion_factor=amount)
    assert str(priced(row).amount) == cents


@pytest.mark.parametrize(
    ("modifiers", "amount", "share"),
    [
        ("80", "187.58", "0.16"),
        ("AS", "159.44", "0.136"),
        ("78", "949.62", "0.81"),
        ("54", "1055.13", "0.90"),
        ("55", "117.24", "0.10"),
        ("79", "1172.37", "1"),
        ("50", "1172.37", "1"),
        ("51 59 LT", "1172.37", "1"),
        ("80 78", "151.94", "0.1296"),
        ("78 80", "151.94", "0.1296"),
        ("82 78", "151.94", "0.1296"),
    ],
)
def test_modifiers_multiply_within_the_one_rounding(modifiers: str, amount: str, share: str) -> None:
    found = priced(R47370, *modifiers.split())
    assert (found.verdict, found.reason, str(found.amount)) == ("payable", None, amount)
    assert found.factors is not None
    assert str(found.factors.share) == share


def test_a_line_that_asks_for_documents_has_a_price_and_a_reason() -> None:
    found = priced(R47370, "62")
    assert (found.verdict, str(found.amount)) == ("payable with documentation", "732.73")
    assert found.reason == ("modifier", ("62",), (("co_surgeons", "1"),), "two surgeons")


@pytest.mark.parametrize(
    ("cells", "setting", "amount", "capped"),
    [
        ({}, "facility", "300.66", True),
        ({}, "non-facility", "300.66", True),
        ({"opps_facility_pe": "6.55"}, "facility", "316.05", True),
        ({"opps_facility_pe": "6.56"}, "facility", "316.40", False),
        ({"opps_facility_pe": "6.57"}, "facility", "316.40", False),
        ({"opps_facility_pe": "6.00"}, "non-facility", "300.66", True),
        ({"opps_non_facility_pe": "6.56"}, "non-facility", "316.40", False),
        ({"opps_non_facility_pe": "6.00"}, "facility", "300.66", True),
        ({"opps_non_facility_pe": "6.00"}, "non-facility", "296.82", True),
        ({"opps_malpractice": "0.05"}, "facility", "299.51", True),
        ({"opps_non_facility_pe": "0.00", "opps_facility_pe": "0.00"}, "facility", "87.02", True),
        ({"opps_non_facility_pe": "0.00", "opps_malpractice": "0.00"}, "facility", "298.56", True),
        ({"opps_facility_pe": "0.00", "opps_malpractice": "0.00"}, "non-facility", "298.56", True),
        (
            {"opps_non_facility_pe": "0.00", "opps_facility_pe": "0.00", "opps_malpractice": "0.00"},
            *("facility", "316.40", False),
        ),
    ],
)
def test_imaging_is_paid_the_lower_of_two_amounts(
    cells: dict[str, str], setting: Setting, amount: str, capped: bool
) -> None:
    found = priced(imaging(**cells), setting=setting, place=ALASKA)
    assert (str(found.amount), found.capped, found.verdict, found.reason) == (amount, capped, "payable", None)
    assert found.na is (setting == "facility")


def test_a_capped_amount_tells_the_rvus_of_the_cap() -> None:
    found = priced(imaging(opps_malpractice="0.10", opps_facility_pe="6.00"), place=ALASKA).factors
    assert found is not None
    assert (str(found.work), str(found.pe), str(found.malpractice)) == ("1.75", "6.00", "0.10")
    whole = priced(imaging(opps_facility_pe="7.00"), place=ALASKA).factors
    assert whole is not None
    assert (str(whole.pe), str(whole.malpractice)) == ("6.56", "0.11")


def test_a_capped_amount_keeps_its_reason() -> None:
    found = priced(imaging(co_surgeons="1"), "62", place=ALASKA)
    assert (found.verdict, str(found.amount), found.capped) == ("payable with documentation", "187.91", True)
    assert found.reason == ("modifier", ("62",), (("co_surgeons", "1"),), "two surgeons")


def test_a_price_that_says_no_more_is_neither_capped_nor_flagged() -> None:
    assert Price("not payable") == ("not payable", None, None, None, False, False)


def test_a_share_counts_on_both_sides_of_the_cap() -> None:
    found = priced(imaging(bilateral="1"), "50", place=ALASKA)
    assert (str(found.amount), found.capped) == ("450.99", True)


@pytest.mark.parametrize(
    ("facility", "non_facility", "flagged"),
    [("", "", ()), ("NA", "", ("facility",)), ("", "NA", ("non-facility",)), ("NA", "NA", SETTINGS)],
)
def test_a_setting_may_be_flagged_whether_or_not_there_is_a_price(
    facility: str, non_facility: str, flagged: tuple[Setting, ...]
) -> None:
    for status in ("A", "N"):
        row = relative_value(facility_na=facility, non_facility_na=non_facility, status=status)
        assert tuple(setting for setting in SETTINGS if priced(row, setting=setting).na) == flagged


def test_the_settings_are_two() -> None:
    assert SETTINGS == ("facility", "non-facility")


@pytest.mark.parametrize(
    ("day", "amount", "not_participating", "limit"),
    [
        ("2026-01-15", "1172.37", "1113.75", "1280.81"),
        ("2025-10-15", "1525.20", "1448.94", "1666.28"),
        ("2026-01-15", "88.31", "83.89", "96.47"),
        ("2026-01-15", "0.10", "0.10", "0.12"),
        ("1992-12-31", "100.00", "95.00", "None"),
        ("1993-01-01", "100.00", "95.00", "109.25"),
        ("1991-12-31", "100.00", "None", "None"),
    ],
)
def test_a_physician_who_does_not_participate_has_a_lower_amount_and_a_limit(
    day: str, amount: str, not_participating: str, limit: str
) -> None:
    on = date.fromisoformat(day)
    assert tuple(map(str, charges(Decimal(amount), on))) == (not_participating, limit)


def test_the_limiting_charge_is_a_share_of_the_rounded_amount_of_who_does_not_participate() -> None:
    assert str(charges(Decimal("88.31"), DAY).limiting_charge) == "96.47"


WORST_FIRST: tuple[Verdict, ...] = ("not payable", "unknown", "by report", "payable with documentation")


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (worse, better)
        for place, worse in enumerate(WORST_FIRST)
        for better in (*WORST_FIRST[place + 1 :], "payable", "no effect")
    ],
)
def test_the_worst_of_several_verdicts_decides(worse: Verdict, better: Verdict) -> None:
    pair = [Effect("58", worse, consequence="no rule"), Effect("59", better)]
    for found in (pair, pair[::-1]):
        one = price(R47370_IN_2025, "facility", found)
        assert (one.verdict, one.reason) == (worse, ("modifier", ("58",), (), "no rule"))
        assert (one.amount is None) == (one.factors is None) == (worse != "payable with documentation")


def test_of_verdicts_alike_the_first_is_named() -> None:
    found = [Effect("58", "by report"), Effect("59", "by report")]
    assert price(R47370_IN_2025, "facility", found).reason == ("modifier", ("58",), (), "")


@pytest.mark.parametrize("verdict", ["payable", "no effect"])
def test_what_does_no_harm_is_no_reason(verdict: Verdict) -> None:
    found = price(R47370_IN_2025, "facility", [Effect("58", verdict)])
    assert (found.verdict, found.reason, str(found.amount)) == ("payable", None, "1225.93")


OTHER_ROW, STATUS_N = ("other row", ("26",), (), ""), ("status", (), (("status", "N"),), "")


@pytest.mark.parametrize(
    ("cells", "modifiers", "verdict", "reason"),
    [
        ({"modifier": "26"}, "", "not payable", OTHER_ROW),
        ({"modifier": "26"}, "TC", "not payable", OTHER_ROW),
        ({"modifier": "26", "status": "N"}, "", "not payable", OTHER_ROW),
        ({"modifier": "26", "status": "C"}, "26", "by report", ("status", (), (("status", "C"),), "")),
        ({"modifier": "26"}, "26 TC", "not payable", ("both components", ("26", "TC"), (), "")),
        ({"modifier": "53"}, "59", "not payable", ("other row", ("53",), (), "")),
        ({"status": "N"}, "", "not payable", STATUS_N),
        ({"status": "N"}, "62 80", "not payable", STATUS_N),
        ({"status": "C"}, "56", "by report", ("status", (), (("status", "C"),), "")),
        ({"status": "J"}, "", "unknown", ("status", (), (("status", "J"),), "")),
        ({}, "62 80", "not payable", ("one role", ("62", "80"), (), "")),
        ({}, "54 55", "not payable", ("one surgeon", ("54", "55"), (), "")),
        ({}, "56", "not payable", ("modifier", ("56",), (), "part of surgery")),
        ({}, "66", "not payable", ("modifier", ("66",), (("team", "0"),), "")),
        ({}, "22", "by report", ("modifier", ("22",), (("global_days", "090"),), "operative report")),
        ({}, "QX", "unknown", ("modifier", ("QX",), (), "no rule")),
    ],
)
def test_the_row_then_the_status_then_the_modifiers_decide(
    cells: dict[str, str], modifiers: str, verdict: str, reason: Reason
) -> None:
    found = priced(relative_value(**cells), *modifiers.split())
    assert found == (verdict, reason, None, None, False, False)


@pytest.mark.parametrize(("modifier", "pc_tc"), [("26", "1"), ("TC", "1"), ("26", "6"), ("53", "0")])
def test_the_row_of_a_modifier_prices_it(modifier: str, pc_tc: str) -> None:
    row = relative_value(modifier=modifier, pc_tc=pc_tc, status="R")
    found = price(row, "facility", effects([modifier], Line(row, frozenset({modifier})), DAY))
    assert (found.verdict, found.reason, str(found.amount)) == ("payable", None, "1172.37")
