"""NCCI procedure-to-procedure edits: whether two codes may be paid together, and what undoes an edit.

Of a pair, the column two code is denied unless the edit's indicator is 1 and an NCCI-associated modifier
applies. The groups of modifiers are those of the NCCI Policy Manual, chapter I.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from cptref.medicare.parameters import DISTINCT, DISTINCT_COLUMNS, Column, at
from cptref.medicare.services import SITES, is_laboratory, is_visit

if TYPE_CHECKING:
    from datetime import date

    from cptref.cms.rows import Edit

Verdict = Literal["bundled", "bundled unless modified", "no edit", "unknown"]
"""Of two codes: an edit that nothing undoes; one that an NCCI-associated modifier undoes; none; not covered
by what is held."""
Pair = tuple[str, str]
Ends = tuple[Pair, Pair]
"""The first and the last pair of a part."""
Groups = dict[str, tuple[str, ...]]

VISITS_ONLY = ("24", "25", "27", "57")
"""Modifiers that count only where one of the two codes is an E/M service."""
LABORATORY_ONLY = ("91",)
"""Modifiers that count only where one of the two codes is of the laboratory."""
BY_GLOBAL_DAYS = ("25", "57")
"""Modifiers of visits that count by the global days of the other code."""
_GROUPS: Groups = {
    "anatomic": SITES,
    "global surgery": ("24", "25", "57", "58", "78", "79"),
    "other": ("27", "59", "91", "XE", "XS", "XP", "XU"),
}
_NEVER_AN_EDIT = 9  # indicator of an edit that was deleted on the day it began


Caution = Literal["", "57 for major surgery", "global days unknown", "same site", "one site"]
"""What is doubtful of a modifier that undoes an edit: 25 beside surgery with 90 days, where 57 is meant if
the visit decided on it; a code of whose global days nothing is held; sites that do not tell two apart."""


class Side(NamedTuple):
    """A line of a pair: its code, its modifiers, and the global days of its code, "" where none are held."""

    code: str
    modifiers: tuple[str, ...] = ()
    global_days: str = ""


class Undone(NamedTuple):
    """A modifier that undoes an edit, and on which of its two codes it stands."""

    column: Column
    modifier: str
    caution: Caution = ""


def is_active(edit: "Edit", on: "date") -> bool:
    """Tell whether an edit counts on a day, the day of its deletion included."""
    return edit.indicator != _NEVER_AN_EDIT and edit.effective <= on.toordinal() <= edit.deleted


def verdict(edit: "Edit") -> Verdict:
    """Say what an active edit means."""
    return "bundled unless modified" if edit.indicator else "bundled"


def associated(on: "date") -> Groups:
    """Return the NCCI-associated modifiers that there are on a day, in their groups."""
    return _without(_not_yet(on))


def undoing(pair: Pair, on: "date") -> Groups:
    """Return the modifiers that may undo an edit of indicator 1 between two codes, in their groups."""
    barred = _not_yet(on)
    if not any(is_visit(code, on) for code in pair):
        barred.update(VISITS_ONLY)
    if not any(map(is_laboratory, pair)):
        barred.update(LABORATORY_ONLY)
    return _without(barred)


def undone(edit: "Edit", one: Side, two: Side, on: "date") -> tuple[Undone, ...]:
    """Return which of the modifiers on two lines undo the edit between them; one, two: its columns."""
    if not edit.indicator:
        return ()
    return (*_of_side("column one", one, two, on), *_of_side("column two", two, one, on))


def _of_side(column: Column, side: Side, other: Side, on: "date") -> Iterator[Undone]:
    for name in side.modifiers:
        caution = _caution(name, column, side, other, on)
        if caution is not None:
            yield Undone(column, name, caution)


def _caution(name: str, column: Column, side: Side, other: Side, on: "date") -> Caution | None:
    """Say what is doubtful of a modifier on one side of a pair; None where it undoes no edit."""
    visit = is_visit(side.code, on)
    if name in SITES:
        return _of_sites(side, other)
    if name in DISTINCT[-1].value:
        known, columns = at(DISTINCT, on), at(DISTINCT_COLUMNS, on)
        counts = known and columns and name in known.value and column in columns.value
        return "" if counts and not visit else None
    if name in VISITS_ONLY:
        return _of_visit(name, other) if visit else None
    if name in LABORATORY_ONLY:
        return "" if is_laboratory(side.code) else None
    return "" if name in _GROUPS["global surgery"] and not visit else None


def _of_sites(side: Side, other: Side) -> Caution:
    """Compare the sites of two lines, which tell them apart only where they differ."""
    theirs = set(other.modifiers).intersection(SITES)
    if not theirs:
        return "one site"
    return "same site" if theirs.intersection(side.modifiers) else ""


def _of_visit(name: str, other: Side) -> Caution | None:
    """Judge a visit's modifier by the other code's global days: 57 goes with major surgery, 25 with less."""
    days = other.global_days
    if name not in BY_GLOBAL_DAYS:
        return ""
    if days in ("", "YYY"):
        return "global days unknown"
    if name == "57":
        return "" if days == "090" else None
    return "57 for major surgery" if days == "090" else ""


def _not_yet(on: "date") -> set[str]:
    """Return the modifiers that there are not yet on a day."""
    known = at(DISTINCT, on)
    return set(DISTINCT[-1].value) - set(known.value if known else ())


def _without(barred: set[str]) -> Groups:
    return {group: tuple(name for name in names if name not in barred) for group, names in _GROUPS.items()}


def covers(parts: Iterable[tuple[str, Ends]], pair: Pair) -> bool:
    """Tell whether parts of one release show that a pair has no edit where they hold none.

    parts: the number of each part held, "" for a file that tells none, and its first and last pair. A pair
    is covered that sorts within a part, or between two parts of consecutive numbers.
    """
    held = dict(parts)
    if any(first <= pair <= last for first, last in held.values()):
        return True
    return any(
        number.isdigit() and (after := held.get(str(int(number) + 1))) and ends[1] < pair < after[0]
        for number, ends in held.items()
    )
