"""What Medicare's releases say of a code: status, RVUs, policy indicators, limits and rates."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cptref.answers.facility import Facility, facility
from cptref.answers.limits import Limit, limit
from cptref.answers.notes import Note, newest
from cptref.answers.schedule import Schedule, schedules
from cptref.cms.families import HCPCS, MUE
from cptref.medicare.services import in_use
from cptref.releases.day import Choice, Citation

if TYPE_CHECKING:
    from cptref.cms.rows import Level2
    from cptref.releases.day import Day


class LevelTwo(NamedTuple):
    """The row of a code in HCPCS Level II; without a row the release does not speak of it."""

    choice: Choice
    row: "Level2 | None" = None
    is_valid: bool = False
    """Whether the code counts on the day."""
    source: Citation | None = None


class Code(NamedTuple):
    """What the releases say of a code on a day."""

    code: str
    on: date
    schedules: tuple[Schedule, ...]
    """The relative value files of the day; where two have the code, they differ in their factor alone."""
    limits: tuple[Limit, ...]
    """By kind of claim."""
    facility: Facility
    level_two: LevelTwo
    notes: tuple[Note, ...]

    @property
    def is_known(self) -> bool:
        """Whether any release has the code."""
        rows = (*(one.row for one in self.schedules), *(one.row for one in self.limits), self.level_two.row)
        return any(rows) or self.facility.is_known

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The releases that answer, or that would."""
        found = (*(one.choice for one in self.schedules), *(one.choice for one in self.limits))
        return (*found, *self.facility.choices, self.level_two.choice)


def code(name: str, day: "Day") -> Code:
    """Return what the releases say of a code."""
    answer = Code(
        name,
        day.on,
        schedules(name, (), day),
        tuple(limit(name, kind, day) for kind in MUE.kinds),
        facility(name, day),
        _level_two(name, day),
        (),
    )
    return answer._replace(notes=newest(answer.choices, day.on))


def _level_two(name: str, day: "Day") -> LevelTwo:
    choice = day.choice(HCPCS)
    row = day.one_of_code(HCPCS, choice, name)
    return LevelTwo(choice, row, in_use(row, day.on), choice.cite(name)) if row else LevelTwo(choice)
