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
from cptref.medicare.edits import Groups, Verdict, associated, undoing, undone
from cptref.releases.day import Choice, Citation, Coverage

if TYPE_CHECKING:
    from cptref.cms.rows import Edit
    from cptref.codes import Asked
    from cptref.releases.day import Day


class Undone(NamedTuple):
    """A modifier on a line that undoes an edit."""

    line: int
    """From 1, as typed."""
    code: str
    modifier: str


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
    choice: Choice | None
    """The release that has the edit, or shows that there is none; None where none covers the pair."""

    @property
    def source(self) -> Citation | None:
        """The row of the edit, or the release that has none."""
        if self.choice is None:
            return None
        has_row = self.modifier_indicator is not None
        return self.choice.cite(self.column_one, self.column_two) if has_row else self.choice.cite()


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
    notes: tuple[Note, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes asked about, each once."""
        return tuple(dict.fromkeys(line.code for line in self.lines))

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The releases that answer, or that would."""
        return (*(one.choice for one in self.pairs if one.choice), *(one.choice for one in self.limits))


def edits(lines: "Sequence[Asked]", day: "Day", claim: Claim) -> Edits:
    """Return the active edits of one code, or the verdict on each two lines of different codes."""
    held = Volumes(day, claim)
    codes = tuple(dict.fromkeys(line.code for line in lines))
    complete = None
    if len(codes) == 1:
        ones, one_whole = held.of(codes[0], "column_one")
        twos, two_whole = held.of(codes[0], "column_two")
        pairs = tuple(_pair(judged, day.on) for judged in (*ones, *twos))
        complete = Complete(one_whole, two_whole)
    else:
        pairs = tuple(_between(lines, held, day.on))
    limits = tuple(limit(code, claim, day) for code in codes)
    coverage = next((one.choice.coverage for one in pairs if one.choice), _coverage(held))
    answer = Edits(tuple(lines), claim, day.on, coverage, pairs, complete, associated(day.on), limits, ())
    return answer._replace(notes=once(_notes(answer, held, day)))


def _coverage(held: Volumes) -> Coverage:
    """Return how the newest release stands to the day."""
    return held.held[0].choice.coverage if held.held else "none held"


def _between(lines: "Sequence[Asked]", held: Volumes, on: date) -> Iterator[Pair]:
    """Judge each two lines; a code may stand on several, each with modifiers of its own."""
    judged: dict[tuple[str, str], list[Judged]] = {}
    for (i, one), (j, two) in combinations(enumerate(lines, 1), 2):
        if one.code == two.code:
            continue
        key = (one.code, two.code)
        if key not in judged:
            judged[key] = held.together(*key)
        numbered = {one.code: (i, one), two.code: (j, two)}
        for found in judged[key]:
            first, second = (numbered[code] for code in found.pair)
            yield _pair(found, on, first, second)


def _pair(
    judged: Judged,
    on: date,
    one: "tuple[int, Asked] | None" = None,
    two: "tuple[int, Asked] | None" = None,
) -> Pair:
    edit = judged.edit
    return Pair(
        column_one=judged.pair[0],
        column_two=judged.pair[1],
        verdict=judged.verdict,
        modifier_indicator=str(edit.indicator) if edit else None,
        effective=date.fromordinal(edit.effective) if edit else None,
        deleted=date.fromordinal(edit.deleted) if edit and edit.deleted != IN_FORCE else None,
        rationale=edit.rationale if edit else None,
        modifiers=undoing(judged.pair, on) if edit and edit.indicator else None,
        lines=(one[0], two[0]) if one and two else None,
        undone=_undone(edit, one, two, on) if edit and one and two else (),
        choice=judged.choice,
    )


def _undone(edit: "Edit", one: "tuple[int, Asked]", two: "tuple[int, Asked]", on: date) -> tuple[Undone, ...]:
    lines = {"column one": one, "column two": two}
    return tuple(
        Undone(lines[found.column][0], lines[found.column][1].code, found.modifier)
        for found in undone(edit, one[1].modifiers, two[1].modifiers, on)
    )


def _notes(answer: Edits, held: Volumes, day: "Day") -> Iterator[Note]:
    yield from newest(answer.choices, answer.on)
    if not day.standing:
        yield NOTHING_HELD
    if not held.held:
        yield Note("none held", family=PTP.name, kind=answer.claim)
