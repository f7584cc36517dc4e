"""A heading on standard input -> which columns hold the code and its modifiers."""

import re
from functools import lru_cache
from typing import NamedTuple

from cptref.codes import Asked, is_code, parse, parse_all, parse_line
from cptref.errors import MalformedCode

_DELIMITERS = "\t;|,"
_BLANKS = frozenset(("", "NAN", "NONE", "NULL", "N/A", "<NA>"))
"""What programs write for a cell without a value."""
_CODE = r"(?:billing|service|line)?(?:cpt4?|hcpcs|proc(?:edure)?s?|px|codes?)+(?:number|no)?"
_MODIFIER = r"(?:cpt4?|hcpcs|proc(?:edure)?|px|billing|service|line|code)*mod(?:ifier)?s?(?:code)?s?[1-4]?"
_UNITS = r"(?:service|srvc|svc|line|billed)*(?:units?|qty|quantity|count)(?:ofservices?|billed)?"
_WORDS = "description|fee|price|charge|amount|date|name|patient|payer|provider|modifier|unit|service|list"


class Columns(NamedTuple):
    """Where a table's code and modifiers stand, as its heading tells."""

    names: tuple[str, ...]
    delimiter: str
    """A sign; "" where blanks stand between columns."""
    code: int
    modifiers: tuple[int, ...]
    units: tuple[str, ...]
    """Names of columns of units, which no answer uses."""

    def read(self, line: str) -> tuple[Asked, ...]:
        """Read the codes of a line; raises MalformedCode."""
        if len(self.names) == 1:
            return parse_line(line)
        cells = _cells(line, self.delimiter)
        if len(cells) > len(self.names) and any(cells[len(self.names) :]):
            raise MalformedCode(
                f"{line[:64]!r} has {len(cells)} columns, and the heading names {len(self.names)}: "
                "quote a cell that holds the sign between columns"
            )
        found = parse_all(cells[self.code] if self.code < len(cells) else "")
        modifiers = [part for i in self.modifiers if i < len(cells) for part in _modifiers(cells[i])]
        if modifiers and len(found) > 1:
            raise MalformedCode(f"{line[:64]!r} names several codes beside modifiers: write a line for each")
        return tuple(
            parse("-".join((one.code, *one.modifiers, *modifiers))) if modifiers else one for one in found
        )


@lru_cache
def heading(line: str) -> Columns | None:
    """Read a line as a heading that names a column of codes; none where it is no such heading."""
    delimiter = next((sign for sign in _DELIMITERS if sign in line), "")
    names = _cells(line, delimiter) if delimiter else [line]
    if not delimiter and not _is_named(_CODE, line):
        names = line.split()
    codes = [i for i, name in enumerate(names) if _is_named(_CODE, name)]
    modifiers = tuple(i for i, name in enumerate(names) if _is_named(_MODIFIER, name))
    units = tuple(name for name in names if _is_named(_UNITS, name))
    is_row = any(name.isdigit() or is_code(name[:5].upper()) for name in names)
    if not codes or is_row or (not delimiter and len(names) > 1 + len(modifiers) + len(units)):
        return None
    return Columns(tuple(names), delimiter, max(codes, key=lambda i: _rank(names[i])), modifiers, units)


def is_heading(line: str) -> bool:
    """Tell whether a first line reads as a heading, though it names no column of codes."""
    words = re.findall(r"[^\W\d_]{3,}", line.lower())
    if not words or not line.replace("\t", " ").isprintable() or re.search(r"\d", line):
        return False
    return len(words) > 1 or re.search(_WORDS, words[0]) is not None


def _is_named(shape: str, name: str) -> bool:
    return re.fullmatch(shape, re.sub("[^a-z0-9]", "", name.lower())) is not None


def _rank(name: str) -> tuple[bool, bool]:
    """Tell how surely a column is that of codes: `CPT` more than `Procedure`, which may be a description."""
    lower = name.lower()
    return ("cpt" in lower or "hcpcs" in lower), "code" in lower


def _cells(line: str, delimiter: str) -> list[str]:
    if not delimiter:
        return line.split()
    import csv

    try:
        row = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error as error:
        raise MalformedCode(f"{line[:64]!r} is no line of a table: {error}") from error
    return [cell.strip() for cell in row]


def _modifiers(cell: str) -> list[str]:
    """Split a cell of modifiers; `59.0` is how a spreadsheet writes 59."""
    if cell.upper() in _BLANKS:
        return []
    parts = re.split(r"[\s,;:/|+-]+", cell.strip("=\"' "))
    return [re.sub(r"\.0+$", "", part) for part in parts if part]
