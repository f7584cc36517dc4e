"""How the store's file is opened, what its values read back as, and what SQLite says, in sentences."""

import os
import sqlite3
from datetime import date
from decimal import Decimal
from functools import lru_cache
from threading import RLock

from cptref.errors import StoreError

_PATIENCE = 10.0  # seconds for which another's writing is waited for

sqlite3.register_adapter(Decimal, str)
sqlite3.register_adapter(date, date.isoformat)
sqlite3.register_converter("DECIMAL_TEXT", lru_cache(8192)(lambda text: Decimal(text.decode())))
sqlite3.register_converter("DATE_TEXT", lambda text: date.fromisoformat(text.decode()))


class Told:
    """One question at a time; what SQLite says is told as StoreError, quicker than a generator would."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._turn = RLock()

    def __enter__(self) -> None:
        self._turn.acquire()

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._turn.release()
        if isinstance(error, sqlite3.Error):
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


def _sentence(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", None)
    return _SENTENCES.get((code or 0) & 0xFF, f"cannot be used: {error}")
