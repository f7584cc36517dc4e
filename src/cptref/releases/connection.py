"""How the store's file is opened, what its values read back as, and what SQLite says, in sentences."""

import os
import sqlite3
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import contains
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple, get_args, get_type_hints

from cptref.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cptref.cms.families import RowT

_PATIENCE = 10.0  # seconds for which another's writing is waited for


class Damaged(sqlite3.DatabaseError):
    """A value that is none of those that this program writes."""


@lru_cache(8192)
def _decimal(text: bytes) -> Decimal:
    try:
        found = Decimal(text.decode("ascii"))
    except (ValueError, ArithmeticError) as error:
        raise Damaged(repr(text)) from error
    if not found.is_finite() or not -_LONGEST < (found.adjusted()) < _LONGEST:
        raise Damaged(repr(text))
    return found


def _date(text: bytes) -> date:
    try:
        return date.fromisoformat(text.decode("ascii"))
    except ValueError as error:
        raise Damaged(repr(text)) from error


_LAST = date.max.toordinal()
_LONGEST = 20  # digits before or after the point
sqlite3.register_adapter(Decimal, str)
sqlite3.register_adapter(date, date.isoformat)
sqlite3.register_converter("DECIMAL_TEXT", _decimal)
sqlite3.register_converter("DATE_TEXT", _date)


def sound(row: "type[RowT]", found: "Iterable[tuple[object, ...]]") -> "list[RowT]":
    """Make typed rows; raises Damaged where a value is of no type that its field has."""
    rows = list(map(row._make, found))
    expected = types(row)
    for found_types in {tuple(map(type, one)) for one in rows}:
        if not all(map(contains, expected, found_types)):
            raise Damaged(repr(found_types))
    if "deleted" in row._fields and not all(0 < day <= _LAST for one in rows for day in one[2:4]):
        raise Damaged("a day")
    return rows


@lru_cache
def types(row: type[NamedTuple]) -> tuple[tuple[type, ...], ...]:
    """Return the types that a value of each field may have."""
    return tuple(get_args(hint) or (hint,) for hint in get_type_hints(row).values())


class Told:
    """One question at a time; what SQLite says is told as StoreError, quicker than a generator would."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._turn = RLock()

    def __enter__(self) -> None:
        self._turn.acquire()

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._turn.release()
        if isinstance(error, sqlite3.Error | UnicodeDecodeError):
            raise StoreError(f"the store {self._path!r} {_sentence(error)}") from error


def connect(path: str, *, write: bool) -> sqlite3.Connection:
    """Open the file, which must exist unless it is to be written."""
    from urllib.parse import quote

    place = quote(os.fsencode(os.path.abspath(path)))
    connection = sqlite3.connect(
        f"file:{place}?mode={'rwc' if write else 'rw'}",
        uri=True,
        timeout=_PATIENCE,
        isolation_level=None,
        detect_types=sqlite3.PARSE_DECLTYPES,
        check_same_thread=False,
    )
    if not write:
        connection.execute("PRAGMA query_only = 1")
    return connection


_SENTENCES = {
    sqlite3.SQLITE_BUSY: "is being written by another import: try again when it has ended",
    sqlite3.SQLITE_FULL: "could not be written: no space is left on the disk",
    sqlite3.SQLITE_READONLY: "may not be written: it, or its folder, is read-only",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: look at its path and permissions",
    sqlite3.SQLITE_IOERR: "could not be read or written: the disk reports a failure, or is full",
    sqlite3.SQLITE_CORRUPT: "is damaged: delete it and import the files again",
    sqlite3.SQLITE_NOTADB: "is no store of releases: name another file with --store",
}


def _sentence(error: sqlite3.Error | UnicodeDecodeError) -> str:
    if isinstance(error, Damaged | UnicodeDecodeError) or "decode to UTF-8" in str(error):
        return _SENTENCES[sqlite3.SQLITE_CORRUPT]
    code = getattr(error, "sqlite_errorcode", None)
    return _SENTENCES.get((code or 0) & 0xFF, f"cannot be used: {error}")
