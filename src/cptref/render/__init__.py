"""The one way out: an answer -> text, in the format asked for."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from cptref.render.inert import inert, inert_sheet
from cptref.sheet import STATEMENT, Answer, Item, Row, Section, Sheet, Table, statements

Format = Literal["table", "plain", "json", "jsonl", "csv", "markdown"]


class Style(NamedTuple):
    """How an answer is to look."""

    format: Format
    fields: Row = ()
    """Columns, or top-level keys, to keep and their order; all where empty."""
    width: int = 80
    """Columns of the screen; only `table` minds."""
    color: bool = False
    lines: bool = True
    """Whether the screen can draw lines; only `table` minds."""


def render(answer: Answer, style: Style) -> Iterator[str]:
    """Yield the text of an answer: item by item where the format allows, and safe for a terminal."""
    if style.format in ("json", "jsonl"):
        from cptref.render import documents

        yield from documents.render(answer, style)
    elif style.format == "csv":
        from cptref.render import csv

        kept, rows = _columns(answer, style.fields)
        yield from csv.render(kept, (tuple(map(inert, row)) for row in rows))
    else:
        yield from _reader(answer, style)


def columns(answer: Answer) -> Row:
    """Name the columns of an answer's rows."""
    table = answer.table or answer.rows
    return table.columns if table else STATEMENT


def _reader(answer: Answer, style: Style) -> Iterator[str]:
    from importlib import import_module

    form = import_module(f"cptref.render.{'console' if style.format == 'table' else style.format}")
    drawn = False
    for sheet in _sheets(answer, style.fields):
        yield from ["\n"] * drawn
        yield form.render(inert_sheet(sheet), style)
        drawn = True
    if not drawn:
        yield "none\n"


def _sheets(answer: Answer, fields: Row) -> Iterator[Sheet]:
    """Yield the items' sheets, or one sheet with all their rows where the answer is one table."""
    if not (answer.table or fields):
        for item in answer.items:
            yield item.sheet()
        return
    kept, rows = _columns(answer, fields)
    if all_rows := tuple(rows):
        table = answer.table if answer.table and not fields else Table(kept)
        yield Sheet((Section("", table=table._replace(rows=all_rows)),))


def _columns(answer: Answer, fields: Row) -> tuple[Row, Iterator[Row]]:
    """Pick the columns asked for from the rows of all items."""
    known = columns(answer)
    places = [known.index(field) for field in fields or known]
    rows = (row for item in answer.items for row in _rows(item, answer))
    return tuple(fields or known), (tuple(row[place] for place in places) for row in rows)


def _rows(item: Item, answer: Answer) -> Iterable[Row]:
    if answer.rows:
        return item.rows()
    sheet = item.sheet()
    if answer.table:
        return (row for section in sheet.sections if section.table for row in section.table.rows)
    return statements(sheet)
