"""NCCI procedure-to-procedure edits: whether two codes may be paid together, and what undoes an edit.

Of a pair, the column two code is denied unless the edit's indicator is 1 and an NCCI-associated modifier
applies. 59 and X{EPSU} count on either code since 1 July 2019 (CR 11168). The groups of modifiers are those
of the NCCI Policy Manual, chapter I.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from cptref.medicare.services import SITES, is_laboratory, is_visit

if TYPE_CHECKING:
    from datetime import date

    from cptref.cms.rows import Edit

Finding = Literal["bundled", "bundled unless an NCCI-associated modifier applies", "no edit", "unknown"]
Pair = tuple[str, str]
Ends = tuple[Pair, Pair]
"""The first and the last pair of a part."""

_FOR_VISITS = ("24", "25", "27", "57")
_FOR_LABORATORY = ("91",)
GROUPS: dict[str, tuple[str, ...]] = {
    "anatomic": SITES,
    "global surgery": ("24", "25", "57", "58", "78", "79"),
    "other": ("27", "59", "91", "XE", "XS", "XP", "XU"),
}
"""The NCCI-associated modifiers."""


CONDITIONS = {
    " ".join(_FOR_VISITS): "only where one of the two codes is an E/M service",
    " ".join(_FOR_LABORATORY): "only where one of the two codes is of the laboratory",
}
"""When some of them do not count."""


def is_active(edit: "Edit", on: "date") -> bool:
    """Tell whether an edit counts on a day; one of indicator 9 never does."""
    return edit.indicator != _NO_EDIT and edit.effective <= on.toordinal() <= edit.deleted


_NO_EDIT = 9


def finding(edit: "Edit") -> Finding:
    """Say what an active edit means."""
    return "bundled unless an NCCI-associated modifier applies" if edit.indicator else "bundled"


def undoing(one: str, two: str) -> dict[str, tuple[str, ...]]:
    """Return the modifiers that undo an edit of indicator 1 between two codes, in their groups."""
    barred: set[str] = set()
    if not (is_visit(one) or is_visit(two)):
        barred.update(_FOR_VISITS)
    if not (is_laboratory(one) or is_laboratory(two)):
        barred.update(_FOR_LABORATORY)
    return {group: tuple(name for name in names if name not in barred) for group, names in GROUPS.items()}


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
