"""What Medicare allows for a line, by factor, locality and setting, and what is to be known of it."""

from decimal import Decimal
from typing import TYPE_CHECKING

import held
import pytest
from held import (
    ALABAMA,
    ALASKA,
    ANCHORAGE,
    Held,
    Shelf,
    asc,
    cited,
    covered,
    day,
    excluded,
    gpci,
    mue,
    opps,
    outpatient,
    pfs,
    qpp,
    units,
    value,
    zips,
)

from cptref.answers.facility import AscRate, Facility, OppsRate, facility
from cptref.answers.fee import Amount, Fee, fee
from cptref.answers.notes import NOTHING_HELD, Note
from cptref.answers.places import NATION, place
from cptref.answers.schedule import schedules
from cptref.cms.families import ASC, GPCI, OPPS, PFS, ZIP
from cptref.codes import parse
from cptref.errors import UnknownCode
from cptref.medicare.effects import Effect, Indicator
from cptref.medicare.facility import AscPayment
from cptref.medicare.price import Factors, Reason
from cptref.releases.day import Choice

if TYPE_CHECKING:
    from cptref.answers.places import Where

shelf = held.shelf

IMAGING = tuple(value("70496", name) for name in ("", "26", "TC"))
ROWS = (
    value("43235", global_days="000", non_facility_pe="7.01", non_facility_na="", facility_pe="1.36"),
    value("45378", "53", work="1.63", facility_pe="0.90", malpractice="0.22"),
    value(),
    value("47379", status="C"),
    value("66999", status="N"),
    value("99213", global_days="XXX", work="1.30", non_facility_pe="1.33", facility_pe="0.55"),
)
QPP_ROWS = tuple(row._replace(conversion_factor=Decimal(held.FACTOR_QPP)) for row in ROWS)
Q4 = pfs("2025-10-01", value(conversion_factor=held.FACTOR_2025))
Q1, Q1_QPP = pfs("2026-01-01", *ROWS), qpp("2026-01-01", *QPP_ROWS)
PLACES = gpci("2026-01-01", ALASKA, ALABAMA), zips("2026-01-01", ANCHORAGE)
ADDENDA = (
    opps("2026-01-01", outpatient("43235", "T", "5301", "873.10"), outpatient("99999", "N")),
    asc("2026-01-01", "AA", covered("43235", "A2", "388.61"), covered("76942", "N1")),
    asc("2026-01-01", "EE", excluded("27130"), excluded("43235")),
)


def amounts(answer: Fee) -> list[tuple[str, str, str]]:
    return [(one.participation, one.setting, str(one.amount)) for one in answer.amounts]


def test_an_amount_says_all_that_it_is_made_of(shelf: Shelf) -> None:
    asked = shelf.day(Q1, *PLACES)
    answer = fee(parse("47370-22-50"), asked, place(asked, zip="99501"), ("facility",))
    done = (
        Effect(
            "22",
            "by report",
            (Indicator("global_days", "090"),),
            "operative report",
            None,
            "Medicare contractors' publications",
        ),
        Effect("50", "no effect", (Indicator("bilateral", "0"),), "one side"),
    )
    (one,) = answer.amounts
    assert one == Amount(
        setting="facility",
        verdict="by report",
        reason=Reason("modifier", ("22",), (Indicator("global_days", "090"),), "operative report"),
        amount=None,
        non_participating=None,
        limiting_charge=None,
        factors=None,
        effects=done,
        capped=False,
        na=False,
        locality=ALASKA,
        participation="non-QPP",
        conversion_factor=Decimal("33.4009"),
        source=cited("pfs-2026q1", "pfs.txt", "47370", ""),
        coverage="in force",
    )
    assert answer == Fee(
        code="47370",
        modifiers=("22", "50"),
        on=day("2026-01-15"),
        place=place(asked, zip="99501"),
        amounts=(one,),
        effects=done,
        schedules=schedules("47370", ("22", "50"), asked),
        facility=facility("47370", asked),
        choices=answer.choices,
        notes=(Note("none held", family="pfs", kind="QPP", on=day("2026-01-15")),),
    )
    assert answer.choices == (
        *(asked.choice(PFS), Choice("none held")),
        *(asked.choice(ZIP), asked.choice(GPCI)),
        *(Choice("none held"), Choice("none held")),
    )


