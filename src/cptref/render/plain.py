"""Sheets as "label: value" lines, for screen readers and grep: no boxes, no colour, no width."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cptref.sheet import Fact, Section, Sheet, Table

if TYPE_CHECKING:
    from cptref.render import Style


def render(sheet: Sheet, style: "Style") -> str:
    """Return one line a topic; a blank line stands before each section and each row of a table."""
    del style
    blocks = [*_head(sheet)]
    for section in sheet.sections:
        blocks += _section(section)
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def words(key: str) -> str:
    """Write a key or column as words: `when_to_use` is "when to use"."""
    return key.replace("_", " ")


def told(fact: Fact, join: str = "; ") -> str:
    """Write what is known of a topic; any state but "stated" stands before it in brackets."""
    value = join.join(fact.values)
    return value if fact.state == "stated" else f"[{fact.state}] {value}".rstrip()


def _head(sheet: Sheet) -> Iterator[list[str]]:
    if sheet.code:
        head = (("code", sheet.code), ("code system", sheet.code_system), ("title", sheet.title))
        lines = [f"{label}: {value}" for label, value in head if value]
        yield lines + [fact(note, Section("")) for note in sheet.notes]


def _section(section: Section) -> Iterator[list[str]]:
    head = [f"section: {section.name}"] if section.name else []
    head += [f"source: {section.source}"] if section.source else []
    facts = [fact(known, section) for known in section.facts]
    if not section.table:
        yield head + facts
        return
    yield head
    yield from _rows(section.table)
    yield facts


def fact(known: Fact, section: Section) -> str:
    """Write a fact as a line, with its source where that is not its section's."""
    source = f" ({known.source})" if known.source not in ("", section.source) else ""
    return f"{words(known.label)}: {told(known)}{source}"


def _rows(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        yield [f"{words(column)}: {cell}" for column, cell in cells if cell]
