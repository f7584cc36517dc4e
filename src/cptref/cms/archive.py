"""Folders and zip files as a user has them -> the files in them; zip files are read in place."""

import os
import stat
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, NamedTuple, cast

from cptref.cms.files import CmsFile

_ENCRYPTED = 1  # bit of a member's flags


class Unread(NamedTuple):
    """A file that is not read, and why."""

    path: str
    reason: str
    refused: bool = False
    """Whether it is damaged or missing; passed over otherwise."""


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
        yield Unread(path, f"cannot be read: {getattr(error, 'strerror', None) or error}", refused=True)
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
        yield Unread(path, f"a damaged zip file: {error}", refused=True)
        return
    if "[Content_Types].xml" in archive.namelist():
        yield Unread(path, "an Excel workbook: import the csv or txt that CMS publishes beside it")
        return
    for member in archive.infolist():
        shown = f"{path}/{member.filename}"
        if member.is_dir():
            continue
        if member.flag_bits & _ENCRYPTED:
            yield Unread(shown, "encrypted: unpack it with its password first", refused=True)
        elif member.filename.lower().endswith((".zip", ".xlsx", ".xls")):
            kind = (
                "a zip file within a zip file"
                if member.filename.lower().endswith("zip")
                else "an Excel workbook"
            )
            yield Unread(shown, f"{kind}: import what CMS publishes as csv or txt")
        else:
            yield CmsFile(shown, partial(_open, archive, member))


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    return cast("BinaryIO", archive.open(member))
