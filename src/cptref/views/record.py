"""What each command answers about a record: its document for scripts and its sheet for readers."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cptref.codes import code_system
from cptref.sheet import Document, Fact, Item, Row, Section, Sheet, Table
from cptref.views.items import SCHEMA_VERSION, row_item, table_sheet
from cptref.views.sections import MODIFIERS, PAYERS, SECTIONS, modifier_rows, payer_rows, section

if TYPE_CHECKING:
    from cptref.answers.code import Code
    from cptref.answers.modifiers import Modifiers
    from cptref.answers.records import Recorded
    from cptref.codes import Asked

HEAD = ("schema_version", "code", "code_system", "title")
"""Keys at the head of every document about a record."""
EXTRA = ("asked", "origin", "record", "medicare")
"""Keys that a document has only where they apply: the text typed, a user's file, that no record is held,
what Medicare's releases say."""
RECORD = (*HEAD, "summary", "service", "context", "modifiers", "payers", "not_available", "sources")
"""Keys of a record."""

LISTING = Table(("code", "code_system", "title", "origin", "file"))

CPT_NOTICE = (
    "CPT is a registered trademark of the American Medical Association, which owns the codes and their "
    "descriptors. cptref holds no descriptor: titles and texts are its own wording of the sources named. "
    "They are no medical, legal or billing advice."
)

_NOT_LISTED = "not listed by the record, which says nothing of whether it applies"


def _extra(found: "Recorded") -> dict[str, object]:
    """Return what the document gains: the text typed where it is more than the code, a user's file."""
    keys: dict[str, object] = {}
    if found.asked and found.asked.text != found.asked.code:
        modifiers = [{"modifier": name, "listed": listed} for name, listed in found.typed()]
        keys["asked"] = {"text": found.asked.text, "modifiers": modifiers}
    if found.entry.origin == "user":
        before = found.entry.stands_before_bundled
        keys["origin"] = {"file": found.entry.file, "stands_before_bundled": before}
    return keys


def _notes(found: "Recorded") -> tuple[Fact, ...]:
    """Say the same to a reader."""
    notes = []
    if found.entry.origin == "user":
        before = ", which stands before the bundled record" if found.entry.stands_before_bundled else ""
        notes.append(Fact("origin", (f"{found.entry.file}{before}",)))
    for name, listed in found.typed():
        said = Fact("", ("listed",)) if listed else Fact("", (_NOT_LISTED,), "silent")
        notes.append(said._replace(label=f"modifier {name}"))
    return tuple(notes)


def show(found: "Recorded", sections: Row = (), medicare: "Code | None" = None) -> Item:
    """Answer with the record, or with some of its sections, and what Medicare's releases say."""

    def document() -> Document | str:
        extra = _extra(found) | (_medicare(medicare) if medicare else {})
        if sections:
            keys = (name.replace("-", "_") for name in sections if name != "medicare")
            return _part(found, *keys) | extra
        return found.entry.document | extra if extra else found.entry.text

    def sheet() -> Sheet:
        drawn = _sheet(found, sections or SECTIONS)
        return _with_medicare(drawn, medicare) if medicare else drawn

    return Item(document, sheet)


def show_unrecorded(asked: "Asked", medicare: "Code") -> Item:
    """Answer from the releases alone for a code of which no record is held."""
    from cptref.views import code

    return Item(
        lambda: _unrecorded(asked) | _medicare(medicare),
        lambda: _unrecorded_sheet(asked, code.section(medicare)),
    )


def _medicare(medicare: "Code") -> dict[str, object]:
    from cptref.views import code

    return {"medicare": code.document(medicare)}


def _unrecorded(asked: "Asked") -> dict[str, object]:
    head = {"schema_version": SCHEMA_VERSION, "code": asked.code, "code_system": code_system(asked.code)}
    return (
        head | {"record": "none held"} | ({"asked": {"text": asked.text}} if asked.text != asked.code else {})
    )


def _unrecorded_sheet(asked: "Asked", *sections: Section) -> Sheet:
    note = Fact("record", ("none is held: the releases alone answer",), "silent")
    return Sheet(sections, asked.code, code_system(asked.code), notes=(note,))