def test_an_amount_is_priced_with_its_localitys_indices(shelf: Shelf) -> None:
    asked = shelf.day(Q1, *PLACES)
    (one,) = fee(parse("47370-62"), asked, place(asked, state="AK"), ("non-facility",)).amounts
    factors = Factors(*map(Decimal, ("20.28", "9.66", "5.16", "1.5", "1.077", "0.560", "33.4009", "0.625")))
    assert one == Amount(
        setting="non-facility",
        verdict="payable with documentation",
        reason=Reason("modifier", ("62",), (Indicator("co_surgeons", "1"),), "two surgeons"),
        amount=Decimal("912.54"),
        non_participating=Decimal("866.91"),
        limiting_charge=Decimal("996.95"),
        factors=factors,
        effects=(
            Effect(
                "62",
                "payable with documentation",
                (Indicator("co_surgeons", "1"),),
                "two surgeons",
                Decimal("0.625"),
                "Pub. 100-04, chapter 12, section 40.8",
            ),
        ),
        capped=False,
        na=True,
        locality=ALASKA,
        participation="non-QPP",
        conversion_factor=Decimal("33.4009"),
        source=cited("pfs-2026q1", "pfs.txt", "47370", ""),
        coverage="in force",
    )


@pytest.mark.parametrize(
    ("found", "on", "expected"),
    [
        # one conversion factor until 2025, two from 2026 on
        ([Q4, Q1, Q1_QPP], "2025-12-31", [("", "facility", "1135.36"), ("", "non-facility", "1135.36")]),
        (
            [Q4, Q1, Q1_QPP],
            "2026-01-01",
            [
                ("non-QPP", "facility", "1172.37"),
                ("non-QPP", "non-facility", "1172.37"),
                ("QPP", "facility", "1178.22"),
                ("QPP", "non-facility", "1178.22"),
            ],
        ),
        ([Q4], "2026-01-01", [("", "facility", "1135.36"), ("", "non-facility", "1135.36")]),
        ([Q1], "2026-01-01", [("non-QPP", "facility", "1172.37"), ("non-QPP", "non-facility", "1172.37")]),
        ([Q1_QPP], "2026-01-01", [("QPP", "facility", "1178.22"), ("QPP", "non-facility", "1178.22")]),
    ],
)
def test_a_line_is_priced_with_each_conversion_factor_of_the_day(
    shelf: Shelf, found: list[Held], on: str, expected: list[tuple[str, str, str]]
) -> None:
    assert amounts(fee(parse("47370"), shelf.day(*found, on=on))) == expected


def test_amounts_are_told_by_factor_then_locality_then_setting(shelf: Shelf) -> None:
    asked = shelf.day(Q1, Q1_QPP, *PLACES)
    answer = fee(parse("47370"), asked, place(asked, all_localities=True))
    assert [
        (one.participation, one.locality and one.locality.state, one.setting, one.source)
        for one in answer.amounts
    ] == [
        (factor, state, setting, cited(f"pfs-2026q1{variant}", f"pfs{variant}.txt", "47370", ""))
        for factor, variant in (("non-QPP", ""), ("QPP", "-qpp"))
        for state in ("AK", "AL")
        for setting in ("facility", "non-facility")
    ]
    assert {str(one.conversion_factor) for one in answer.amounts} == {held.FACTOR, held.FACTOR_QPP}


@pytest.mark.parametrize(
    ("line", "verdict", "reason", "row", "amount"),
    [
        ("47370", "payable", None, "", "1172.37"),
        ("43235", "payable", None, "", "895.14"),
        ("99213", "payable", None, "", "234.14"),
        ("47379", "by report", Reason("status", (), (Indicator("status", "C"),)), "", None),
        ("66999", "not payable", Reason("status", (), (Indicator("status", "N"),)), "", None),
        ("45378-53", "payable", None, "53", "91.85"),
        # the only row that the file has prices the line with its modifier alone
        ("45378", "not payable", Reason("other row", ("53",)), "53", None),
        ("47370-80-62", "not payable", Reason("one role", ("62", "80")), "", None),
        ("47370-80", "payable", None, "", "187.58"),
        ("47370-59", "payable", None, "", "1172.37"),
    ],
)
def test_a_line_has_a_verdict_its_reason_and_the_row_that_prices_it(
    shelf: Shelf, line: str, verdict: str, reason: Reason | None, row: str, amount: str | None
) -> None:
    asked = parse(line)
    (one,) = fee(asked, shelf.day(Q1), settings=("facility",)).amounts
    assert (one.verdict, one.reason) == (verdict, reason)
    assert one.source == cited("pfs-2026q1", "pfs.txt", asked.code, row)
    assert one.amount == (Decimal(amount) if amount else None)
    assert (one.factors is None) == (one.non_participating is None) == (one.limiting_charge is None)
    assert (one.amount is None) == (one.factors is None)
    assert (one.locality, one.coverage) == (None, "in force")


