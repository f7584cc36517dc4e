"""The verdicts on the modifiers of a code, and the release that they rest on."""

import held
import pytest
from held import Held, Shelf, day, hcpcs, level_two, mue, pfs, qpp, units, value

from cptref.answers.modifiers import Modifiers, description, modifiers
from cptref.answers.notes import Note
from cptref.answers.schedule import schedules
from cptref.codes import parse
from cptref.medicare.effects import Effect, Indicator
from cptref.medicare.modifiers import STANDARD, effect

shelf = held.shelf

Q1, Q1_QPP = pfs("2026-01-01", value(), value("70496"), value("70496", "26")), qpp("2026-01-01", value())


def test_the_verdicts_are_those_of_the_standard_modifiers(shelf: Shelf) -> None:
    asked = shelf.day(Q1, Q1_QPP, mue("2026-01-01", units("47370", 1)))
    (file, _) = schedules("47370", (), asked)
    assert file.line
    verdicts = tuple(effect(name, file.line, asked.on) for name in STANDARD)
    answer = modifiers(parse("47370"), asked)
    assert answer == Modifiers("47370", day("2026-01-15"), verdicts, file, None, ())
    told = {one.modifier: one for one in answer.verdicts}
    assert (told["50"].verdict, told["80"].verdict, told["25"].verdict, told["66"].verdict) == (
        *("no effect", "payable", "not payable", "not payable"),
    )
    assert told["76"].decided_by == (Indicator("mue", "1"), Indicator("mai", "2"))


@pytest.mark.parametrize(
    ("typed", "more"),
    [
        ("47370", ()),
        ("47370-59", ()),
        ("47370-LT", ("LT",)),
        ("47370-QK-59-RT-QK", ("QK", "RT")),
    ],
)
def test_those_typed_are_judged_beside_the_standard_ones_each_once(
    shelf: Shelf, typed: str, more: tuple[str, ...]
) -> None:
    for asked in (shelf.day(Q1), shelf.day()):
        names = [one.modifier for one in modifiers(parse(typed), asked).verdicts]
        assert names == [*STANDARD, *more]


def test_the_row_without_a_modifier_decides_whatever_was_typed(shelf: Shelf) -> None:
    answer = modifiers(parse("70496-26"), shelf.day(Q1))
    assert answer.schedule.row == value("70496")


@pytest.mark.parametrize(
    ("on", "known"), [("2014-12-31", "unknown"), ("2015-01-01", "no effect"), ("2026-01-01", "no effect")]
)
def test_a_modifier_is_judged_for_the_day(shelf: Shelf, on: str, known: str) -> None:
    answer = modifiers(parse("47370"), shelf.day(pfs(on, value()), on=on))
    assert [one.verdict for one in answer.verdicts if one.modifier == "XS"] == [known]


@pytest.mark.parametrize(
    ("found", "on", "absent", "notes"),
    [
        ([Q1], "2026-03-31", Note("no row", "pfs-2026q1", subject="99213"), ()),
        (
            [Q1],
            "2026-04-01",
            Note("no row", "pfs-2026q1", subject="99213"),
            (Note("newest held", "pfs-2026q1", on=day("2026-04-01"), until=day("2026-03-31")),),
        ),
        ([Q1], "2025-12-31", Note("none held", family="pfs", on=day("2025-12-31")), ()),
        ([], "2026-01-01", Note("none held", family="pfs", on=day("2026-01-01")), ()),
        ([Q1_QPP], "2026-01-01", Note("none held", family="pfs", on=day("2026-01-01")), ()),
    ],
)
def test_of_a_code_without_a_row_all_is_unknown_and_why_is_told(
    shelf: Shelf, found: list[Held], on: str, absent: Note, notes: tuple[Note, ...]
) -> None:
    answer = modifiers(parse("99213-LT"), shelf.day(*found, on=on))
    assert answer.verdicts == tuple(Effect(name, "unknown", (), "", None, "") for name in (*STANDARD, "LT"))
    assert (answer.code, answer.on, answer.schedule.line) == ("99213", day(on), None)
    assert (answer.absent, answer.notes) == (absent, notes)


@pytest.mark.parametrize(
    ("found", "on", "release", "stale"),
    [
        ([Q1, Q1_QPP], "2026-03-31", "pfs-2026q1", False),
        ([Q1, Q1_QPP], "2026-04-01", "pfs-2026q1", True),
        ([Q1_QPP], "2026-03-31", "pfs-2026q1-qpp", False),
        ([Q1_QPP], "2026-04-01", "pfs-2026q1-qpp", True),
    ],
)
def test_the_release_that_decides_is_told_and_whether_it_is_still_in_force(
    shelf: Shelf, found: list[Held], on: str, release: str, stale: bool
) -> None:
    answer = modifiers(parse("47370"), shelf.day(*found, on=on))
    assert (answer.schedule.choice.name, answer.absent) == (release, None)
    note = Note("newest held", release, on=day(on), until=day("2026-03-31"))
    assert answer.notes == ((note,) if stale else ())


def test_hcpcs_level_two_says_what_a_modifier_means(shelf: Shelf) -> None:
    asked = shelf.day(hcpcs("2026-01-01", level_two("AS", description="Assistant at surgery")))
    assert [description(name, asked) for name in ("AS", "59")] == ["Assistant at surgery", ""]
    assert description("AS", shelf.day()) == ""


@pytest.mark.parametrize(
    ("limits", "notes"),
    [
        ("2026-01-01", ()),
        (
            "2025-10-01",
            (Note("newest held", "mue-practitioner-2025q4", on=day("2026-01-15"), until=day("2025-12-31")),),
        ),
    ],
)
def test_the_age_of_the_limit_that_decides_of_76_and_77_is_told(
    shelf: Shelf, limits: str, notes: tuple[Note, ...]
) -> None:
    asked = shelf.day(Q1, Q1_QPP, mue(limits, units("47370", 1)))
    assert modifiers(parse("47370"), asked).notes == notes
    assert modifiers(parse("70496"), asked).notes == ()
