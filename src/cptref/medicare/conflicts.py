"""Modifiers that may not stand together on one line: a table of pairs, in either order, with the reason."""

from collections.abc import Iterable
from typing import Literal

Conflict = Literal[
    "assistants",
    "both components",
    "no care before",
    "one distinct",
    "one notice",
    "one relation",
    "one role",
    "one surgeon",
    "part of surgery",
    "physicians",
    "surgery alone",
    "two lines",
]
"""Why they may not."""

ROLES = ("62", "66", "80", "81", "82", "AS")
"""Parts in one surgery, of which a line has one."""

APART: dict[tuple[str, str], Conflict] = {
    ("54", "55"): "one surgeon",
    ("26", "TC"): "both components",
    ("54", "56"): "part of surgery",
    ("54", "78"): "surgery alone",
    ("55", "78"): "surgery alone",
    ("56", "78"): "surgery alone",
    ("56", "79"): "no care before",
    ("58", "78"): "one relation",
    ("58", "79"): "one relation",
    ("78", "79"): "one relation",
    ("55", "80"): "assistants",
    ("55", "81"): "assistants",
    ("55", "82"): "assistants",
    ("55", "AS"): "assistants",
    ("53", "73"): "physicians",
    ("53", "74"): "physicians",
    ("50", "78"): "two lines",
    ("GA", "GZ"): "one notice",
    ("59", "XE"): "one distinct",
    ("59", "XP"): "one distinct",
    ("59", "XS"): "one distinct",
    ("59", "XU"): "one distinct",
}
"""Two modifiers of which a line has one at most. (54 or 55 with 79 is legal: surgery on the second eye
within the first one's 90 days.)"""


def conflict(modifiers: Iterable[str]) -> tuple[Conflict, tuple[str, ...]] | None:
    """Say why modifiers may not stand on one line, and which; None where they may."""
    found = {part for modifier in modifiers for part in _parts(modifier)}
    if len(roles := found.intersection(ROLES)) > 1:
        return "one role", tuple(sorted(roles))
    for pair, why in APART.items():
        if found.issuperset(pair):
            return why, pair
    return None


def _parts(modifier: str) -> tuple[str, ...]:
    """Take LT with RT, which stand for both sides, as the 50 that they are."""
    return (*modifier.split(), "50") if " " in modifier else (modifier,)