@pytest.mark.parametrize(
    ("on", "limiting"), [("1992-12-31", None), ("1993-01-01", Decimal("1280.81")), ("1991-12-31", None)]
)
def test_the_amounts_beside_have_days_of_their_own(shelf: Shelf, on: str, limiting: Decimal | None) -> None:
    (one,) = fee(parse("47370"), shelf.day(pfs(on, value()), on=on), settings=("facility",)).amounts
    assert (one.amount, one.limiting_charge) == (Decimal("1172.37"), limiting)
    assert one.non_participating == (None if on < "1992" else Decimal("1113.75"))


def test_imaging_is_capped_and_says_so(shelf: Shelf) -> None:
    rvus = {"opps_facility_pe": "1.00", "opps_non_facility_pe": "2.00", "opps_malpractice": "0.10"}
    answer = fee(parse("70496"), shelf.day(pfs("2026-01-01", value("70496", "", **rvus))))
    assert [(one.capped, str(one.amount), one.na) for one in answer.amounts] == [
        (True, "714.11", False),
        (True, "747.51", True),
    ]


def test_the_effects_are_those_of_the_first_file_that_has_the_code(shelf: Shelf) -> None:
    asked = shelf.day(
        pfs("2026-01-01", value("99213")),
        qpp("2026-01-01", value(bilateral="1", conversion_factor="33.5675")),
    )
    answer = fee(parse("47370-LT-RT"), asked, settings=("facility",))
    assert answer.effects == (
        Effect("LT RT", "payable", (Indicator("bilateral", "1"),), "half more", Decimal("1.5")),
    )
    (one,) = answer.amounts
    assert (one.participation, one.effects, str(one.amount)) == ("QPP", answer.effects, "1767.33")
    assert answer.notes == (Note("no row", "pfs-2026q1", subject="47370"),)


STALE, STALE_QPP = (
    Note("newest held", name, on=day("2026-04-01"), until=day("2026-03-31"))
    for name in ("pfs-2026q1", "pfs-2026q1-qpp")
)


@pytest.mark.parametrize(
    ("found", "on", "where", "expected"),
    [
        ([Q1, Q1_QPP, *PLACES], "2026-03-31", {}, ()),
        ([Q1, Q1_QPP, *PLACES], "2026-04-01", {}, (STALE, STALE_QPP)),
        ([Q1, Q1_QPP, *PLACES], "2026-04-01", {"state": "AK"}, (STALE, STALE_QPP)),
        (
            [Q1, Q1_QPP, *PLACES],
            "2026-04-01",
            {"zip": "99501"},
            (
                *(STALE, STALE_QPP),
                Note("newest held", "zip-2026q1", on=day("2026-04-01"), until=day("2026-03-31")),
            ),
        ),
        (
            [Q1, Q1_QPP, *PLACES],
            "2026-03-31",
            {"state": "NY"},
            (Note("no row", "gpci-2026", kind="state", subject="NY"),),
        ),
        (
            [Q1, Q1_QPP],
            "2026-03-31",
            {"state": "NY"},
            (Note("none held", family="gpci", on=day("2026-03-31")),),
        ),
        ([Q1], "2026-03-31", {}, (Note("none held", family="pfs", kind="QPP", on=day("2026-03-31")),)),
        (
            [Q1_QPP],
            "2026-03-31",
            {},
            (Note("none held", family="pfs", kind="non-QPP", on=day("2026-03-31")),),
        ),
        ([Q1, Q1_QPP], "2025-12-31", {}, (Note("none held", family="pfs", on=day("2025-12-31")),)),
        (
            [],
            "2026-03-31",
            {},
            (NOTHING_HELD, Note("none held", family="pfs", on=day("2026-03-31"))),
        ),
        (
            [],
            "2026-03-31",
            {"zip": "99501"},
            (
                Note("none held", family="zip", on=day("2026-03-31")),
                NOTHING_HELD,
                Note("none held", family="pfs", on=day("2026-03-31")),
            ),
        ),
        (
            [Q1, Q1_QPP, ADDENDA[0], asc("2025-10-01", "AA", covered("47370", "G2"))],
            "2026-01-01",
            {},
            (Note("newest held", "asc-2025q4", on=day("2026-01-01"), until=day("2025-12-31")),),
        ),
    ],
)
def test_what_is_to_be_known_of_an_amount_is_told_once(
    shelf: Shelf, found: list[Held], on: str, where: "Where", expected: tuple[Note, ...]
) -> None:
    asked = shelf.day(*found, on=on)
    assert fee(parse("47370"), asked, place(asked, **where)).notes == expected


