"""How many units of a code a line or a day may have: its medically unlikely edits (MUE)."""

from typing import TYPE_CHECKING, NamedTuple

from cptref.cms.families import MUE, Kind
from cptref.releases.day import Choice, Citation

if TYPE_CHECKING:
    from cptref.cms.rows import Mue
    from cptref.releases.day import Day


class Limit(NamedTuple):
    """A limit of units; without a row the release does not speak of it, and some are confidential."""

    code: str
    kind: Kind
    """Whose claims it is for."""
    choice: Choice
    row: "Mue | None" = None
    source: Citation | None = None


def limit(code: str, kind: Kind, day: "Day") -> Limit:
    """Return the limit of a code on claims of a kind."""
    choice = day.choice(MUE, kind)
    row = day.one_of_code(MUE, choice, code)
    return Limit(code, kind, choice, row, choice.cite(code) if row else None)
