"""NCCI procedure-to-procedure (PTP) edits: tab-delimited txt in up to four parts, six lines of preamble.

Neither the quarter nor the kind of claim stands in the file. A deleted edit stays in it; "*" in the column
of deletion means none. An edit of indicator 9 was deleted on the day it began and never was one. A pair may
have several rows with other dates.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest
from operator import itemgetter
from typing import Any, NamedTuple

from cptref.cms import names
from cptref.cms.files import CmsFile
from cptref.cms.layout import Identity, Layout
from cptref.errors import ReleaseFileError

IN_FORCE = 99991231
"""The day of deletion of an edit without one."""


class Edit(NamedTuple):
    """A row; days are numbers such as 20260101, since a release has two million of them."""

    column_one: str
    column_two: str
    effective: int
    deleted: int
    """The last day on which it counts; IN_FORCE without one."""
    before_1996: int
    """1 where it was in existence before 1996."""
    indicator: int
    """0: no modifier helps; 1: an NCCI-associated modifier does; 9: no edit."""
    rationale: str


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
_FIRST_ROW = re.compile(rf"^(?:{_CODE}\t{_CODE}\t|.*\t[0-9]{{8}}\t)", re.MULTILINE)
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
    order: list[_Column | None] = []
    line = 1
    seen = set(_RATIONALES)
    for text in file.texts():
        start = 0
        if not order:
            first = _FIRST_ROW.search(text)
            start = first.start() if first else len(text)
            order = _order(file, text[:start])
            pattern = _pattern(order)
            told = [column.name for column in order if column]
            standard = itemgetter(*(told.index(column.name) for column in _COLUMNS))
            is_standard = told == [column.name for column in _COLUMNS]
            line += text.count("\n", 0, start)
        whole = text.endswith("\n")
        found = pattern.findall(text if whole else f"{text}\n", start)
        lines = text.count("\n", start) + (not whole)
        if len(found) != lines and (fault := _fault(file, text[start:], line, order)):
            raise fault
        line += lines
        cells = found if is_standard else list(map(standard, found))
        if not whole and cells and cells[-1][6] not in seen.union(row[6] for row in cells[:-1]):
            raise file.fault(line - 1, "rationale", "a whole last line", repr(cells[-1][6]))
        seen.update(map(itemgetter(6), cells))
        yield from _edits(cells)


def _edits(cells: Iterable[tuple[str, ...]]) -> list[tuple[str, str, int, int, bool, int, str]]:
    return [
        (
            one,
            two,
            int(effective),
            IN_FORCE if deleted == "*" else int(deleted),
            before == "*",
            int(indicator),
            why,
        )
        for one, two, before, effective, deleted, indicator, why in cells
    ]


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


def _pattern(order: list[_Column | None]) -> re.Pattern[str]:
    row = r"\t".join(f"({column.cell})" if column else r"[^\t\r\n]*" for column in order)
    return re.compile(rf"^{row}\t*\r?\n", re.MULTILINE)


def _fault(file: CmsFile, text: str, line: int, order: list[_Column | None]) -> ReleaseFileError | None:
    """Name the first cell that is not as it should be; None where lines are blank and no more."""
    pattern = _pattern(order)
    for number, row in enumerate(text.split("\n"), line):
        if not row.strip() or pattern.fullmatch(f"{row}\n"):
            continue
        cells = row.rstrip("\r").rstrip("\t").split("\t")
        if len(cells) != len(order):
            return file.fault(number, "", f"{len(order)} cells", f"{len(cells)}")
        told = zip(order, cells, strict=True)
        column, cell = next((of, it) for of, it in told if of and not re.fullmatch(of.cell, it))
        return file.fault(number, column.name, column.words, repr(cell[:40]))
    return None


_SHOWN = re.compile(
    rf"^(?:{_CODE}\t{_CODE}\t.*\t[0-9]{{8}}\t|Column ?1\W*\tColumn ?2)", re.MULTILINE | re.IGNORECASE
)
LAYOUT = Layout(
    "ptp",
    Edit,
    _SHOWN.search,
    _identify,
    rows,
    claims=("practitioner", "hospital"),
)
