"""What each command answers about a record: its document for scripts and its sheet for readers."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from cptref.codes import code_system
from cptref.errors import CptrefError, ExitStatus, MalformedCode, UnknownCode
from cptref.sheet import Answer, Document, Fact, Item, Row, Section, Sheet, Table
from cptref.views.sections import MODIFIERS, PAYERS, SECTIONS, modifier_rows, payer_rows, section

if TYPE_CHECKING:
    from cptref.codes import Asked
    from cptref.records.library import Entry
    from cptref.views.medicare import Medicare
    from cptref.views.verdicts import Verdicts

SCHEMA_VERSION = 1
"""Of every document; a test holds that it is the record's."""

HEAD = ("schema_version", "code", "code_system", "title")
"""Keys at the head of every document about a record."""
EXTRA = ("asked", "origin", "record", "medicare")
"""Keys that a document has only where they apply: the text typed, a user's file, that no record is held,
what Medicare's releases say."""
UNHELD = ("status", "nearest", "reason")
"""Keys of the document that stands in a batch for a code without a record."""
RECORD = (*HEAD, "summary", "service", "context", "modifiers", "payers", "not_available", "sources")
"""Keys of a record."""

LISTING = Table(("code", "code_system", "title", "origin", "file"))

CPT_NOTICE = (
    "CPT is a registered trademark of the American Medical Association, which owns the codes and their "
    "descriptors. cptref holds no descriptor: titles and texts are its own wording of the sources named. "
    "They are no medical, legal or billing advice."
)

_NOT_LISTED = "not listed by the record, which says nothing of whether it applies"


class Found(NamedTuple):
    """A record and the question that it answers."""

    entry: "Entry"
    asked: "Asked | None" = None

    def extra(self) -> dict[str, object]:
        """Return what the document gains: the text typed where it is more than the code, a user's file."""
        keys: dict[str, object] = {}
        if self.asked and self.asked.text != self.asked.code:
            modifiers = [{"modifier": name, "listed": listed} for name, listed in self.modifiers()]
            keys["asked"] = {"text": self.asked.text, "modifiers": modifiers}
        if self.entry.origin == "user":
            before = self.entry.stands_before_bundled
            keys["origin"] = {"file": self.entry.file, "stands_before_bundled": before}
        return keys

    def notes(self) -> tuple[Fact, ...]:
        """Say the same to a reader."""
        notes = []
        if self.entry.origin == "user":
            before = ", which stands before the bundled record" if self.entry.stands_before_bundled else ""
            notes.append(Fact("origin", (f"{self.entry.file}{before}",)))
        for name, listed in self.modifiers():
            said = Fact("", ("listed",)) if listed else Fact("", (_NOT_LISTED,), "silent")
            notes.append(said._replace(label=f"modifier {name}"))
        return tuple(notes)

    def modifiers(self) -> list[tuple[str, bool]]:
        """Return the modifiers typed with the code, each with whether the record lists it."""
        rows = {row.modifier for row in self.entry.record.modifiers}
        return [(name, name in rows) for name in (self.asked.modifiers if self.asked else ())]


def show(found: Found, sections: Row = (), medicare: "Medicare | None" = None) -> Item:
    """Answer with the record, or with some of its sections, and what Medicare's releases say."""

    def document() -> Document | str:
        extra = found.extra() | ({"medicare": medicare.document()} if medicare else {})
        if sections:
            keys = (name.replace("-", "_") for name in sections if name != "medicare")
            return _part(found, *keys) | extra
        return found.entry.document | extra if extra else found.entry.text

    def sheet() -> Sheet:
        drawn = _sheet(found, sections or SECTIONS)
        return _with_medicare(drawn, medicare) if medicare else drawn

    return Item(document, sheet)


def show_unrecorded(asked: "Asked", medicare: "Medicare") -> Item:
    """Answer from the releases alone for a code of which no record is held."""
    return Item(
        lambda: _unrecorded(asked) | {"medicare": medicare.document()},
        lambda: _unrecorded_sheet(asked, medicare.section()),
    )


def _unrecorded(asked: "Asked") -> dict[str, object]:
    head = {"schema_version": SCHEMA_VERSION, "code": asked.code, "code_system": code_system(asked.code)}
    return (
        head | {"record": "none held"} | ({"asked": {"text": asked.text}} if asked.text != asked.code else {})
    )


def _unrecorded_sheet(asked: "Asked", *sections: Section) -> Sheet:
    note = Fact("record", ("none is held: the releases alone answer",), "silent")
    return Sheet(sections, asked.code, code_system(asked.code), notes=(note,))


def _with_medicare(sheet: Sheet, medicare: "Medicare") -> Sheet:
    """Add Medicare's section before the record's texts, and point from what the record lacks to it."""
    pointed = [_pointed(section, medicare) for section in sheet.sections]
    names = [section.name for section in pointed]
    place = max((names.index(name) + 1 for name in _BEFORE_MEDICARE if name in names), default=0)
    return sheet._replace(sections=(*pointed[:place], medicare.section(), *pointed[place:]))


_BEFORE_MEDICARE = ("modifiers", "payers", "not-available")