def test_without_its_place_a_line_has_no_amount_and_keeps_its_effects(shelf: Shelf) -> None:
    asked = shelf.day(Q1, Q1_QPP, *PLACES)
    answer = fee(parse("47370-62"), asked, place(asked, state="NY"))
    assert (answer.amounts, [one.modifier for one in answer.effects]) == ((), ["62"])
    assert [one.row for one in answer.schedules] == [ROWS[2], QPP_ROWS[2]]


def test_where_nothing_is_held_nothing_is_known(shelf: Shelf) -> None:
    for asked in (shelf.day(), shelf.day(*PLACES), shelf.day(Q1, on="2025-12-31")):
        answer = fee(parse("47370-62"), asked)
        assert (answer.amounts, answer.effects, answer.place) == ((), (), NATION)


@pytest.mark.parametrize(
    ("code", "nearest"),
    [("47307", ("47370",)), ("4737O", ("47370", "47379")), ("00001", ()), ("9921E", ("99213",))],
)
def test_a_code_that_no_release_has_is_unknown_and_the_nearest_are_named(
    shelf: Shelf, code: str, nearest: tuple[str, ...]
) -> None:
    for releases in ((Q1, Q1_QPP), (Q1_QPP,), (Q1, *ADDENDA)):
        with pytest.raises(UnknownCode) as unknown:
            fee(parse(code), shelf.day(*releases))
        assert (unknown.value.code, unknown.value.nearest) == (code, nearest)
        assert str(unknown.value).startswith(f"no release of {code} is held")


@pytest.mark.parametrize("code", ["76942", "27130", "99999"])
def test_a_code_that_only_facilities_are_paid_for_is_known(shelf: Shelf, code: str) -> None:
    asked = shelf.day(Q1, *ADDENDA)
    answer = fee(parse(code), asked)
    assert (answer.amounts, answer.effects) == ((), ())
    assert answer.facility == facility(code, asked)
    assert answer.facility.is_known
    assert answer.notes == (
        Note("no row", "pfs-2026q1", subject=code),
        Note("none held", family="pfs", kind="QPP", on=day("2026-01-15")),
    )


@pytest.mark.parametrize(
    ("code", "payment", "part"),
    [
        ("43235", "payable", "AA"),  # in both addenda: AA has the word
        ("76942", "packaged", "AA"),
        ("27130", "excluded", "EE"),
        ("47370", None, "AA"),
    ],
)
def test_an_ambulatory_surgical_center_is_paid_packaged_excluded_or_unlisted(
    shelf: Shelf, code: str, payment: AscPayment | None, part: str
) -> None:
    asked = shelf.day(*ADDENDA)
    choice = asked.choice(ASC, part=part)
    told = facility(code, asked)
    row = asked.one_of_code(ASC, choice, code)
    assert told.asc == AscRate(
        choice,
        row,
        payment,
        cited("asc-2026q1", f"asc-{part}.txt", code) if payment else None,
    )
    assert (row is None) == (payment is None)
    assert told.choices == (asked.choice(OPPS), choice)
    assert told.is_known == (code != "47370")


