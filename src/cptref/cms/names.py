"""What the name of a file tells that its content does not: a quarter, a kind of claim, a part, a revision."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

_MONTHS = {
    name: month
    for month, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*"
_LETTERS = {"a": 1, "b": 4, "c": 7, "d": 10}  # RVU26D is the release of October
_QUARTERS: tuple[tuple[str, Callable[[str], int]], ...] = (
    (r"(?P<year>20\d\d)-?q(?P<month>[1-4])(?!\d)", lambda text: 3 * int(text) - 2),
    (rf"(?P<year>20\d\d|(?<!\d)\d\d)[ _-]?(?P<month>{_MONTH})", lambda text: _MONTHS[text[:3]]),
    (rf"(?<![a-z])(?P<month>{_MONTH})[ _-]?(?P<year>20\d\d)", lambda text: _MONTHS[text[:3]]),
    (r"rvu(?P<year>\d\d)(?P<month>[a-d])", _LETTERS.__getitem__),
    (r"(?<!\d)(?P<year>20\d\d)(?P<month>01|04|07|10)01(?!\d)", int),
)
"""How names write a quarter, or a month of it."""

Found = TypeVar("Found")


def first(names: Iterable[str], read: Callable[[str], Found | None]) -> Found | None:
    """Return what the first of some names tells."""
    return next((found for name in names if (found := read(name)) is not None), None)


def day(name: str) -> date | None:
    """Read the day from which a file is in force, or one of its quarter.

    As in `Eff_10-01-2026`, `2025_Oct`, `july-2026`, `2026q3`, `RVU26D`, `20260701`.
    """
    text = name.lower()
    if found := re.search(r"eff_?(\d\d)-(\d\d)-(\d{4})", text):
        return _date(found[3], int(found[1]), int(found[2]))
    for pattern, month in _QUARTERS:
        if found := re.search(pattern, text):
            return _date(found["year"], month(found["month"]))
    return None


def year(name: str) -> date | None:
    """Read a bare year, which means its first of January."""
    found = re.search(r"(?<!\d)(20\d\d)(?!\d)", name)
    return _date(found[1], 1) if found else None


def published(name: str) -> str | None:
    """Read the day of publication, ISO 8601, at the end of a name: `B.07.13.26.csv`, `_07132026.txt`."""
    found = re.search(r"(\d\d?)[./]?(\d\d?)[./]?((?:20)?\d\d)(?=\.[a-z]*$)", name.lower())
    made = _date(found[3], int(found[1]), int(found[2])) if found else None
    return made.isoformat() if made else None


def _date(year_: str, month: int, day_: int = 1) -> date | None:
    try:
        return date(int(f"20{year_[-2:]}"), month, day_)
    except ValueError:
        return None