def _with_medicare(sheet: Sheet, medicare: "Code") -> Sheet:
    """Add Medicare's section before the record's texts, and point from what the record lacks to it."""
    from cptref.views import code

    pointed = [_pointed(section, medicare) for section in sheet.sections]
    names = [section.name for section in pointed]
    place = max((names.index(name) + 1 for name in _BEFORE_MEDICARE if name in names), default=0)
    return sheet._replace(sections=(*pointed[:place], code.section(medicare), *pointed[place:]))


_BEFORE_MEDICARE = ("modifiers", "payers", "not-available")


def _pointed(section: Section, medicare: "Code") -> Section:
    from cptref.views import code

    topics = (fact.label for fact in section.facts if fact.state == "not available")
    pointers = code.pointers(medicare.code, topics)
    facts = tuple(
        fact._replace(values=(*fact.values, f"of Medicare: {pointers[fact.label]}"))
        if fact.label in pointers
        else fact
        for fact in section.facts
    )
    return section._replace(facts=facts)


def sources(found: "Recorded") -> Item:
    """Answer with what the statements rest on, the topics not available and the CPT notice."""

    def sheet() -> Sheet:
        drawn = _sheet(found, ("sources", "not-available"))
        return drawn._replace(sections=(*drawn.sections, Section("notice", (Fact("CPT", (CPT_NOTICE,)),))))

    return Item(
        lambda: _part(found, "sources", "not_available") | {"notice": CPT_NOTICE} | _extra(found), sheet
    )


def modifiers(found: "Recorded", verdicts: "Modifiers") -> Item:
    """Answer with the record's modifiers, and what Medicare's indicators say of the standard ones."""
    from cptref.views import modifiers as verdict_view

    def rows() -> Iterator[Row]:
        yield from modifier_rows(found.entry.record)
        for name, listed in found.typed():
            if not listed:
                cells = {"code": found.entry.code, "modifier": name, "note": _NOT_LISTED}
                yield MODIFIERS.row(**cells, state="silent")

    item = _rows_item(found, "modifiers", MODIFIERS, rows)

    def sheet() -> Sheet:
        own = item.sheet().sections
        named = (section._replace(name="modifiers") for section in own)
        return Sheet(
            (*named, *verdict_view.sections(verdicts)), found.entry.code, code_system(found.entry.code)
        )

    def both() -> Iterator[Row]:
        yield from ((*row, "", "", "") for row in rows())
        yield from verdict_view.rows(verdicts)

    def document() -> Document:
        return _rows_document(found, "modifiers") | {"medicare": verdict_view.document(verdicts)}

    return Item(document, sheet, rows=both)


def modifiers_unrecorded(asked: "Asked", verdicts: "Modifiers") -> Item:
    """Answer with Medicare's verdicts alone for a code of which no record is held."""
    from cptref.views import modifiers as verdict_view

    return Item(
        lambda: _unrecorded(asked) | {"medicare": verdict_view.document(verdicts)},
        lambda: _unrecorded_sheet(asked, *verdict_view.sections(verdicts)),
        rows=lambda: verdict_view.rows(verdicts),
    )


def payers(found: "Recorded") -> Item:
    """Answer with the payers."""
    return _rows_item(found, "payers", PAYERS, lambda: payer_rows(found.entry.record))


def listing(found: "Recorded") -> Item:
    """Answer with what a record is and where it lies."""
    entry, record = found.entry, found.entry.record
    return row_item(LISTING, record.code, record.code_system, record.title, entry.origin, entry.file)


def _rows_item(found: "Recorded", key: str, table: Table, rows: Callable[[], Iterable[Row]]) -> Item:
    return Item(lambda: _rows_document(found, key), lambda: table_sheet(table, rows()))


def _rows_document(found: "Recorded", key: str) -> dict[str, Any]:
    part = _part(found, key, "not_available")
    part["not_available"] = [gap for gap in part["not_available"] if gap["section"] == key]
    return part | _extra(found)


def _part(found: "Recorded", *keys: str) -> dict[str, Any]:
    document = found.entry.document
    return {key: document[key] for key in (*HEAD, *keys)}


def _sheet(found: "Recorded", names: Iterable[str]) -> Sheet:
    record = found.entry.record
    drawn = (section(record, name) for name in SECTIONS if name in names)
    return Sheet(tuple(drawn), record.code, record.code_system, record.title, _notes(found))
