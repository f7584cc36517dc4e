"""Where records come from: folders of JSON files, one a code, the user's before the bundled one."""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal, cast

from cptref.codes import is_code, nearest, parse
from cptref.errors import FolderError, UnknownCode
from cptref.folders import user_data_folder

if TYPE_CHECKING:
    from cptref.records.models import Record

Origin = Literal["bundled", "user"]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUNDLED = next(
    folder
    for folder in (os.path.join(_PACKAGE, "data"), os.path.join(_PACKAGE[: -len("/src/cptref")], "data"))
    if os.path.isdir(folder)
)
"""The bundled records: in the package, or beside `src` in a checkout."""


class Entry:
    """A record file that answers for a code; it is read when asked what it says."""

    def __init__(self, folder: str, code: str, origin: Origin) -> None:
        self.code = code
        self.origin = origin
        self.file = os.path.join(folder, f"{code}.json")

    @cached_property
    def record(self) -> "Record":
        """What the file says; raises RecordError.

        A bundled file is part of the program and held by a test to be what the model writes, so it comes
        as plain objects with the record's attributes, without the start of pydantic.
        """
        if self.origin == "bundled":
            return cast("Record", _loads(self.text, object_hook=_plain))
        from cptref.records.loader import load

        return load(self.file)

    def check(self) -> None:
        """Raise RecordError unless the file is sound; the bundled ones are."""
        _ = self.origin == "bundled" or self.record

    @cached_property
    def text(self) -> str:
        """The record as JSON, indented, as the model writes it; raises RecordError."""
        if self.origin == "bundled":
            with open(self.file, encoding="utf-8") as file:
                return file.read().rstrip("\n")
        return self.record.model_dump_json(indent=2)

    @property
    def document(self) -> dict[str, Any]:
        """The record as plain JSON values, new at each call; raises RecordError."""
        if self.origin == "bundled":
            return cast("dict[str, Any]", _loads(self.text))
        return self.record.model_dump(mode="json")

    @cached_property
    def stands_before_bundled(self) -> bool:
        """Whether a user's file answers in place of a bundled one."""
        return self.origin == "user" and os.path.exists(os.path.join(BUNDLED, f"{self.code}.json"))


class Library:
    """The records held, in the order in which their folders answer.

    folders: paths asked first, in this order; each must exist.
    user_folder: whether the platform's data folder of the user is asked next, where it exists.
    """

    def __init__(self, folders: Iterable[str] = (), *, user_folder: bool = True) -> None:
        self._folders: list[tuple[str, Origin]] = []
        for folder in folders:
            if not os.path.isdir(folder):
                raise FolderError(f"no folder of records is at {folder!r}")
            self._folders.append((folder, "user"))
        if user_folder and os.path.isdir(own := user_data_folder()):
            self._folders.append((own, "user"))
        self._folders.append((BUNDLED, "bundled"))

    def find(self, text: str) -> "Record":
        """Return the record of a code as people type it.

        Raises MalformedCode, UnknownCode, RecordError, or FolderError.
        """
        from cptref.records.models import Record

        entry = self.entry(parse(text).code)
        return Record.model_validate_json(entry.text)

    def entry(self, code: str) -> Entry:
        """Return the file that answers for a code; raises UnknownCode or FolderError."""
        for folder, origin in self._folders:
            entry = Entry(folder, code, origin)
            try:
                os.lstat(entry.file)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise FolderError(
                    f"the folder of records {folder!r} cannot be read: {error.strerror}"
                ) from error
            return entry
        raise UnknownCode(code, nearest(code, self._held()))

    def entries(self) -> Iterator[Entry]:
        """Yield the files that answer, one a code, in the order of their codes; raises FolderError."""
        found: dict[str, tuple[str, Origin]] = {}
        for folder, origin in self._folders:
            for name in record_names(folder):
                found.setdefault(name, (folder, origin))
        return (Entry(found[name][0], name, found[name][1]) for name in sorted(found))

    def codes(self) -> list[str]:
        """Return the codes held, in order; raises FolderError."""
        return sorted(self._held())

    def _held(self) -> set[str]:
        return {name for folder, _ in self._folders for name in record_names(folder) if is_code(name)}


def record_names(folder: str) -> Iterator[str]:
    """Yield the names of the record files in a folder, without their ending; hidden files are none."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".json") and not entry.name.startswith("."):
                    yield entry.name.removesuffix(".json")
    except OSError as error:
        raise FolderError(f"the folder of records {folder!r} cannot be read: {error.strerror}") from error


def _loads(text: str, object_hook: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    from json import loads  # which costs a part of a start where no record is read

    return loads(text, object_hook=object_hook)


def _plain(members: dict[str, Any]) -> SimpleNamespace:
    return SimpleNamespace(**members)
