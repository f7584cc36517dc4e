"""Rows as CMS writes them, under headings or at fixed columns; each cell read by its kind."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any, NamedTuple

from cptref import codes
from cptref.cms.files import CmsFile, Oddity


class Kind(NamedTuple):
    """What a cell may hold: in words, and how it is read; ValueError where it holds something else."""

    words: str
    read: Callable[[str], Any]


class Field(NamedTuple):
    """A field of a row, and where a layout has it."""

    name: str
    kind: Kind
    heading: str = ""
    """A pattern that its heading matches, in capitals with single blanks, and no other heading does."""
    first: int = 0
    last: int = 0
    """Its columns in a fixed layout, from 1."""
    optional: bool = False
    """Whether a release may lack it; it is then blank."""
    light: bool = False
    """Whether no answer rests on it: it is left blank where it holds what is no number, such as a point."""


def pattern(words: str, expression: str) -> Kind:
    """Return the kind of text that an expression matches whole."""

    def read(text: str) -> str:
        if not re.fullmatch(expression, text):
            raise ValueError(text)
        return text

    return Kind(words, read)


def number(words: str, expression: str) -> Kind:
    """Return the kind of a decimal number, whose zero before the point may be left out."""
    text = pattern(words, expression)
    return Kind(words, lambda cell: Decimal(f"0{text.read(cell)}" if cell[:1] == "." else text.read(cell)))


def within(kind: Kind, above: int, to: int) -> Kind:
    """Return the kind of a number that is higher than one bound and no higher than another."""

    def read(cell: str) -> Any:
        found = kind.read(cell)
        if not above < found <= to:
            raise ValueError(cell)
        return found

    return Kind(f"{kind.words} above {above} and up to {to}", read)


def or_blank(kind: Kind, blank: Any = "") -> Kind:
    """Return the kind of a cell that may be blank as well, and what a blank stands for."""
    return Kind(f"{kind.words} or a blank", lambda cell: kind.read(cell) if cell else blank)


def _day(cell: str) -> date:
    if not re.fullmatch("[0-9]{8}", cell):
        raise ValueError(cell)
    return date.fromisoformat(cell)


CODE = pattern("a procedure code", codes.CODE)
DAY = Kind("a date such as 20260101", _day)
TEXT = pattern("text", ".*")
MONEY = Kind(
    "an amount such as $1,234.56",
    lambda cell: Decimal(pattern("", r"[0-9]+(\.[0-9]{2,})?").read(re.sub(r"^\$\s*|,", "", cell))),
)


class _Lines:
    """Lines as they are read, and whether the last of them lacks its end."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.is_cut = False

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.is_cut = not line.endswith("\n")
            yield line


class Headed(NamedTuple):
    """A layout whose fields stand under headings, in any order."""

    first: str
    """A pattern that the heading of the first column matches, and nothing above it."""
    fields: tuple[Field, ...]
    delimiter: str = ","
    endings: frozenset[str] = frozenset()
    """What the last column is known to hold: a last line without its end is whole where it has one of them,
    or one that an earlier row has, digits aside. Without them, any text of a column that is not read, or
    may hold any text, is taken as whole."""
    joined: bool = False
    """Whether a heading is made of all the cells above each other down to the row of headings."""

    def rows(self, file: CmsFile) -> Iterator[list[Any]]:
        """Yield the values of each row below the headings; raises ReleaseFileError."""
        import csv

        lines = _Lines(file.lines())
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        endings: set[str] = set()
        try:
            headings = self._headings(file, reader)
            places = [_place(file, reader.line_num, field, headings) for field in self.fields]
            last = next(
                (
                    field
                    for field, place in zip(self.fields, places, strict=True)
                    if place == len(headings) - 1
                ),
                None,
            )
            for cells in reader:
                if _is_note(cells):
                    continue
                if len(cells) != len(headings):
                    raise file.fault(reader.line_num, "", f"{len(headings)} cells", f"{len(cells)}")
                found = [cells[place] if place is not None else "" for place in places]
                if lines.is_cut:
                    self._end(file, reader.line_num, last, cells[-1], endings)
                endings.add(re.sub("[0-9]", "9", cells[-1]))
                yield _values(file, reader.line_num, self.fields, found)
        except csv.Error as error:
            raise file.fault(reader.line_num, "", "cells and quotes in order", str(error)) from error

    def _end(self, file: CmsFile, line: int, last: Field | None, cell: str, seen: set[str]) -> None:
        """Take a last cell that may have lost its end, where that is no loss; raises ReleaseFileError."""
        ending = re.sub("[0-9]", "9", cell)
        is_short = not ending or (len(ending) == 1 and ending.isalpha())
        is_known = is_short or not seen or ending in self.endings | seen
        is_read = bool(self.endings) or (last is not None and last.kind is not TEXT)
        if is_read and not is_known:
            raise file.fault(line, last.name if last else "", "a whole last line", repr(cell))
        if ending not in self.endings:
            file.oddities.append(Oddity("end", line, last.name if last else "", cell))

    def _headings(self, file: CmsFile, reader: Any) -> list[str]:
        above: list[list[str]] = []
        for row in reader:
            above.append([" ".join(cell.upper().split()) for cell in row])
            if row and re.fullmatch(self.first, above[-1][0]):
                kept = above if self.joined else above[-1:]
                return [" ".join(filter(None, cells)) for cells in zip_longest(*kept, fillvalue="")]
        raise file.fault(reader.line_num, "", "a row of headings", "none")


