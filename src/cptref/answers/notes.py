"""What is to be known of the releases that an answer rests on, as values."""

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cptref.releases.day import Choice

NoteCode = Literal[
    "nothing held", "none held", "newest held", "no row", "several localities", "not compared", "typed twice"
]
"""No release at all; none of a family for the day; one that answers for a day after it; one without a row
of what was asked; a ZIP code that lies in several localities; a family that one of two days has none of;
a modifier that a line has twice, which counts once."""


class Note(NamedTuple):
    """What is to be known of a release, or of none."""

    code: NoteCode
    release: str = ""
    family: str = ""
    kind: str = ""
    """Of the family: whose claims or whose conversion factor; of what has no row: which kind of place."""
    subject: str = ""
    """What has no row: a code or a place."""
    on: date | None = None
    """The day that was asked for."""
    until: date | None = None
    """The last day on which the release is in force."""


NOTHING_HELD = Note("nothing held")


def newest(choices: "Iterable[Choice]", on: date) -> "tuple[Note, ...]":
    """Tell of the releases that answer for a day after them."""
    return tuple(
        Note("newest held", choice.standing.name, on=on, until=choice.standing.until)
        for choice in choices
        if choice.standing and choice.coverage == "newest held"
    )


def once(notes: "Iterable[Note]") -> "tuple[Note, ...]":
    """Leave out what is told already."""
    told: list[Note] = []
    for note in notes:
        if note not in told:  # of which there are few: quicker than to hash their days
            told.append(note)
    return tuple(told)
