"""The store of releases: one SQLite file, which alone this module migrates, writes and reads.

Names of tables and columns in its SQL are this program's own; what comes from outside is bound.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from cptref.cms.families import BY_NAME, PTP, Family, RowT
from cptref.errors import ReleaseFileError, StoreError
from cptref.releases.connection import Damaged, Told, connect, sound, types
from cptref.releases.migrations import MIGRATIONS
from cptref.releases.periods import Release

if TYPE_CHECKING:
    from types import TracebackType

_APPLICATION = 0x63707472  # "cptr"
_DESCRIPTOR = ("descriptor",)
_TWICE = """ ON CONFLICT (release, column_one, column_two, effective, deleted)
    DO UPDATE SET release = CASE
    WHEN indicator = excluded.indicator AND before_1996 = excluded.before_1996
        AND (indicator = 9 OR rationale = excluded.rationale)
    THEN release
END"""
"""A pair printed twice is one row where both say the same or neither is an edit; else the key has no release,
which SQLite refuses."""
_CACHE = 96 * 1024  # KiB while writing: a part of the PTP edits with its index


class Store:
    """A store that is open; close it, or use it as a context. Raises StoreError for what is wrong with it.

    Several threads may read from one store: they take turns.
    """

    def __init__(self, path: str, *, write: bool = False) -> None:
        self.path = path
        self.empty = False
        self._is_older = False
        self._told = Told(path)
        if write:
            self._make_folder()
        with self._told:
            self._connection = connect(path, write=write)
        try:
            with self._told:
                self._check(write=write)
        except StoreError:
            self._connection.close()
            raise

    @classmethod
    def held(cls, path: str) -> Self | None:
        """Open a store to read from it; None where the file is empty."""
        store = cls(path)
        if store.empty:
            store.close()
            return None
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: "TracebackType | None",
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what a transaction left undone is undone."""
        self._connection.close()

    def releases(self) -> list[Release]:
        """Return the releases held, in the order in which they were imported."""
        with self._told:
            if not (names := self._fields_of_release()):
                return []
            found = self._connection.execute(f"SELECT {', '.join(names)} FROM release ORDER BY id")
            releases = sound(Release, found)
            if any(one.family not in BY_NAME for one in releases):
                raise Damaged("family")
            return releases

    def rows(self, family: Family[RowT], release: int, **equal: str) -> list[RowT]:
        """Return the rows of a release that have these values, in the order of their keys."""
        query = _select(family.name, family.row._fields, *equal)
        with self._told:
            return sound(family.row, self._connection.execute(query, (release, *equal.values())))

    def first(self, family: Family[RowT], release: int) -> RowT | None:
        """Return the first row of a release, or None."""
        query = f"{_select(family.name, family.row._fields)} LIMIT 1"
        with self._told:
            found = sound(family.row, self._connection.execute(query, (release,)))
        return found[0] if found else None

    def differences(
        self, family: Family[RowT], before: int, after: int, without: tuple[str, ...] = _DESCRIPTOR
    ) -> tuple[list[RowT], list[RowT]]:
        """Return the rows of one release that another does not have alike, and the other's.

        without: fields that are not compared and come back blank.
        """
        return self._only(family, before, after, without), self._only(family, after, before, without)

    def ends(self, release: int) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return the first and the last pair of a release of PTP edits."""
        query = (
            "SELECT column_one, column_two FROM ptp WHERE release = ? ORDER BY column_one {0}, column_two {0}"
        )
        with self._told:
            first, last = (
                self._connection.execute(f"{query.format(order)} LIMIT 1", (release,)).fetchone()
                for order in ("ASC", "DESC")
            )
        return first, last

    def codes(self, family: Family[RowT], release: int) -> list[str]:
        """Return the codes of a release, each once."""
        query = f'SELECT DISTINCT code FROM "{family.name}" WHERE release = ?'
        with self._told:
            return [code for (code,) in self._connection.execute(query, (release,))]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do what is done inside as a whole or not at all."""
        with self._told:
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._told:
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def add(self, release: Release, rows: Iterable[Sequence[object]]) -> Release:
        """Add a release and its rows, and return it with its id and their number.

        Raises ReleaseFileError where two rows have one key, or whatever taking the rows raises.
        """
        names = Release._fields[:-1]
        marks = ", ".join("?" * len(names))
        with self._told:
            into = f"INSERT INTO release ({', '.join(names)}) VALUES ({marks})"
            number = self._connection.execute(into, release[:-1]).lastrowid or 0
            count = self._fill(release, number, rows)
            self._connection.execute("UPDATE release SET rows = ? WHERE id = ?", (count, number))
        return release._replace(id=number, rows=count)

    def correct(self, release: Release) -> None:
        """Correct what is held of a release, its rows aside."""
        change = ", ".join(f"{name} = ?" for name in Release._fields)
        with self._told:
            self._connection.execute(f"UPDATE release SET {change} WHERE id = ?", (*release, release.id))

    def forget(self, release: Release) -> None:
        """Remove a release and its rows."""
        with self._told:
            self._connection.execute(f'DELETE FROM "{release.family}" WHERE release = ?', (release.id,))
            self._connection.execute("DELETE FROM release WHERE id = ?", (release.id,))

    def equal(self, one: Release, other: Release) -> bool:
        """Tell whether two releases have the same rows, descriptors and zeros at a number's end aside."""
        if one.rows != other.rows:
            return False
        row = BY_NAME[one.family].row
        numbers = {name for name, kinds in zip(row._fields, types(row), strict=True) if Decimal in kinds}
        told = (name for name in row._fields if name not in _DESCRIPTOR)
        names = ", ".join(f"CAST({name} AS REAL)" if name in numbers else name for name in told)
        half = f'SELECT {names} FROM "{one.family}" WHERE release = ?'
        with self._told:
            query = f"{half} EXCEPT {half} LIMIT 1"
            return self._connection.execute(query, (one.id, other.id)).fetchone() is None

    def _only(
        self,
        family: Family[RowT],
        one: int,
        other: int,
        without: tuple[str, ...],
    ) -> list[RowT]:
        names = ", ".join("''" if name in without else name for name in family.row._fields)
        half = f'SELECT {names} FROM "{family.name}" WHERE release = ?'
        with self._told:
            found = self._connection.execute(f"{half} EXCEPT {half}", (one, other))
            return list(map(family.row._make, found))

    def _fill(self, release: Release, number: int, rows: Iterable[Sequence[object]]) -> int:
        family = release.family
        fields = BY_NAME[family].row._fields
        is_ptp = family == PTP.name
        known = dict(self._connection.execute("SELECT text, id FROM rationale")) if is_ptp else {}
        rationales = _Numbered(known)
        given = ((*edit[:-1], rationales[str(edit[-1])]) for edit in rows) if is_ptp else rows
        twice = _TWICE if is_ptp else ""
        into = f'INSERT INTO "{family}" VALUES ({number}{", ?" * len(fields)}){twice}'
        try:
            self._connection.executemany(into, given)
        except sqlite3.IntegrityError:
            found = f"two in row {self._count(family, number) + 1}"
            raise ReleaseFileError(release.file, 0, "", "one row of each key", found) from None
        new = [(text, i) for text, i in rationales.items() if text not in known]
        self._connection.executemany("INSERT INTO rationale (text, id) VALUES (?, ?)", new)
        return self._count(family, number)

    def _count(self, family: str, release: int) -> int:
        query = f'SELECT count(*) FROM "{family}" WHERE release = ?'
        return int(self._connection.execute(query, (release,)).fetchone()[0])

    def _make_folder(self) -> None:
        folder = os.path.dirname(os.path.abspath(self.path))
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise StoreError(f"the folder {folder!r} cannot be made: {error.strerror}") from error

    def _fields_of_release(self) -> tuple[str, ...]:
        """Name the columns to select; of those that an older store lacks, the value that it means."""
        fields = Release._fields
        if not self._is_older:
            return fields
        known = {row[1] for row in self._connection.execute("PRAGMA table_info(release)")}
        meant = {
            name: f"'{value}'" if isinstance(value, str) else str(value)
            for name, value in Release._field_defaults.items()
        }
        return tuple(name if name in known else meant[name] for name in fields) if known else ()

    def _check(self, *, write: bool) -> None:
        """Bring a store that is written to this program's version; raises StoreError for a newer one.

        A reader takes an older one as it is: of a family whose table it lacks, no release is imported.
        """
        (application,) = self._connection.execute("PRAGMA application_id").fetchone()
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        (tables,) = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        self.empty = not tables
        if tables and application != _APPLICATION:
            raise StoreError(f"{self.path!r} is no store of releases: name another file with --store")
        if version > len(MIGRATIONS):
            raise StoreError(f"the store {self.path!r} was made by a newer cptref: upgrade this one")
        if write:
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            for number in range(version, len(MIGRATIONS)):
                self._migrate(number)
        self._is_older = not write and version < len(MIGRATIONS)

    def _migrate(self, number: int) -> None:
        with self.transaction():
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            if version > number:
                return  # another process did it meanwhile
            for statement in MIGRATIONS[number].split(";\n"):
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            self._connection.execute(f"PRAGMA user_version = {number + 1}")


class _Numbered(dict[str, int]):
    """Texts and their numbers; a new text has the next number."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self) + 1
        return number


@lru_cache
def _select(family: str, fields: tuple[str, ...], *equal: str) -> str:
    """Return the question for rows; the planner takes the index on column two only when told to."""
    wanted = "".join(f" AND {column} = ?" for column in ("WHERE release", *equal))[5:]
    if family != PTP.name:
        return f'SELECT {", ".join(fields)} FROM "{family}" {wanted}'
    index = "INDEXED BY ptp_column_two" if equal == ("column_two",) else ""
    names = ", ".join("text" if name == "rationale" else name for name in fields)
    return f"SELECT {names} FROM ptp {index} JOIN rationale ON rationale.id = ptp.rationale {wanted}"
