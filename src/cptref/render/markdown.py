"""Sheets as Markdown: a heading a section, a table each."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cptref.render.plain import fact, told, words
from cptref.sheet import Row, Section, Sheet

if TYPE_CHECKING:
    from cptref.render import Style


def render(sheet: Sheet, style: "Style") -> str:
    """Return the sheet in GitHub's Markdown, every text of it escaped."""
    del style
    blocks = []
    if sheet.code:
        head = " ".join(filter(None, (sheet.code_system, sheet.code, sheet.title)))
        blocks.append(f"# {_escaped(head)}")
    blocks += [_escaped(fact(note, Section(""))) for note in sheet.notes]
    for section in sheet.sections:
        blocks += _section(section)
    return "\n\n".join(blocks) + "\n"


def _section(section: Section) -> Iterator[str]:
    if section.name:
        yield f"## {section.name}"
    if section.table:
        yield _table(map(words, section.table.columns), section.table.rows)
    if section.facts:
        rows = ((words(fact.label), told(fact), fact.source or section.source) for fact in section.facts)
        yield _table(("label", "value", "source"), rows)


def _table(columns: Iterable[str], rows: Iterable[Row]) -> str:
    head = tuple(columns)
    lines = [head, ("---",) * len(head), *(tuple(map(_escaped, row)) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


_MARKUP = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|#&~"})


def _escaped(text: str) -> str:
    """Escape what Markdown or HTML would read as markup."""
    return text.translate(_MARKUP)
