"""NCCI procedure-to-procedure edits: whether two codes may be paid together, and what undoes an edit.

Of a pair, the column two code is denied unless the edit's indicator is 1 and an NCCI-associated modifier
applies. The groups of modifiers are those of the NCCI Policy Manual, chapter I.
"""

from collections.abc import Iterable, Sequence
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
_GROUPS: Groups = {
    "anatomic": SITES,
    "global surgery": ("24", "25", "57", "58", "78", "79"),
    "other": ("27", "59", "91", "XE", "XS", "XP", "XU"),
}
_NEVER_AN_EDIT = 9  # indicator of an edit that was deleted on the day it began


class Undone(NamedTuple):
    """A modifier that undoes an edit, and on which of its two codes it stands."""

    column: Column
    modifier: str


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
    """Return the modifiers that undo an edit of indicator 1 between two codes, in their groups."""
    barred = _not_yet(on)
    if not any(map(is_visit, pair)):
        barred.update(VISITS_ONLY)
    if not any(map(is_laboratory, pair)):
        barred.update(LABORATORY_ONLY)
    return _without(barred)


def undone(
    edit: "Edit", column_one: Sequence[str], column_two: Sequence[str], on: "date"
) -> tuple[Undone, ...]:
    """Return which of the modifiers on two lines undo the edit between them."""
    if not edit.indicator:
        return ()
    counts = {name for names in undoing((edit.column_one, edit.column_two), on).values() for name in names}
    columns = at(DISTINCT_COLUMNS, on)
    found: list[Undone] = []
    for column, modifiers in _columns(column_one, column_two):
        barred = () if columns and column in columns.value else DISTINCT[-1].value
        found += [Undone(column, name) for name in modifiers if name in counts and name not in barred]
    return tuple(found)


def _not_yet(on: "date") -> set[str]:
    """Return the modifiers that there are not yet on a day."""
    known = at(DISTINCT, on)
    return set(DISTINCT[-1].value) - set(known.value if known else ())


def _columns(one: Sequence[str], two: Sequence[str]) -> tuple[tuple[Column, Sequence[str]], ...]:
    return ("column one", one), ("column two", two)


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
