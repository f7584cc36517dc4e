"""The relative value files that answer for a day, and the rows that price a code and its modifiers."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cptref.cms.families import MUE, PFS
from cptref.medicare.effects import Line
from cptref.medicare.parameters import CONVERSION_FACTORS, Participation, at
from cptref.releases.day import Choice, Citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cptref.cms.rows import Mue, RelativeValue
    from cptref.medicare.effects import Effect
    from cptref.releases.day import Day


class Schedule(NamedTuple):
    """A relative value file of the day, its row that prices a line, and whose factor it has."""

    choice: Choice
    participation: Participation
    line: Line | None = None
    source: Citation | None = None
    """The row."""

    @property
    def row(self) -> "RelativeValue | None":
        """The row that prices the line; None where the file has none of the code."""
        return self.line and self.line.row


def schedules(code: str, modifiers: "Sequence[str]", day: "Day") -> tuple[Schedule, ...]:
    """Return the relative value files of the day, from 2026 on two, with the rows that price a line."""
    mue = day.one_of_code(MUE, day.choice(MUE, "practitioner"), code)
    return tuple(
        _schedule(choice, participation, day.of_code(PFS, choice, code), modifiers, mue)
        for participation, choice in _files(day)
    )


@lru_cache(8)  # days; a batch asks for one, line by line
def _files(day: "Day") -> "tuple[tuple[Participation, Choice], ...]":
    """Return the relative value files that answer, and whose conversion factor each has."""
    plain, qpp = day.choice(PFS), day.choice(PFS, variant="qpp")
    if qpp.standing and plain.standing and qpp.standing.until < plain.standing.release.effective:
        qpp = Choice("none held")
    return tuple(zip(_participations(plain, qpp, day.on), (plain, qpp), strict=False))


def with_row(found: "Sequence[Schedule]") -> Schedule:
    """Return the first file that has the code, or else the first: two files differ in their factor alone."""
    return next((one for one in found if one.line), found[0])


def deciding(effects: "Iterable[Effect]", day: "Day") -> tuple[Choice, ...]:
    """Return the release of MUEs where a limit of units decides of a modifier."""
    if any(one.field == "mue" for effect in effects for one in effect.decided_by):
        return (day.choice(MUE, "practitioner"),)
    return ()


def _participations(plain: Choice, qpp: Choice, on: date) -> tuple[Participation, ...]:
    """Return whose factors there are: on the day, and in the files that answer for it."""
    days = [one.release.effective for one in (plain.standing, qpp.standing) if one]
    rule = at(CONVERSION_FACTORS, min(on, max(days, default=date.min)))
    return rule.value if rule else ("",)


def _schedule(
    choice: Choice,
    participation: Participation,
    found: "list[RelativeValue]",
    modifiers: "Sequence[str]",
    mue: "Mue | None",
) -> Schedule:
    """Choose the row that prices a line: of a modifier on it, else without one, else the one there is."""
    if not found:
        return Schedule(choice, participation)
    rows = {row.modifier: row for row in found}
    row = rows[next((name for name in modifiers if name in rows), min(rows))]
    line = Line(row, frozenset(rows) - {""}, mue)
    return Schedule(choice, participation, line, choice.cite(row.code, row.modifier))
