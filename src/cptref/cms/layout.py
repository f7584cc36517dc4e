"""What every layout tells of itself and of a file that has it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from cptref.cms.files import CmsFile


class Identity(NamedTuple):
    """Which release a file makes; what neither its content nor its name tells is None or ""."""

    effective: date | None = None
    """The day from which it is in force."""
    month_told: bool = True
    """Whether its month is told, not its year alone."""
    kind: str = ""
    """Whose claims or services: practitioner, hospital, dme."""
    variant: str = ""
    """Which of two conversion factors a relative value file has: "qpp", or "" for the other."""
    part: str = ""
    """Which of the files that make the release together."""
    revision: str = ""
    """What supersedes a lower one: "r1", the day on which it was released, ISO 8601, or, where a family has
    neither, the first day of the quarter whose folder or zip file it lies in."""
    floor: bool = True
    """Whether its indices of work have the floor that is in force."""


class Layout(NamedTuple):
    """A layout of CMS's: how its files are recognised, what they are, and their rows."""

    matches: Callable[[str], object]
    """Whether the first lines of a file show it."""
    identify: Callable[[CmsFile], Identity]
    rows: Callable[[CmsFile], Iterator[tuple[Any, ...]]]
    """Yields the rows; raises ReleaseFileError, and nothing of the file counts."""