def _pointed(section: Section, medicare: "Medicare") -> Section:
    pointers = medicare.pointers([fact.label for fact in section.facts if fact.state == "not available"])
    facts = tuple(
        fact._replace(values=(*fact.values, f"of Medicare: {pointers[fact.label]}"))
        if fact.label in pointers
        else fact
        for fact in section.facts
    )
    return section._replace(facts=facts)


def sources(found: Found) -> Item:
    """Answer with what the statements rest on, the topics not available and the CPT notice."""

    def sheet() -> Sheet:
        drawn = _sheet(found, ("sources", "not-available"))
        return drawn._replace(sections=(*drawn.sections, Section("notice", (Fact("CPT", (CPT_NOTICE,)),))))

    return Item(
        lambda: _part(found, "sources", "not_available") | {"notice": CPT_NOTICE} | found.extra(), sheet
    )


def modifiers(found: Found, verdicts: "Verdicts") -> Item:
    """Answer with the record's modifiers, and what Medicare's indicators say of the standard ones."""

    def rows() -> Iterator[Row]:
        yield from modifier_rows(found.entry.record)
        for name, listed in found.modifiers():
            if not listed:
                cells = {"code": found.entry.code, "modifier": name, "note": _NOT_LISTED}
                yield MODIFIERS.row(**cells, state="silent")

    item = _rows_item(found, "modifiers", MODIFIERS, rows)

    def sheet() -> Sheet:
        own = item.sheet().sections
        named = (section._replace(name="modifiers") for section in own)
        return Sheet((*named, *verdicts.sections()), found.entry.code, code_system(found.entry.code))

    def both() -> Iterator[Row]:
        yield from ((*row, "", "", "") for row in rows())
        yield from verdicts.rows()

    def document() -> Document:
        return _rows_document(found, "modifiers") | {"medicare": verdicts.document()}

    return Item(document, sheet, rows=both)


def modifiers_unrecorded(asked: "Asked", verdicts: "Verdicts") -> Item:
    """Answer with Medicare's verdicts alone for a code of which no record is held."""
    return Item(
        lambda: _unrecorded(asked) | {"medicare": verdicts.document()},
        lambda: _unrecorded_sheet(asked, *verdicts.sections()),
        rows=verdicts.rows,
    )


def payers(found: Found) -> Item:
    """Answer with the payers."""
    return _rows_item(found, "payers", PAYERS, lambda: payer_rows(found.entry.record))


def listing(entry: "Entry") -> Item:
    """Answer with what a record is and where it lies; raises RecordError."""
    record = entry.record
    return row_item(LISTING, record.code, record.code_system, record.title, entry.origin, entry.file)


def row_item(table: Table, *row: str, status: ExitStatus = ExitStatus.ANSWERED) -> Item:
    """Answer with one row, whose columns are the document's keys."""
    document = {"schema_version": SCHEMA_VERSION} | dict(zip(table.columns, row, strict=True))
    return Item(lambda: document, lambda: table_sheet(table, [row]), status)


def object_item(table: Table, document: dict[str, Any], status: ExitStatus = ExitStatus.ANSWERED) -> Item:
    """Answer with one object, of which the table shows the keys that are its columns."""
    whole = {"schema_version": SCHEMA_VERSION} | document
    row = tuple(cell(document.get(column)) for column in table.columns)
    return Item(lambda: whole, lambda: table_sheet(table, [row]), status)


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
    code, why = typed, Fact("reason", (str(error),), "damaged")
    if isinstance(error, UnknownCode):
        code, why = error.code, Fact("nearest", error.nearest, "unknown")
    elif isinstance(error, MalformedCode):
        why = why._replace(state="refused")
    reason = why.values if why.label == "nearest" else str(error)
    document = {"schema_version": SCHEMA_VERSION, "code": code, "status": why.state, why.label: reason}
    if code != typed:
        document["asked"] = {"text": typed}

    table = form.table or form.rows or Table(())
    row = table.row(code=code, note=str(error), reason=str(error), state=why.state)

    def sheet() -> Sheet:
        return table_sheet(table, [row]) if form.table else Sheet((Section("status", (why,)),), code)

    status = ExitStatus.DATA if why.state == "damaged" else ExitStatus.NO
    return Item(lambda: document, sheet, status, lambda: [row])


def _rows_item(found: Found, key: str, table: Table, rows: Callable[[], Iterable[Row]]) -> Item:
    return Item(lambda: _rows_document(found, key), lambda: table_sheet(table, rows()))


def _rows_document(found: Found, key: str) -> dict[str, Any]:
    part = _part(found, key, "not_available")
    part["not_available"] = [gap for gap in part["not_available"] if gap["section"] == key]
    return part | found.extra()


def _part(found: Found, *keys: str) -> dict[str, Any]:
    document = found.entry.document
    return {key: document[key] for key in (*HEAD, *keys)}


def _sheet(found: Found, names: Iterable[str]) -> Sheet:
    record = found.entry.record
    drawn = (section(record, name) for name in SECTIONS if name in names)
    return Sheet(tuple(drawn), record.code, record.code_system, record.title, found.notes())
