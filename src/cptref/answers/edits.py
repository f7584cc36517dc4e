"""The NCCI edits of a code, or the verdict on lines that stand together, with the limit of each code."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from cptref.answers.limits import Limit, limit
from cptref.answers.notes import NOTHING_HELD, Note, newest, once
from cptref.answers.volumes import Judged, Volumes
from cptref.cms.families import PTP, Claim
from cptref.cms.rows import IN_FORCE
from cptref.medicare.edits import (
    BY_GLOBAL_DAYS,
    Caution,
    Groups,
    Side,
    Verdict,
    associated,
    undoing,
    undone,
)
from cptref.releases.day import Choice, Citation, Coverage

if TYPE_CHECKING:
    from cptref.answers.schedule import Schedule
    from cptref.cms.rows import Edit
    from cptref.codes import Asked
    from cptref.releases.day import Day


class Undone(NamedTuple):
    """A modifier on a line that undoes an edit."""

    line: int
    """From 1, as typed."""
    code: str
    modifier: str
    caution: Caution = ""
    """What is doubtful of it; "" where nothing is."""


class Pair(NamedTuple):
    """Two codes, and whether they may be paid together."""

    column_one: str
    column_two: str
    verdict: Verdict
    modifier_indicator: str | None
    """ "0": nothing undoes the edit; "1": an NCCI-associated modifier does; None without an edit."""
    effective: date | None
    deleted: date | None
    """The last day on which the edit counts; None without one."""
    rationale: str | None
    modifiers: Groups | None
    """Those that undo the edit, in their groups."""
    lines: tuple[int, int] | None
    """The lines of column one and two, from 1; None where the edits of one code were asked for."""
    undone: tuple[Undone, ...]
    """What was typed and undoes it."""
    choices: tuple[Choice, ...]
    """The release that has the edit, or those that show that there is none; none where the pair is not
    covered."""

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The row of the edit, or the releases that have none."""
        key = () if self.modifier_indicator is None else (self.column_one, self.column_two)
        return tuple(cited for choice in self.choices if (cited := choice.cite(*key)))


class Complete(NamedTuple):
    """Whether a code can have no other edit than those told."""

    column_one: bool
    column_two: bool


class Edits(NamedTuple):
    """The edits of one code, or between all lines."""

    lines: tuple["Asked", ...]
    claim: Claim
    on: date
    coverage: Coverage
    """How the release that answers stands to the day."""
    pairs: tuple[Pair, ...]
    complete: Complete | None
    """Of one code."""
    associated: Groups
    """The NCCI-associated modifiers, in their groups."""
    limits: tuple[Limit, ...]
    """Of each code once."""
    choices: tuple[Choice, ...]
    """The releases that were consulted, for edits and for limits."""
    notes: tuple[Note, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes asked about, each once."""
        return tuple(dict.fromkeys(line.code for line in self.lines))


def edits(lines: "Sequence[Asked]", day: "Day", claim: Claim) -> Edits:
    """Return the active edits of one code, or the verdict on each two lines of different codes."""
    held = Volumes(day, claim)
    codes = tuple(dict.fromkeys(line.code for line in lines))
    complete: Complete | None = None
    consulted: tuple[Choice, ...] = ()
    if len(codes) == 1:
        one, two = held.of(codes[0], "column_one"), held.of(codes[0], "column_two")
        pairs = tuple(_pair(judged, day.on) for judged in (*one.edits, *two.edits))
        complete, consulted = Complete(one.whole, two.whole), (*one.choices, *two.choices)
    else:
        pairs = tuple(_between(lines, held, day))
        consulted = _of_global_days(lines, day)
    limits = tuple(limit(code, claim, day) for code in codes)
    cited = (choice for pair in pairs for choice in pair.choices)
    choices = tuple(dict.fromkeys((*cited, *consulted, *(one.choice for one in limits))))
    coverage = next((choice.coverage for pair in pairs for choice in pair.choices), _coverage(held))
    notes = once((*newest(choices, day.on), *_absent(held, claim, day)))
    return Edits(
        tuple(lines), claim, day.on, coverage, pairs, complete, associated(day.on), limits, choices, notes
    )


def _coverage(held: Volumes) -> Coverage:
    """Return how the newest release stands to the day."""
    return held.held[0].choice.coverage if held.held else "none held"


class _Line(NamedTuple):
    """A line as it was typed: its number, from 1, and what decides of its modifiers."""

    number: int
    side: Side


def _between(lines: "Sequence[Asked]", held: Volumes, day: "Day") -> Iterator[Pair]:
    """Judge each two lines; a code may stand on several, each with modifiers of its own."""
    judged: dict[tuple[str, str], list[Judged]] = {}
    days = {line.code: _global_days(line.code, day) for line in lines}
    typed = [
        _Line(number, Side(line.code, line.modifiers, days[line.code]))
        for number, line in enumerate(lines, 1)
    ]
    for one, two in combinations(typed, 2):
        key = (one.side.code, two.side.code)
        if key[0] == key[1]:
            continue
        if key not in judged:
            judged[key] = held.together(*key)
        for found in judged[key]:
            first, second = (one, two) if found.pair == key else (two, one)
            yield _pair(found, day.on, first, second)


def _global_days(code: str, day: "Day") -> str:
    """Return the global days of a code; "" where no relative value file of the day has it."""
    row = _file(code, day).row
    return row.global_days if row else ""


def _file(code: str, day: "Day") -> "Schedule":
    from cptref.answers.schedule import schedules, with_row  # which the edits of one code do without

    return with_row(schedules(code, (), day))


def _of_global_days(lines: "Sequence[Asked]", day: "Day") -> tuple[Choice, ...]:
    """Return the relative value file whose global days decide, where a line has 25 or 57."""
    typed = {name for line in lines for name in line.modifiers}
    if typed.isdisjoint(BY_GLOBAL_DAYS):
        return ()
    return tuple(_file(line.code, day).choice for line in lines)


def _pair(judged: Judged, on: date, one: _Line | None = None, two: _Line | None = None) -> Pair:
    edit = judged.edit
    lines = (one, two) if one and two else None
    return Pair(
        column_one=judged.pair[0],
        column_two=judged.pair[1],
        verdict=judged.verdict,
        modifier_indicator=str(edit.indicator) if edit else None,
        effective=date.fromordinal(edit.effective) if edit else None,
        deleted=date.fromordinal(edit.deleted) if edit and edit.deleted != IN_FORCE else None,
        rationale=edit.rationale if edit else None,
        modifiers=undoing(judged.pair, on) if edit and edit.indicator else None,
        lines=(lines[0].number, lines[1].number) if lines else None,
        undone=_undone(edit, *lines, on) if edit and lines else (),
        choices=judged.choices,
    )


def _undone(edit: "Edit", one: _Line, two: _Line, on: date) -> tuple[Undone, ...]:
    lines = {"column one": one, "column two": two}
    return tuple(
        Undone(lines[found.column].number, lines[found.column].side.code, found.modifier, found.caution)
        for found in undone(edit, one.side, two.side, on)
    )


def _absent(held: Volumes, claim: Claim, day: "Day") -> Iterator[Note]:
    if not day.standing:
        yield NOTHING_HELD
    if not held.held:
        yield Note("none held", family=PTP.name, kind=claim)
