"""Folders and zip files as a user has them -> the files in them; zip files are read in place."""

import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Literal, NamedTuple, cast

from cptref.cms.files import CmsFile

_ENCRYPTED = 1  # bit of a member's flags


UnreadReason = Literal[
    "no regular file",
    "leads nowhere",
    "unreadable",
    "empty",
    "damaged zip",
    "encrypted",
    "packed",
    "web page",
    "pdf",
    "workbook",
    "zip within a zip",
]
_REFUSED: tuple[UnreadReason, ...] = (
    "unreadable",
    "empty",
    "damaged zip",
    "encrypted",
    "packed",
    "web page",
)
_START = 512  # bytes, in which a file shows what it is
_STARTS: tuple[tuple[bytes, UnreadReason, str], ...] = (
    (b"\x1f\x8b", "packed", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "packed", "7z"),
    (b"Rar!\x1a\x07", "packed", "rar"),
    (b"BZh", "packed", "bzip2"),
    (b"\xfd7zXZ", "packed", "xz"),
    (b"%PDF", "pdf", ""),
    (b"\xd0\xcf\x11\xe0", "workbook", ""),
)


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
            start = stream.read(_START)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and os.path.islink(path) and not os.path.exists(path):
            yield Unread(path, "leads nowhere")
        else:
            yield Unread(path, "unreadable", getattr(error, "strerror", None) or str(error))
        return
    if start[:2] == b"PK":
        yield from _members(path)
    else:
        yield _other(path, start) or CmsFile(path, partial(_opened, path))


def _other(path: str, start: bytes) -> Unread | None:
    """Name a file that is no text, or no file of CMS's, by its first bytes."""
    if not start:
        return Unread(path, "empty")
    if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype\s+html|html|head)\b", start, re.IGNORECASE):
        return Unread(path, "web page")
    for first, reason, detail in _STARTS:
        if start.startswith(first):
            return Unread(path, reason, detail)
    return None


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
            yield _other(shown, _start(archive, member)) or CmsFile(shown, partial(_open, archive, member))


def _start(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Read a member's first bytes; a blank where it cannot be read, which is told when it is read whole."""
    try:
        with archive.open(member) as stream:
            return stream.read(_START)
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return b" "


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    return cast("BinaryIO", archive.open(member))