def test_a_hospital_is_paid_by_its_row_of_addendum_b(shelf: Shelf) -> None:
    asked = shelf.day(*ADDENDA)
    assert facility("43235", asked).opps == OppsRate(
        asked.choice(OPPS),
        outpatient("43235", "T", "5301", "873.10"),
        cited("opps-2026q1", "opps.txt", "43235"),
    )
    assert facility("47370", asked).opps == OppsRate(asked.choice(OPPS), None, None)
    assert facility("99999", asked).is_known


@pytest.mark.parametrize(
    ("found", "part"), [(ADDENDA[1:2], "AA"), (ADDENDA[2:], "EE"), (ADDENDA[1:], "AA"), ((), "EE")]
)
def test_a_code_in_neither_addendum_is_told_of_the_one_that_is_held(
    shelf: Shelf, found: tuple[Held, ...], part: str
) -> None:
    asked = shelf.day(*found)
    assert facility("47370", asked) == Facility(
        OppsRate(Choice("none held")), AscRate(asked.choice(ASC, part=part))
    )
    assert asked.choice(ASC, part=part).coverage == ("in force" if found else "none held")


def test_addendum_ee_alone_excludes(shelf: Shelf) -> None:
    asked = shelf.day(ADDENDA[2])
    assert facility("27130", asked) == (
        OppsRate(Choice("none held")),
        AscRate(
            asked.choice(ASC, part="EE"),
            excluded("27130"),
            "excluded",
            cited("asc-2026q1", "asc-EE.txt", "27130"),
        ),
    )


HIP = value("27130", bilateral="1", work="19.60", facility_pe="14.06", malpractice="4.01")


@pytest.mark.parametrize(
    ("typed", "modifiers", "amount", "twice"),
    [
        ("27130-50-50", ("50",), "1887.32", ("50",)),
        ("27130-50", ("50",), "1887.32", ()),
        ("27130-50-LT-RT", ("50", "LT", "RT"), "1887.32", ()),
        ("27130-LT-RT-LT", ("LT", "RT"), "1887.32", ("LT",)),
        ("27130-22-22-22", ("22",), "None", ("22",)),
        ("27130", (), "1258.21", ()),
    ],
)
def test_a_modifier_typed_twice_counts_once_and_is_told(
    shelf: Shelf, typed: str, modifiers: tuple[str, ...], amount: str, twice: tuple[str, ...]
) -> None:
    answer = fee(parse(typed), shelf.day(pfs("2026-01-01", HIP)), NATION, ("facility",))
    assert (answer.modifiers, str(answer.amounts[0].amount)) == (modifiers, amount)
    assert tuple(note.subject for note in answer.notes if note.code == "typed twice") == twice


@pytest.mark.parametrize(
    ("typed", "is_told"), [("47370-76", True), ("47370-77", True), ("47370-59", False), ("47370", False)]
)
def test_the_limit_that_decides_of_a_repeated_procedure_is_cited_with_its_age(
    shelf: Shelf, typed: str, is_told: bool
) -> None:
    limits = mue("2025-10-01", units("47370", 1))
    answer = fee(parse(typed), shelf.day(Q1, limits))
    assert ("mue-practitioner-2025q4" in [choice.name for choice in answer.choices]) is is_told
    stale = Note("newest held", "mue-practitioner-2025q4", on=day("2026-01-15"), until=day("2025-12-31"))
    assert (stale in answer.notes) is is_told


@pytest.mark.parametrize(
    ("aa", "ee", "payment", "release"),
    [
        ("2026-01-01", "2026-01-01", "payable", "AA"),
        ("2025-10-01", "2026-01-01", "excluded", "EE"),
        ("2026-01-01", "2025-10-01", "payable", "AA"),
        ("2025-10-01", "2025-10-01", "payable", "AA"),
    ],
)
def test_an_addendum_of_the_day_answers_before_a_stale_one(
    shelf: Shelf, aa: str, ee: str, payment: str, release: str
) -> None:
    addenda = asc(aa, "AA", covered("47370", "G2")), asc(ee, "EE", excluded("47370"))
    found = facility("47370", shelf.day(*addenda)).asc
    assert found.choice.standing
    assert (found.payment, found.choice.standing.release.part) == (payment, release)
