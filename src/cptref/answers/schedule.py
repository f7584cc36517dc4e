"""The relative value files that answer for a day, and the rows that price a code and its modifiers."""

from typing import TYPE_CHECKING, NamedTuple

from cptref.medicare.modifiers import Line

if TYPE_CHECKING:
    from cptref.cms.rows import Mue, RelativeValue
    from cptref.codes import Asked
    from cptref.releases.day import Choice, Held

_TWO_FACTORS = 2026  # from this year on there is one for qualifying APM participants (QPP) and one for others


class Source(NamedTuple):
    """A relative value file of the day, its row of the code, and what its factor is called."""

    choice: "Choice"
    line: Line | None
    participation: str
    modifier: str
    """Of the row that is priced: "26", "TC", "53" or ""."""
    cited: str = ""
    """The release, its file, and the row."""

    @property
    def row(self) -> "RelativeValue | None":
        """The row that is priced."""
        return self.line and self.line.row


def sources(asked: "Asked", held: "Held") -> list[Source]:
    """Return the relative value files of the day, from 2026 on two, with the rows that price a line."""
    plain, qpp = held.choice("pfs"), held.choice("pfs", variant="qpp")
    if qpp.standing and plain.standing and qpp.standing.until < plain.standing.release.effective:
        qpp = qpp._replace(coverage="none held", standing=None)
    two = held.on.year >= _TWO_FACTORS and bool(_is_of_two(plain) or qpp.standing)
    named = [(plain, "non-QPP" if two else "")] + ([(qpp, "QPP")] if two else [])
    mue = held.one_of_code("mue", held.choice("mue", "practitioner"), asked.code)
    return [
        _source(asked, held.of_code("pfs", choice, asked.code), mue, choice, participation)
        for choice, participation in named
    ]


def _is_of_two(choice: "Choice") -> bool:
    return bool(choice.standing and choice.standing.release.effective.year >= _TWO_FACTORS)


def _source(
    asked: "Asked", found: "list[RelativeValue]", mue: "Mue | None", choice: "Choice", participation: str
) -> Source:
    if not found:
        return Source(choice, None, participation, "")
    rows = {row.modifier: row for row in found}
    split = next((name for name in asked.modifiers if name in rows), min(rows))
    line = Line(rows[split], frozenset(rows) - {""}, mue)
    return Source(choice, line, participation, split, choice.cite(asked.code, split))
