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

Found = TypeVar("Found")


def first(names: Iterable[str], read: Callable[[str], Found | None]) -> Found | None:
    """Return what the first of some names tells."""
    return next((found for name in names if (found := read(name)) is not None), None)


def day(name: str) -> date | None:
    """Read the day from which a file is in force: `Eff_10-01-2026`, `2025_Oct`, `july-2026`, `2026q3`."""
    text = name.lower()
    if found := re.search(r"eff_?(\d\d)-(\d\d)-(\d{4})", text):
        return _date(found[3], int(found[1]), int(found[2]))
    if found := re.search(r"(20\d\d)-?q([1-4])(?!\d)", text):
        return _date(found[1], 3 * int(found[2]) - 2)
    if found := re.search(rf"(20\d\d|(?<!\d)\d\d)[ _-]?{_MONTH}", text):
        return _date(found[1], _MONTHS[found[2]])
    if found := re.search(rf"(?<![a-z]){_MONTH}[ _-]?(20\d\d)", text):
        return _date(found[2], _MONTHS[found[1]])
    if found := re.search(r"rvu(\d\d)([a-d])", text):
        return _date(found[1], _LETTERS[found[2]])
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
