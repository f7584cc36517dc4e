"""Record -> the sections and rows that a reader sees, each topic stated, not available or silent."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from cptref.sheet import Fact, Row, Section, Table

if TYPE_CHECKING:
    from cptref.records.models import Citation, Record

SECTIONS = ("modifiers", "payers", "not-available", "service", "summary", "context", "sources")
"""Names of a record's sections in the order in which a sheet shows them: first what decides a claim."""

MODIFIERS = Table(
    ("code", "modifier", "description", "when_to_use", "reportable", "note", "state", "source"),
    main="description",
)
PAYERS = Table(("code", "id", "name", "kind", "note", "state", "source"), main="name")


def section(record: "Record", name: str) -> Section:
    """Draw the section of this name."""
    return _DRAWN[name](record) if name in _DRAWN else _topics(record, name)


def modifier_rows(record: "Record") -> Iterator[Row]:
    """Yield rows of MODIFIERS: the source's, then what it lacks, or that nothing speaks of it."""
    for row in record.modifiers:
        yield MODIFIERS.row(
            code=record.code,
            modifier=row.modifier,
            description=row.description,
            when_to_use=row.when_to_use or "",
            reportable="yes" if row.reportable else "no",
            note=row.note or "",
            state="stated",
            source=cite(row.source),
        )
    yield from _gap_rows(record, "modifiers", MODIFIERS)


def payer_rows(record: "Record") -> Iterator[Row]:
    """Yield rows of PAYERS: those that the source names, then what it lacks, or that nothing speaks of it."""
    for payer in record.payers:
        yield PAYERS.row(
            code=record.code,
            id=payer.id,
            name=payer.name,
            kind=payer.kind,
            state="stated",
            source=cite(payer.source),
        )
    yield from _gap_rows(record, "payers", PAYERS)


def cite(citation: "Citation") -> str:
    """Name a source and its section in one text."""
    return f"{citation.id}, {citation.section}"


def _gaps(record: "Record", name: str | None = None) -> tuple[Fact, ...]:
    """Return the topics not available: of one section, or all."""
    return tuple(
        Fact(gap.topic, (gap.statement,), "not available", cite(gap.source))
        for gap in record.not_available
        if name in (None, gap.section)
    )


def _gap_rows(record: "Record", name: str, table: Table) -> Iterator[Row]:
    gaps = _gaps(record, name)
    for gap in gaps:
        cells = {table.main: gap.label, "note": gap.values[0], "state": gap.state, "source": gap.source}
        yield table.row(code=record.code, **cells)
    if not gaps and not getattr(record, name):
        yield table.row(code=record.code, state="silent")


def _topics(record: "Record", name: str) -> Section:
    """Draw a section whose fields are its topics."""
    part = getattr(record, name)
    gaps = _gaps(record, name)
    if part is None:
        return Section(name, gaps or (Fact(name, (), "silent"),))
    return Section(name, (*_facts(part), *gaps), source=cite(part.source))


def _facts(part: Any) -> Iterator[Fact]:
    """Yield the topics of a part of a record, those without a value as silent."""
    for label, value in vars(part).items():
        if label != "source":
            values = _values(value)
            yield Fact(label, values, "stated" if values else "silent")


def _values(value: Any) -> Row:
    if value is None:
        return ()
    if isinstance(value, list | tuple):
        return tuple(value)
    if hasattr(value, "minimum"):
        return (f"{value.minimum} to {value.maximum} {value.unit}",)
    return (str(value),)


def _modifiers(record: "Record") -> Section:
    rows = tuple(row[1:] for row in modifier_rows(record))
    return Section("modifiers", table=Table(MODIFIERS.columns[1:], rows, MODIFIERS.main))


def _payers(record: "Record") -> Section:
    """Draw the payers by kind, the rows of one kind and source in one fact."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for payer in record.payers:
        kinds.setdefault((payer.kind, cite(payer.source)), []).append(payer.name)
    named = tuple(Fact(kind, tuple(names), source=source) for (kind, source), names in kinds.items())
    facts = (*named, *_gaps(record, "payers"))
    return _of_one_source("payers", facts or (Fact("payers", (), "silent"),))


def _not_available(record: "Record") -> Section:
    return _of_one_source("not-available", _gaps(record) or (Fact("topics", (), "silent"),))


def _of_one_source(name: str, facts: tuple[Fact, ...]) -> Section:
    """Name the source once, for the section, where all its facts have the same."""
    citations = {fact.source for fact in facts}
    return Section(name, facts, source=citations.pop() if len(citations) == 1 else "")


def _sources(record: "Record") -> Section:
    """Draw the sources; which of their sections are drawn on stands beside the statements."""
    facts = (fact for source in record.sources for fact in _facts(source) if fact.label != "sections")
    return Section("sources", tuple(facts))


_DRAWN: dict[str, Callable[["Record"], Section]] = {
    "modifiers": _modifiers,
    "payers": _payers,
    "not-available": _not_available,
    "sources": _sources,
}
