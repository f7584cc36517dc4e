"""Answers of one row or one object, and of a code in a batch of which nothing sound is held."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from cptref.errors import CptrefError, ExitStatus, MalformedCode, UnknownCode
from cptref.sheet import Answer, Fact, Item, Row, Section, Sheet, Table

if TYPE_CHECKING:
    from cptref.views.documents import UnheldDocument

SCHEMA_VERSION: Literal[1] = 1
"""Of every document; a test holds that it is the record's."""

UNHELD = ("status", "nearest", "reason")
"""Keys of the document that stands in a batch for a code of which nothing sound is held."""


def row_item(table: Table, *row: str, status: ExitStatus = ExitStatus.ANSWERED) -> Item:
    """Answer with one row, whose columns are the document's keys."""
    document = {"schema_version": SCHEMA_VERSION} | dict(zip(table.columns, row, strict=True))
    return Item(lambda: document, lambda: table_sheet(table, [row]), status)


def object_item(
    table: Table, document: Mapping[str, object], status: ExitStatus = ExitStatus.ANSWERED
) -> Item:
    """Answer with one object, of which the table shows the keys that are its columns."""
    row = tuple(cell(document.get(column)) for column in table.columns)
    return Item(lambda: document, lambda: table_sheet(table, [row]), status)


def cell(value: object) -> str:
    """Write a JSON value as a reader reads it."""
    if isinstance(value, list | tuple):
        return "; ".join(map(cell, value))
    return "" if value is None else str(value)


def reverse(table: Table, asked: str, rows: list[Row], **more: str | None) -> Item:
    """Answer which codes have what was asked for; the table's columns begin with its name and the code."""
    codes = list(dict.fromkeys(row[1] for row in rows))
    document = {"schema_version": SCHEMA_VERSION, table.columns[0]: asked, **more, "codes": codes}
    status = ExitStatus.ANSWERED if rows else ExitStatus.NO
    return Item(lambda: document, lambda: table_sheet(table, rows), status)


def table_sheet(table: Table, rows: Iterable[Row]) -> Sheet:
    """Draw rows as a sheet that is one table."""
    return Sheet((Section("", table=table._replace(rows=tuple(rows))),))


def unheld(text: str, error: CptrefError, form: Answer) -> Item:
    """Answer in a batch for a text of which nothing sound is held: unknown, refused or damaged."""
    typed = text.strip()
    code = error.code if isinstance(error, UnknownCode) else typed
    why = _why(error)
    document: UnheldDocument = {"schema_version": SCHEMA_VERSION, "code": code, "status": why.state}
    if isinstance(error, UnknownCode):
        document["nearest"] = list(error.nearest)
    else:
        document["reason"] = str(error)
    if code != typed:
        document["asked"] = {"text": typed}

    table = form.table or form.rows or Table(())
    row = table.row(code=code, note=str(error), reason=str(error), state=why.state)

    def sheet() -> Sheet:
        return table_sheet(table, [row]) if form.table else Sheet((Section("status", (why,)),), code)

    status = ExitStatus.DATA if why.state == "damaged" else ExitStatus.NO
    return Item(lambda: document, sheet, status, lambda: [row])


def _why(error: CptrefError) -> Fact:
    if isinstance(error, UnknownCode):
        return Fact("nearest", error.nearest, "unknown")
    return Fact("reason", (str(error),), "refused" if isinstance(error, MalformedCode) else "damaged")
