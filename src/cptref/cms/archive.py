"""Folders and zip files as a user has them -> the files in them; zip files are read in place."""

import os
import stat
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Literal, NamedTuple, cast

from cptref.cms.files import CmsFile

_ENCRYPTED = 1  # bit of a member's flags


UnreadReason = Literal[
    "no regular file", "unreadable", "damaged zip", "encrypted", "workbook", "zip within a zip"
]
_REFUSED: tuple[UnreadReason, ...] = ("unreadable", "damaged zip", "encrypted")


class Unread(NamedTuple):
    """A file that is not read, and why."""

    path: str
    reason: UnreadReason
    detail: str = ""
    """What the system says of it."""

    @property
    def refused(self) -> bool:
        """Whether it is damaged or missing; passed over otherwise."""
        return self.reason in _REFUSED


def gather(paths: list[str]) -> Iterator[CmsFile | Unread]:
    """Yield what the paths hold: files, those in folders and below them, and members of zip files."""
    for path in paths:
        if os.path.isdir(path):
            for folder, inner, names in os.walk(path):
                inner.sort()
                for name in sorted(names):
                    yield from _file(os.path.join(folder, name))
        else:
            yield from _file(path)


def _file(path: str) -> Iterator[CmsFile | Unread]:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            yield Unread(path, "no regular file")
            return
        with open(path, "rb") as stream:
            magic = stream.read(4)
    except (OSError, ValueError) as error:
        yield Unread(path, "unreadable", getattr(error, "strerror", None) or str(error))
        return
    if magic[:2] == b"PK":
        yield from _members(path)
    else:
        yield CmsFile(path, partial(_opened, path))


def _opened(path: str) -> BinaryIO:
    return open(path, "rb")


def _members(path: str) -> Iterator[CmsFile | Unread]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield Unread(path, "damaged zip", str(error))
        return
    if "[Content_Types].xml" in archive.namelist():
        yield Unread(path, "workbook")
        return
    for member in archive.infolist():
        shown, name = f"{path}/{member.filename}", member.filename.lower()
        if member.is_dir():
            continue
        if member.flag_bits & _ENCRYPTED:
            yield Unread(shown, "encrypted")
        elif name.endswith(".zip"):
            yield Unread(shown, "zip within a zip")
        elif name.endswith((".xlsx", ".xls")):
            yield Unread(shown, "workbook")
        else:
            yield CmsFile(shown, partial(_open, archive, member))


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    return cast("BinaryIO", archive.open(member))
