"""What a command answers, before how it looks: documents for scripts, sheets and rows for readers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from cptref.errors import ExitStatus

State = Literal["stated", "not available", "silent", "unknown", "refused", "damaged"]
"""Of a topic: a value with its source; a source says that it has none; nothing held speaks of it.
Of a code in a batch: not held; no code; a record that does not fit."""

Document = Mapping[str, object]
Row = tuple[str, ...]


class Fact(NamedTuple):
    """One topic of a section and what is known of it."""

    label: str
    values: Row
    state: State = "stated"
    source: str = ""
    """Source and section, where they are not those of the fact's section."""


class Table(NamedTuple):
    """Rows under columns."""

    columns: Row
    rows: tuple[Row, ...] = ()
    main: str = ""
    """The column that names a topic; a row in which it is not stated is told beneath the table."""
    details: Row = ()
    """Columns without room of their own on a screen: told once where all rows agree, else beneath each."""

    def row(self, **cells: str) -> Row:
        """Return a row with these cells, the others empty."""
        return tuple(cells.get(column, "") for column in self.columns)


class Section(NamedTuple):
    """A part of a sheet: rows, facts or both."""

    name: str
    facts: tuple[Fact, ...] = ()
    table: Table | None = None
    source: str = ""


class Sheet(NamedTuple):
    """What one code has to say, section by section."""

    sections: tuple[Section, ...]
    code: str = ""
    code_system: str = ""
    title: str = ""
    notes: tuple[Fact, ...] = ()
    """What is to be known before reading: whose file answers, which modifiers were asked about."""


class Item(NamedTuple):
    """The answer to one question of possibly many; each form is made when it is asked for."""

    document: Callable[[], Document | str]
    """For scripts: an object, or its JSON text as the model writes it."""
    sheet: Callable[[], Sheet]
    """For readers; of a command that answers with one table, a sheet with that table alone."""
    status: ExitStatus = ExitStatus.ANSWERED
    rows: Callable[[], Iterable[Row]] = tuple
    """Under the columns of the answer's `rows`, where it has them."""


class Answer(NamedTuple):
    """What a command answers."""

    items: Iterable[Item]
    keys: Row
    """Top-level keys that its documents may have."""
    table: Table | None = None
    """Columns of a command that answers with one table over all items; its rows come with the items."""
    rows: Table | None = None
    """Columns of a command that shows sheets, but rows of its own where rows are asked for."""
    many: bool = False
    """Whether the documents form an array."""
    status: Callable[[], ExitStatus] = lambda: ExitStatus.ANSWERED
    """What is to be said beside the items' own statuses, once they have been taken."""


STATEMENT = ("code", "section", "label", "value", "state", "source")
"""Columns of a sheet written as one row a statement."""


def statements(sheet: Sheet) -> Iterator[Row]:
    """Yield the sheet as one row a statement, under the columns of STATEMENT."""
    head = (Fact("code_system", (sheet.code_system,)), Fact("title", (sheet.title,)))
    record = Section("record", (*(head if sheet.title else ()), *sheet.notes))
    for section in (record, *sheet.sections):
        if section.table:
            yield from _table_statements(sheet.code, section.name, section.table)
        for fact in section.facts:
            for value in fact.values or ("",):
                source = fact.source or section.source
                yield sheet.code, section.name, fact.label, value, fact.state, source


def _table_statements(code: str, section: str, table: Table) -> Iterator[Row]:
    for row in table.rows:
        cells = dict(zip(table.columns, row, strict=True))
        state, source = cells.pop("state"), cells.pop("source")
        if state != "stated":
            yield code, section, cells[table.main] or row[0], cells["note"], state, source
            continue
        (_, name), *values = cells.items()
        for label, value in values:
            yield code, section, f"{name} {label}", value, state if value else "silent", source
