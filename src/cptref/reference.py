"""The one door: what is held, asked for a day and a place; the answers are typed values.

The command line, Python programs and whatever else asks enter here and nowhere below.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Self

from cptref.codes import Asked, parse
from cptref.errors import MalformedCode, UnknownRelease
from cptref.folders import user_data_folder

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Unpack

    from cptref.answers.changes import Changes
    from cptref.answers.code import Code
    from cptref.answers.edits import Edits
    from cptref.answers.fee import Fee
    from cptref.answers.history import History
    from cptref.answers.modifiers import Modifiers
    from cptref.answers.places import Place, Where
    from cptref.answers.records import Damaged, Recorded
    from cptref.answers.search import Spoken
    from cptref.answers.validation import Validated
    from cptref.cms.families import Claim
    from cptref.medicare.price import Setting
    from cptref.records.library import Library
    from cptref.records.models import Record
    from cptref.releases.day import Day, Releases
    from cptref.releases.importing import Import
    from cptref.releases.opened import Opened
    from cptref.releases.periods import Standing

Path = str | os.PathLike[str]

_REMEMBERED = 64  # places; a batch asks for one


class Reference:
    """Records and releases, as they answer on a day; close it, or use it as a context.

    store: the file of imported releases; the user's own where it is left out.
    data: folders of records that are asked before the user's own and the bundled one.
    today: the day for which a question without one is answered; each day's own where it is left out.

    Several threads may ask one Reference. A method raises MalformedCode, UnknownCode, UnknownRelease,
    StoreError or RecordError, whose texts are sentences. Of its arguments `on` is a date of service, and
    `release` names releases that answer in place of those in force.
    """

    def __init__(
        self, store: Path | None = None, data: Iterable[Path] = (), today: date | None = None
    ) -> None:
        self._data = [os.fspath(folder) for folder in data]
        self._given = os.fspath(store) if store is not None else None
        self._today = today
        self._turn = Lock()
        self._opened: Opened | None = None
        self._places: dict[tuple[object, ...], Place] = {}

    @classmethod
    def from_environment(cls, store: str | None = None, data: Iterable[str] = ()) -> Self:
        """Open what is given and what the environment names: CPTREF_STORE, and folders in CPTREF_DATA."""
        folders = (folder for folder in os.environ.get("CPTREF_DATA", "").split(os.pathsep) if folder)
        return cls(store or os.environ.get("CPTREF_STORE") or None, [*data, *folders])

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
        """Close the store."""
        if self._opened:
            self._opened.close()

    # Records

    @cached_property
    def library(self) -> "Library":
        """The records held; raises FolderError."""
        from cptref.records.library import Library

        return Library(self._data)

    def record(self, code: str) -> "Record":
        """Return the record of a code as people type it."""
        return self.library.find(code)

    def recorded(self, code: str | Asked) -> "Recorded":
        """Return the record file of a code, sound, beside what was asked."""
        from cptref.answers.records import recorded

        return recorded(self.library, _asked(code))

    def records(self, damaged: "Damaged | None" = None) -> "Iterator[Recorded]":
        """Yield every record; a damaged file is told to `damaged` and passed over, or raises RecordError."""
        from cptref.answers.records import every

        return every(self.library, damaged)

    def search(self, words: str, damaged: "Damaged | None" = None) -> "tuple[Spoken, ...]":
        """Return the texts of records that speak of all the words."""
        from cptref.answers.search import speaking

        return tuple(speaking(self.records(damaged), tuple(words.split())))

    @staticmethod
    def validate(paths: Iterable[Path]) -> "Iterator[Validated]":
        """Yield record files, and those in folders, each with all its faults."""
        from cptref.answers.validation import validated

        return validated(os.fspath(path) for path in paths)

    # Releases

    @property
    def store(self) -> str:
        """The file of imported releases, whether or not there is one."""
        return self._given or os.path.join(user_data_folder(), "releases.sqlite")

    @property
    def has_releases(self) -> bool:
        """Whether any release is held."""
        return os.path.exists(self.store) and bool(self.releases())

    def releases(self) -> "tuple[Standing, ...]":
        """Return the releases held, by family, kind, day and part."""
        return self._held().standing

    def fee(
        self,
        code: str | Asked,
        *,
        on: date | None = None,
        setting: "Setting | None" = None,
        release: Iterable[str] = (),
        **where: "Unpack[Where]",
    ) -> "Fee":
        """Return what Medicare allows for a code and its modifiers, in both settings or one of them.

        where: as for `place`; the nation without it.
        """
        from cptref.answers.fee import fee
        from cptref.medicare.price import SETTINGS

        day = self._day(on, release)
        return fee(_asked(code), day, self._place(day, where), (setting,) if setting else SETTINGS)

    def place(
        self, *, on: date | None = None, release: Iterable[str] = (), **where: "Unpack[Where]"
    ) -> "Place":
        """Return the localities of a place, of the nation without one; raises MalformedPlace.

        where: one of `zip` (99501, 99501-1234), `locality` (the MAC and its locality: 02102-01),
        `state` (two letters) and `all_localities`.
        """
        return self._place(self._day(on, release), where)

    def _place(self, day: "Day", where: "Where") -> "Place":
        """Look a place up, or remember it."""
        from cptref.answers.places import place

        key = (day, *where.items())
        found = self._places.get(key)
        if found is None:
            if len(self._places) >= _REMEMBERED:
                self._places = {}
            found = self._places[key] = place(day, **where)
        return found

    def edits(
        self,
        *codes: str | Asked,
        on: date | None = None,
        claim: "Claim" = "practitioner",
        release: Iterable[str] = (),
    ) -> "Edits":
        """Return the NCCI edits of a code, or the verdict on each two of several lines."""
        from cptref.answers.edits import edits

        if not codes:
            raise MalformedCode("a code is missing: there is none to ask about")
        return edits([_asked(code) for code in codes], self._day(on, release), claim)

    def modifiers(
        self, code: str | Asked, *, on: date | None = None, release: Iterable[str] = ()
    ) -> "Modifiers":
        """Return what Medicare's indicators say of each standard modifier, and of those typed."""
        from cptref.answers.modifiers import modifiers

        return modifiers(_asked(code), self._day(on, release))

    def meaning(self, modifier: str, *, on: date | None = None, release: Iterable[str] = ()) -> str:
        """Return what HCPCS Level II says of a modifier; "" where no release held has it."""
        from cptref.answers.modifiers import description

        return description(modifier, self._day(on, release))

    def code(self, code: str | Asked, *, on: date | None = None, release: Iterable[str] = ()) -> "Code":
        """Return what Medicare's releases say of a code; of one that none has, that they are silent."""
        from cptref.answers.code import code as answer

        return answer(_asked(code).code, self._day(on, release))

    def history(self, code: str | Asked) -> "History":
        """Return what a code was worth, one period for each day on which a release came in force."""
        from cptref.answers.history import history

        return history(_asked(code).code, self._day(None))

    def changes(self, start: date, end: date, codes: Iterable[str | Asked] = ()) -> "Changes":
        """Return what changed from one day to a later one, of some codes with their edits, or of all."""
        from cptref.answers.changes import changes

        asked = frozenset(_asked(code).code for code in codes)
        return changes(self._day(start), self._day(end), asked)

    @contextmanager
    def importing(
        self,
        paths: Iterable[Path],
        *,
        effective: date | None = None,
        claim: str = "",
        with_descriptors: bool = False,
    ) -> "Iterator[Import]":
        """Import files that CMS publishes, those in folders and zip files, each as a whole or not at all.

        effective: in force from this day; claim: the kind of claim that edits are for; both where a file
        does not tell, or tells otherwise. with_descriptors: keep the AMA's and ADA's, which needs a licence.
        """
        from cptref.cms.archive import gather
        from cptref.releases.importing import Import, Wishes, import_files
        from cptref.releases.store import Store

        with Store(self.store, write=True) as store:
            files = list(gather([os.fspath(path) for path in paths]))
            yield Import(files, import_files(store, files, Wishes(effective, claim, with_descriptors)))
        self._look()

    def forget(self, name: str) -> "tuple[Standing, ...]":
        """Remove a release, all its parts; raises UnknownRelease."""
        from cptref.releases.day import Releases
        from cptref.releases.store import Store

        if not self.has_releases:
            raise UnknownRelease(name)
        with Store(self.store, write=True) as store, store.transaction():
            found = Releases(store).of_name(name)
            for one in found:
                store.forget(one.release)
        self._look()
        return found

    def _held(self) -> "Releases":
        """Return the releases held, as they are now."""
        with self._turn:
            if self._opened is None:
                from cptref.releases.opened import Opened

                self._opened = Opened(self.store)
        return self._opened.releases()

    def _look(self) -> None:
        """Have a change of the store seen at once."""
        if self._opened:
            self._opened.look()

    def _day(self, on: date | None, named: Iterable[str] = ()) -> "Day":
        """Ask the releases for a day."""
        today = on or self._today or date.today()  # noqa: DTZ011  the user's day
        return self._held().day(today, on, tuple(named))


def _asked(code: str | Asked) -> Asked:
    return parse(code) if isinstance(code, str) else code
