"""NCCI procedure-to-procedure (PTP) edits: tab-delimited txt in up to four parts, six lines of preamble.

Neither the quarter nor the kind of claim stands in the file. A deleted edit stays in it; "*" in the column
of deletion means none. An edit of indicator 9 was deleted on the day it began and never was one. A pair may
have several rows with other dates.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import zip_longest
from operator import itemgetter
from typing import Any, NamedTuple

from cptref.cms import names
from cptref.cms.files import CmsFile
from cptref.cms.layout import Identity, Layout
from cptref.cms.rows import IN_FORCE
from cptref.errors import ReleaseFileError


class _Column(NamedTuple):
    """A column: how its cells are written, in words, and its heading."""

    name: str
    cell: str
    words: str
    heading: str


_CODE = "[0-9A-Z]{5}"
_DATE = "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_COLUMNS = (
    _Column("column_one", _CODE, "a procedure code", "COLUMN 1"),
    _Column("column_two", _CODE, "a procedure code", "COLUMN 2"),
    _Column("before_1996", r"\*?", "* or a blank", "1996"),
    _Column("effective", _DATE, "a date such as 20260101", "EFFECTIVE"),
    _Column("deleted", rf"\*|{_DATE}", "* or a date such as 20260101", "DELETION"),
    _Column("indicator", "[019]", "0, 1 or 9", "MODIFIER"),
    _Column("rationale", "[^\t\r\n]+", "text", "RATIONALE"),
)
_FIRST_ROW = rf"(?m)^(?:{_CODE}\t{_CODE}\t|.*\t[0-9]{{8}}\t)"
_RATIONALES = frozenset(
    {
        "Anesthesia service included in surgical procedure",
        "CPT Manual or CMS manual coding instruction",
        "CPT Separate procedure definition",
        "Gender-specific procedures",
        "HCPCS/CPT procedure code definition",
        "Laboratory panel",
        "Misuse of Column Two code with Column One code",
        "More extensive procedure",
        "Mutually exclusive procedures",
        "Sequential procedure",
        "Standard preparation/monitoring services for anesthesia",
        "Standards of medical/surgical practice",
    }
)
"""Those that CMS gives; a last line without its end is whole where it has one of them, or one seen before."""


def _identify(file: CmsFile) -> Identity:
    return Identity(
        effective=names.first(file.names, _quarter),
        kind=names.first(file.names, _claim) or "",
        part=names.first(file.names, _part) or "",
        revision=names.first(file.names, _revision) or "",
    )


def _quarter(name: str) -> date | None:
    """Read the quarter: `v322r0` is year 1994 + 32, quarter 2 + 1."""
    found = re.search(r"v(\d\d)([0-3])r\d", name)
    return date(1994 + int(found[1]), 3 * int(found[2]) + 1, 1) if found else names.day(name)


def _claim(name: str) -> str | None:
    found = re.search("practitioner|hospital|ccipra|ccioph", name.lower())
    return {"ccipra": "practitioner", "ccioph": "hospital"}.get(found[0], found[0]) if found else None


def _part(name: str) -> str | None:
    found = re.search(r"(?<![a-z0-9])f([1-9])(?![0-9])", name.lower())
    return found[1] if found else None


def _revision(name: str) -> str | None:
    found = re.search(r"v\d{3}(r\d+)", name.lower())
    return found[1] if found else None


def rows(file: CmsFile) -> Iterator[tuple[Any, ...]]:
    """Yield the fields of Edit, plain since a release has two million; raises ReleaseFileError."""
    table: _Table | None = None
    line = 1
    days = _Days({"*": IN_FORCE})
    seen = set(_RATIONALES)
    for text in file.texts():
        start = 0
        if table is None:
            first = re.search(_FIRST_ROW, text)
            start = first.start() if first else len(text)
            table = _Table(_order(file, text[:start]))
            line += text.count("\n", 0, start)
        cells = table.cells(file, text[start:], line)
        if text[-1] != "\n" and cells and cells[-1][6] not in seen.union(row[6] for row in cells[:-1]):
            last = line + text.count("\n", start)
            raise file.fault(last, "rationale", "a whole last line", repr(cells[-1][6]))
        seen.update(map(itemgetter(6), cells))
        try:
            yield from [
                (one, two, days[effective], days[deleted], before == "*", int(indicator), why)
                for one, two, before, effective, deleted, indicator, why in cells
            ]
        except ValueError:
            day = next(day for row in cells for day in row[3:5] if not days.has(day))
            line += text.count("\n", start, text.index(f"\t{day}\t", start))
            raise file.fault(line, "", "a date such as 20260101", repr(day)) from None
        line += text.count("\n", start)


class _Days(dict[str, int]):
    """Days as numbers, each read once."""

    def __missing__(self, text: str) -> int:
        self[text] = number = date.fromisoformat(text).toordinal()
        return number

    def has(self, text: str) -> bool:
        """Tell whether it is a day."""
        with suppress(ValueError):
            return bool(self[text])
        return False


class _Table:
    """The columns of a file, in its order."""

    def __init__(self, order: "list[_Column | None]") -> None:
        self._order = order
        row = r"\t".join(f"({column.cell})" if column else r"[^\t\r\n]*" for column in order)
        self._row = re.compile(rf"^{row}\t*\r?\n", re.MULTILINE)
        told = [column.name for column in order if column]
        self._standard = itemgetter(*(told.index(column.name) for column in _COLUMNS))
        self._is_standard = told == [column.name for column in _COLUMNS]

    def cells(self, file: CmsFile, text: str, line: int) -> list[tuple[str, ...]]:
        """Return the cells of whole lines, in the order of _COLUMNS; raises ReleaseFileError."""
        whole = text.endswith("\n")
        found = self._row.findall(text if whole else f"{text}\n")
        lines = text.count("\n") + (not whole)
        if len(found) != lines and (fault := self._fault(file, text, line)):
            raise fault
        return found if self._is_standard else list(map(self._standard, found))

    def _fault(self, file: CmsFile, text: str, line: int) -> ReleaseFileError | None:
        """Name the first cell that is not as it should be; None where lines are blank and no more."""
        for number, row in enumerate(text.split("\n"), line):
            if not row.strip() or self._row.fullmatch(f"{row}\n"):
                continue
            cells = row.rstrip("\r").rstrip("\t").split("\t")
            if len(cells) != len(self._order):
                return file.fault(number, "", f"{len(self._order)} cells", f"{len(cells)}")
            for column, cell in zip(self._order, cells, strict=True):
                if column and not re.fullmatch(column.cell, cell):
                    return file.fault(number, column.name, column.words, repr(cell[:40]))
            return file.fault(number, "", "an end as of other lines", repr(row[-2:]))
        return None


def _order(file: CmsFile, preamble: str) -> list[_Column | None]:
    """Find the columns by their headings, which are spread over several rows; raises ReleaseFileError."""
    lines = preamble.upper().splitlines()
    top = next((i for i, text in enumerate(lines) if "COLUMN" in text and "\t" in text.strip()), None)
    if top is None:
        raise file.fault(len(lines) or 1, "", "a row of headings that begins with Column 1", "none")
    spread = zip_longest(*(text.split("\t") for text in lines[top:]), fillvalue="")
    headings = [" ".join(" ".join(cells).split()) for cells in spread]
    while headings and not headings[-1]:
        headings.pop()
    order = [next((column for column in _COLUMNS if column.heading in heading), None) for heading in headings]
    for column in _COLUMNS:
        if order.count(column) != 1:
            expected = f"one column headed {column.heading.capitalize()}"
            raise file.fault(top + 1, column.name, expected, ", ".join(filter(None, headings)))
    return order


_SHOWN = rf"(?mi)^(?:{_CODE}\t{_CODE}\t.*\t[0-9]{{8}}\t|Column ?1[^\w\n]*\tColumn ?2)"
LAYOUT = Layout(lambda head: re.search(_SHOWN, head), _identify, rows)
