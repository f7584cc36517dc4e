"""What the releases of a day say of a code."""

import held
import pytest
from held import (
    Held,
    Shelf,
    asc,
    cited,
    covered,
    day,
    excluded,
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

from cptref.answers.code import Code, LevelTwo, code
from cptref.answers.facility import facility
from cptref.answers.limits import Limit, limit
from cptref.answers.notes import Note
from cptref.answers.schedule import schedules
from cptref.cms.families import HCPCS, MUE, OPPS
from cptref.releases.day import Choice

shelf = held.shelf

DRUG = level_two("J1885", "1989-01-01")
ALL = (
    pfs("2026-01-01", value(), value("99213")),
    qpp("2026-01-01", value()),
    mue("2026-01-01", units("47370", 1)),
    mue("2026-01-01", units("47370", 2, "3"), units("J1885", 8, "1"), kind="hospital"),
    mue("2026-01-01", units("E0114", 2), kind="dme"),
    opps("2026-01-01", outpatient("47370", "J1", "5362", "10860.07")),
    asc("2026-01-01", "AA", covered("47370", "G2", "5120.50")),
    hcpcs("2026-01-01", DRUG),
)


def test_a_code_has_what_each_release_says(shelf: Shelf) -> None:
    asked = shelf.day(*ALL)
    answer = code("47370", asked)
    kinds = [asked.choice(MUE, kind) for kind in ("practitioner", "hospital", "dme")]
    limits = (
        Limit(
            "47370",
            "practitioner",
            kinds[0],
            units("47370", 1),
            cited("mue-practitioner-2026q1", "mue-practitioner.txt", "47370"),
        ),
        Limit(
            "47370",
            "hospital",
            kinds[1],
            units("47370", 2, "3"),
            cited("mue-hospital-2026q1", "mue-hospital.txt", "47370"),
        ),
        Limit("47370", "dme", kinds[2], None, None),
    )
    assert answer == Code(
        "47370",
        day("2026-01-15"),
        schedules("47370", (), asked),
        limits,
        facility("47370", asked),
        LevelTwo(asked.choice(HCPCS), None, is_valid=False, source=None),
        (),
    )
    assert answer.is_known
    assert [choice.name for choice in answer.choices] == [
        "pfs-2026q1",
        "pfs-2026q1-qpp",
        "mue-practitioner-2026q1",
        "mue-hospital-2026q1",
        "mue-dme-2026q1",
        "opps-2026q1",
        "asc-2026q1",
        "hcpcs-2026q1",
    ]
    assert [one.participation for one in answer.schedules] == ["non-QPP", "QPP"]


@pytest.mark.parametrize(
    ("found", "name", "is_known"),
    [
        (ALL, "47370", True),
        (ALL, "99213", True),
        (ALL, "E0114", True),
        (ALL, "J1885", True),
        (ALL, "00001", False),
        ([pfs("2026-01-01", value())], "47370", True),
        ([qpp("2026-01-01", value())], "47370", True),
        ([mue("2026-01-01", units("47370", 1), kind="dme")], "47370", True),
        ([opps("2026-01-01", outpatient("47370", "J1"))], "47370", True),
        ([asc("2026-01-01", "AA", covered("47370", "G2"))], "47370", True),
        ([asc("2026-01-01", "EE", excluded("47370"))], "47370", True),
        ([hcpcs("2026-01-01", level_two("J1885"))], "J1885", True),
        ([hcpcs("2026-01-01", level_two("J1885"))], "47370", False),
        ([ptp("2026-01-01", "1", held.edit("47370", "47000"))], "47370", False),
        ([], "47370", False),
        ([pfs("2025-01-01", value()), pfs("2026-07-01", value())], "47370", False),
    ],
)
def test_a_code_is_known_that_stands_in_a_row_of_the_day(
    shelf: Shelf, found: list[Held], name: str, is_known: bool
) -> None:
    assert code(name, shelf.day(*found)).is_known is is_known


@pytest.mark.parametrize(
    ("on", "is_valid"),
    [
        ("1999-12-31", False),
        ("2000-01-01", True),
        ("2025-12-31", True),
        ("2026-01-01", False),
    ],
)
def test_a_code_of_level_two_counts_from_when_it_was_added_until_it_is_terminated(
    shelf: Shelf, on: str, is_valid: bool
) -> None:
    row = level_two("G0105", "2000-01-01", "2025-12-31")
    asked = shelf.day(hcpcs("2026-01-01", row), on=on)
    answer = code("G0105", asked)
    source = cited("hcpcs-2026q1", "hcpcs.txt", "G0105")
    assert answer.level_two == LevelTwo(asked.choice(HCPCS), row, is_valid, source)
    assert answer.is_known


def test_each_release_that_is_not_in_force_is_told_of(shelf: Shelf) -> None:
    asked = shelf.day(*ALL, on="2026-04-01")
    assert code("47370", asked).notes == tuple(
        Note("newest held", name, on=day("2026-04-01"), until=day("2026-03-31"))
        for name in (
            *("pfs-2026q1", "pfs-2026q1-qpp"),
            *("mue-practitioner-2026q1", "mue-hospital-2026q1", "mue-dme-2026q1"),
            *("opps-2026q1", "asc-2026q1", "hcpcs-2026q1"),
        )
    )
    assert code("47370", shelf.day(*ALL, on="2026-03-31")).notes == ()


def test_of_no_release_nothing_is_said(shelf: Shelf) -> None:
    answer = code("47370", shelf.day(on="2026-02-02"))
    assert (answer.code, answer.on, answer.notes) == ("47370", day("2026-02-02"), ())
    assert [one.line for one in answer.schedules] == [None]
    assert [(one.kind, one.row) for one in answer.limits] == [
        (kind, None) for kind in ("practitioner", "hospital", "dme")
    ]
    assert set(answer.choices) == {Choice("none held")}
    assert len(answer.choices) == 7


def test_a_limit_is_that_of_its_kind_of_claim_alone(shelf: Shelf) -> None:
    asked = shelf.day(*ALL)
    assert limit("J1885", "hospital", asked) == Limit(
        "J1885",
        "hospital",
        asked.choice(MUE, "hospital"),
        units("J1885", 8, "1"),
        cited("mue-hospital-2026q1", "mue-hospital.txt", "J1885"),
    )
    assert limit("J1885", "practitioner", asked) == Limit(
        "J1885", "practitioner", asked.choice(MUE, "practitioner")
    )
    assert asked.choice(OPPS).name == "opps-2026q1"