class Fixed(NamedTuple):
    """A layout whose fields stand at fixed columns."""

    fields: tuple[Field, ...]
    preamble: str
    """A pattern that each line before or between the rows matches, and no row."""
    first: str = ""
    """A pattern that the first row matches, where short lines of text may stand before it."""
    short: str = "(?!)"
    """A pattern of the rows that may end early: what they lack is blank."""

    def rows(self, file: CmsFile) -> Iterator[list[Any]]:
        """Yield the values of each row; raises ReleaseFileError."""
        width = max(field.last for field in self.fields)
        preamble, first = re.compile(self.preamble), re.compile(self.first)
        begun = False
        for number_, line in enumerate(file.lines(), 1):
            row = line.rstrip("\r\n")
            if not row.strip() or preamble.match(row):
                continue
            begun = begun or bool(first.match(row))
            if len(row) < width:
                if not begun:
                    continue
                if re.match(self.short, row):
                    row = row.ljust(width)
                    if not line.endswith("\n"):
                        file.oddities.append(Oddity("end", number_, "", row.strip()[-40:]))
            if len(row) < width:
                raise file.fault(number_, "", f"{width} characters", f"{len(row)}")
            found = [row[field.first - 1 : field.last] for field in self.fields]
            yield _values(file, number_, self.fields, found)


def _place(file: CmsFile, line: int, field: Field, headings: list[str]) -> int | None:
    """Find a field's column by its heading; raises ReleaseFileError unless it is one."""
    places = [place for place, heading in enumerate(headings) if re.search(field.heading, heading)]
    if len(places) == 1:
        return places[0]
    if field.optional and not places:
        return None
    from difflib import get_close_matches

    near = get_close_matches(_plain(field.heading), headings, 1, 0.0)
    found = "two of them" if places else f"none; the nearest is {', '.join(near)!r}"
    raise file.fault(line, field.name, f"a column headed {_plain(field.heading)!r}", found)


def _plain(heading: str) -> str:
    """Write the pattern of a heading as a reader reads it."""
    return re.sub(r"\(\?<!.*?\)|\.\*|[\^$()?]", "", heading)


def _is_note(cells: list[str]) -> bool:
    """Tell whether a row is blank, or a sentence below the table."""
    first = cells[0].strip() if cells else ""
    return (not first or " " in first) and not any(cell.strip() for cell in cells[1:])


def _values(file: CmsFile, line: int, fields: Sequence[Field], cells: Sequence[str]) -> list[Any]:
    """Read the cells of a row; raises ReleaseFileError."""
    values = []
    for field, cell in zip(fields, cells, strict=True):
        try:
            values.append(field.kind.read(cell.strip()))
        except ValueError:
            values.append(_odd(file, line, field, cell.strip()))
    return values


_STRAY = "\xff\ufffd\ufeff"  # what blanks that do not break become in files of two encodings


def _odd(file: CmsFile, line: int, field: Field, text: str) -> Any:
    """Read a cell once more without stray bytes, or leave it out; raises ReleaseFileError."""
    with suppress(ValueError):
        return field.kind.read(text.strip(_STRAY).strip())
    if field.light and not re.search("[0-9]", text):
        file.oddities.append(Oddity("value", line, field.name, text[:40]))
        return field.kind.read("")
    raise file.fault(line, field.name, field.kind.words, repr(text[:40]) if text else "a blank")
