"""What records say: of a code, and of a modifier or a payer that they name."""

from typing import TYPE_CHECKING, NamedTuple

from cptref.codes import Asked
from cptref.errors import RecordError
from cptref.records.library import Entry, Library
from cptref.records.payers import names_match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cptref.records.models import Modifier, Payer

    Damaged = Callable[[RecordError], None]
    """What is told of a damaged file, which is then passed over."""


class Recorded(NamedTuple):
    """A record and the question that it answers."""

    entry: Entry
    asked: Asked | None = None
    """None where every record was asked for."""

    def typed(self) -> list[tuple[str, bool]]:
        """Return the modifiers typed with the code, each with whether the record lists it."""
        listed = {row.modifier for row in self.entry.record.modifiers}
        return [(name, name in listed) for name in (self.asked.modifiers if self.asked else ())]

    def listing(self, modifier: str) -> "list[Modifier]":
        """Return the rows in which the record lists a modifier."""
        return [row for row in self.entry.record.modifiers if row.modifier == modifier]

    def naming(self, payer: str) -> "list[Payer]":
        """Return the rows in which the record names a payer, by its identifier or any usual name."""
        return [row for row in self.entry.record.payers if names_match(payer, row.id, row.name)]


def recorded(library: Library, asked: Asked) -> Recorded:
    """Return the record of a code; raises UnknownCode or RecordError."""
    entry = library.entry(asked.code)
    entry.check()
    return Recorded(entry, asked)


def every(library: Library, damaged: "Damaged | None") -> "Iterator[Recorded]":
    """Yield every record, in the order of their codes; raises RecordError where nobody is to be told."""
    for entry in library.entries():
        try:
            entry.check()
        except RecordError as error:
            if damaged is None:
                raise
            damaged(error)
        else:
            yield Recorded(entry)
