"""A file as CMS publishes it, read piece by piece: nothing is unpacked to disk or held whole."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import BinaryIO, Literal, NamedTuple

from cptref.errors import ReleaseFileError

_HEAD = 1 << 16  # bytes; every layout shows itself in them
_BLOCK = 1 << 20
_LONGEST_LINE = 1 << 16
_LARGEST = 1 << 29  # bytes; the largest that CMS publishes, a part of the PTP edits, has 50 million


OddityKind = Literal["value", "end"]
"""A value that is left blank, or a last line without its end."""


class Oddity(NamedTuple):
    """Something odd in a file that keeps nothing of weight from being read."""

    what: OddityKind
    line: int
    column: str = ""
    found: str = ""


class CmsFile:
    """A file, or a member of a zip file, that may hold one of CMS's layouts.

    path: as shown to a reader; open_: opens its bytes anew.
    """

    def __init__(self, path: str, open_: Callable[[], BinaryIO]) -> None:
        self.path = path
        self.oddities: list[Oddity] = []
        self._opened = open_

    @property
    def folder(self) -> str:
        """The folder or zip file that it lies in."""
        return re.split(r"[\\/]", self.path[::-1], maxsplit=1)[-1][::-1]

    @property
    def names(self) -> tuple[str, ...]:
        """What may tell what the content does not: the file's own name, its folder's, its zip file's."""
        *above, folder, name = ["", "", *re.split(r"[\\/]", self.path)]
        archive = next((part for part in reversed(above) if part.lower().endswith(".zip")), "")
        return tuple(filter(None, (name, folder, archive)))

    @cached_property
    def head(self) -> str:
        """The first lines as text; UTF-16, which CMS does not use, is read too, to say what it is."""
        with self._told(), self._opened() as stream:
            start = stream.read(_HEAD)
        text = _text(start.replace(b"\0", b"").strip(b"\xff\xfe") if _is_utf_16(start) else start)
        return text if "\n" in text else text.replace("\r", "\n")

    @cached_property
    def sha256(self) -> str:
        """The hash of the bytes, in hexadecimal digits."""
        import hashlib

        digest = hashlib.sha256()
        for piece in self._pieces():
            digest.update(piece)
        return digest.hexdigest()

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes in blocks of about a million that end where a line ends.

        Where lines end with a carriage return alone, as in some years' csv, they end with a line feed here.
        """
        rest, returns = b"", None
        for piece in self._pieces():
            if returns is None:
                returns = b"\r" in piece and b"\n" not in piece
            block = rest + (piece.replace(b"\r", b"\n") if returns else piece)
            end = block.rfind(b"\n") + 1
            rest = block[end:]
            if len(rest) > _LONGEST_LINE:
                raise self.fault(0, "", "lines of text", "one without end")
            if end:
                yield block[:end]
        if rest:
            yield rest

    def _pieces(self) -> Iterator[bytes]:
        """Yield the bytes as they are, a million at a time."""
        size = 0
        with self._told(), self._opened() as stream:
            while piece := stream.read(_BLOCK):
                size += len(piece)
                if size > _LARGEST:
                    raise self.fault(0, "", "a file of CMS's", "more than any has")
                yield piece

    def texts(self) -> Iterator[str]:
        """Yield the text in blocks of whole lines; raises ReleaseFileError for what is no text."""
        line = 1
        for block in self.blocks():
            if line == 1 and _is_utf_16(block):
                raise self.fault(1, "", "ASCII, UTF-8 or Windows-1252", "UTF-16")
            if b"\0" in block:
                raise self.fault(line + block[: block.index(b"\0")].count(b"\n"), "", "text", "a zero byte")
            yield _text(block)
            line += block.count(b"\n")

    def lines(self) -> Iterator[str]:
        """Yield the lines with their ends; raises ReleaseFileError for what is no text."""
        for text in self.texts():
            yield from io.StringIO(text, newline="\n")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell what keeps the bytes from being read as ReleaseFileError."""
        from zipfile import BadZipFile
        from zlib import error as damage

        try:
            yield
        except (OSError, EOFError, damage, BadZipFile, NotImplementedError, RuntimeError) as error:
            what = getattr(error, "strerror", None) or str(error) or "an early end"
            raise self.fault(0, "", "a file that can be read", what) from error

    def fault(self, line: int, column: str, expected: str, found: str) -> ReleaseFileError:
        """Return the error that names a place in the file, what stands there and what should."""
        return ReleaseFileError(self.path, line, column, expected, found)


def _is_utf_16(start: bytes) -> bool:
    return start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start[:2]


def _text(block: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return block.decode(encoding)
        except UnicodeDecodeError:
            continue
    return block.decode("latin-1")
