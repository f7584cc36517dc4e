"""Kinds of service that a rule speaks of, told by their codes, and the modifiers that name a site."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cptref.cms.rows import Level2

SITES = (
    *("LT", "RT", "LC", "LD", "LM", "RC", "RI"),
    *("E1", "E2", "E3", "E4"),
    *("FA", *(f"F{i}" for i in range(1, 10))),
    *("TA", *(f"T{i}" for i in range(1, 10))),
)
"""Modifiers that name a side, digit, lid or vessel."""


class Visits(NamedTuple):
    """A range of codes that are evaluation and management (E/M) services from a day on."""

    first: str
    last: str
    since: date
    source: str


_NCCI, _NCCI_LEVEL_II = "NCCI Policy Manual, chapter XI", "NCCI Policy Manual, chapter XII"
_BEGAN = date(1992, 1, 1)
VISITS = (
    Visits("99202", "99499", _BEGAN, _NCCI),
    Visits("98000", "98016", date(2025, 1, 1), "CY 2025 Physician Fee Schedule final rule"),
    Visits("92002", "92004", _BEGAN, _NCCI),  # of the eyes, of a new patient
    Visits("92012", "92014", _BEGAN, _NCCI),  # of the eyes, of an established one
    Visits("G0380", "G0384", date(2007, 1, 1), _NCCI_LEVEL_II),  # in emergency departments of type B
    Visits("G0402", "G0402", date(2009, 1, 1), _NCCI_LEVEL_II),  # to prevent
    Visits("G0438", "G0439", date(2011, 1, 1), _NCCI_LEVEL_II),  # to prevent, each year
    Visits("G0463", "G0463", date(2014, 1, 1), _NCCI_LEVEL_II),  # in outpatient departments of hospitals
)
"""The E/M services; no range holds codes of another shape than its ends."""


def is_visit(code: str, on: date) -> bool:
    """Tell whether a code is an evaluation and management (E/M) service on a day."""
    return any(one.first <= code <= one.last and one.since <= on for one in VISITS)


def is_laboratory(code: str) -> bool:
    """Tell whether a code is of pathology or laboratory: 80047 to 89398, or one that ends in U or M."""
    return code[:1] == "8" or code[-1:] in ("U", "M")


def in_use(row: "Level2", on: date) -> bool:
    """Tell whether a code or modifier counts on a day: from when it was added until it is terminated."""
    return (row.added is None or row.added <= on) and (row.terminated is None or on <= row.terminated)
