"""What Medicare's indicators say of each standard modifier of a code, and of those typed with it."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cptref.answers.notes import Note, newest
from cptref.answers.schedule import Schedule, deciding, schedules, with_row
from cptref.cms.families import HCPCS, PFS
from cptref.medicare.effects import Effect
from cptref.medicare.modifiers import STANDARD, effect

if TYPE_CHECKING:
    from cptref.codes import Asked
    from cptref.releases.day import Day


class Modifiers(NamedTuple):
    """The verdicts on the modifiers of a code on a day."""

    code: str
    on: date
    verdicts: tuple[Effect, ...]
    """All unknown where no release has the code."""
    schedule: Schedule
    """The relative value file that answers, and its row."""
    absent: Note | None
    """Why all is unknown."""
    notes: tuple[Note, ...]


def modifiers(asked: "Asked", day: "Day") -> Modifiers:
    """Return the verdicts."""
    names = dict.fromkeys((*STANDARD, *asked.modifiers))
    found = with_row(schedules(asked.code, (), day))
    if found.line:
        verdicts = tuple(effect(name, found.line, day.on) for name in names)
    else:
        verdicts = tuple(Effect(name, "unknown", share=None) for name in names)
    absent = None if found.line else _absent(asked.code, found, day)
    return Modifiers(
        asked.code, day.on, verdicts, found, absent, newest([found.choice, *deciding(verdicts, day)], day.on)
    )


def _absent(code: str, found: Schedule, day: "Day") -> Note:
    if found.choice.standing:
        return Note("no row", found.choice.name, subject=code)
    return Note("none held", family=PFS.name, on=day.on)


def description(modifier: str, day: "Day") -> str:
    """Return what HCPCS Level II says of a modifier; "" where no release held has it."""
    row = day.one_of_code(HCPCS, day.choice(HCPCS), modifier)
    return row.description if row else ""
