"""Kinds of service that a rule speaks of, told by their codes, and the modifiers that name a site."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cptref.cms.rows import Level2

SITES = (
    *("LT", "RT", "LC", "LD", "LM", "RC", "RI"),
    *("E1", "E2", "E3", "E4"),
    *("FA", *(f"F{i}" for i in range(1, 10))),
    *("TA", *(f"T{i}" for i in range(1, 10))),
)
"""Modifiers that name a side, digit, lid or vessel."""

_OTHER_VISITS = frozenset(
    {
        *("92002", "92004", "92012", "92014"),  # of the eyes
        *("G0380", "G0381", "G0382", "G0383", "G0384", "G0463"),  # in hospitals
        *("G0402", "G0438", "G0439"),  # to prevent
    }
)


def is_visit(code: str) -> bool:
    """Tell whether a code is an evaluation and management (E/M) service."""
    return "99202" <= code <= "99499" or code in _OTHER_VISITS


def is_laboratory(code: str) -> bool:
    """Tell whether a code is of pathology or laboratory: 80047 to 89398, or one that ends in U or M."""
    return code[:1] == "8" or code[-1:] in ("U", "M")


def in_use(row: "Level2", on: "date") -> bool:
    """Tell whether a code or modifier counts on a day: from when it was added until it is terminated."""
    return (row.added is None or row.added <= on) and (row.terminated is None or on <= row.terminated)
