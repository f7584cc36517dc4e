"""Which records speak of some words."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from cptref.records.search import hits

if TYPE_CHECKING:
    from cptref.answers.records import Recorded


class Spoken(NamedTuple):
    """A text of a record that speaks of the words asked for."""

    code: str
    field: str
    """Where it stands in the record: `context.indications[0]`."""
    text: str


def speaking(records: "Iterable[Recorded]", words: tuple[str, ...]) -> Iterator[Spoken]:
    """Yield the texts of records that speak of all the words."""
    for one in records:
        for hit in hits(one.entry.text, words):
            yield Spoken(one.entry.code, hit.field, hit.text)
