"""The file of releases as a program that runs for long has it open: read anew when it has changed."""

import os
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from cptref.errors import StoreError
from cptref.releases.day import Releases

if TYPE_CHECKING:
    from cptref.releases.store import Store

_INTERVAL = 0.1  # seconds after which a change of the file is noticed; a batch asks 1,000 times meanwhile


class Opened:
    """A file of releases, opened when it is first asked and there is one; several threads may ask."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._turn = Lock()
        self._next = 0.0
        self._seen: tuple[int, ...] | None = None
        self._stores: list[Store] = []
        self._releases = Releases(None)

    def releases(self) -> Releases:
        """Return what is held; raises StoreError."""
        if monotonic() >= self._next:
            if (seen := self._signature()) != self._seen:
                with self._turn:
                    self._read(seen)
            self._next = monotonic() + _INTERVAL
        return self._releases

    def look(self) -> None:
        """Look at the file anew when it is asked next."""
        self._next = 0.0

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            while self._stores:
                self._stores.pop().close()
            self._next, self._seen, self._releases = 0.0, None, Releases(None)

    def _signature(self) -> tuple[int, ...]:
        """Return what changes when the file does; nothing without one."""
        try:
            status = os.stat(self._path)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise StoreError(f"the store {self._path!r} cannot be opened: {error.strerror}") from error
        return status.st_ino, status.st_mtime_ns, status.st_size

    def _read(self, seen: tuple[int, ...]) -> None:
        """Read what is held; a file in another's place is opened, and others may still read the old one."""
        if not seen:
            self._releases = Releases(None)
        elif self._seen and self._stores and seen[0] == self._seen[0]:
            self._releases = Releases(self._stores[-1])
        else:
            from cptref.releases.store import Store

            store = Store.held(self._path)
            self._stores += [store] if store else []
            self._releases = Releases(store)
        self._seen = seen
