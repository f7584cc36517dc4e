"""Lines of standard input: decoded, without blanks and comments, each with how it is to be read."""

import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

import typer

from cptref.cli import output
from cptref.codes import Asked, parse_line
from cptref.errors import InputError

Read = Callable[[str], tuple[Asked, ...]]
"""How a text is read as codes; raises MalformedCode."""

_LONGEST_LINE = 4096  # bytes; longer ones are refused without being held in memory


def asked_lines() -> Iterator[tuple[str, Read]]:
    """Yield the lines on standard input that ask for codes, each with how its columns are read.

    A heading that names a column of codes says so for the lines after it; another one is passed over.
    """
    read: Read = parse_line
    first, is_first = "", True
    for text in _lines():
        if not text[1:4].isdigit() and (columns := _heading(text)):
            read, is_first = columns, False
            continue
        if is_first and _is_heading(text):
            first, is_first = text, False
            continue
        if first:
            output.say(
                f"the heading {first[:64]!r} is passed over: to have columns read, name one of them 'code'"
            )
            first = ""
        is_first = False
        yield text, read
    if first:  # and nothing that it heads
        yield first, read


def _heading(text: str) -> Read | None:
    """Return how the lines are read after a heading that names a column of codes."""
    from cptref.cli.columns import heading

    columns = heading(text)
    if columns is None:
        return None
    if columns.units:
        named = ", ".join(map(repr, columns.units))
        output.say(f"the column {named} is passed over: an answer is of one unit")
    return columns.read


def _is_heading(text: str) -> bool:
    if text[1:4].isdigit():
        return False
    from cptref.cli.columns import is_heading

    return is_heading(text)


def _lines() -> Iterator[str]:
    """Yield the lines on standard input; blank lines and `#` comments are passed over."""
    if sys.stdin is None:
        raise InputError("standard input is closed: pipe codes into it, one a line")
    if sys.stdin.isatty():
        raise typer.BadParameter(
            "'-' reads standard input, which is a terminal: pipe codes into it, one a line"
        )
    for line in _split(_decoded(sys.stdin.buffer)):
        text = line.strip().lstrip("\ufeff")
        if text and not text.startswith("#"):
            yield text


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """Yield the text of a stream as it comes: UTF-16 where a byte order mark says so, else UTF-8."""
    part = stream.readline(_LONGEST_LINE)
    if part.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        decode = getincrementaldecoder("utf-16")("replace").decode
    else:
        decode = getincrementaldecoder("utf-8")("surrogateescape").decode
    while part:
        yield decode(part)
        part = stream.readline(_LONGEST_LINE)
    yield decode(b"", final=True)


def _split(parts: Iterable[str]) -> Iterator[str]:
    r"""Yield the lines of a text, ended by `\n`, `\r\n` or `\r`; of one that is too long its begin."""
    rest, is_told = "", False  # of a line that has not ended, and whether its begin is yielded
    for part in parts:
        if not rest and not is_told and part[-1:] == "\n" and "\r" not in part[:-2] and "\n" not in part[:-1]:
            yield part  # as most are: a line
            continue
        *ended, rest = (rest + part).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for line in ended:
            if not is_told:
                yield line
            is_told = False
        if len(rest) >= _LONGEST_LINE:
            if not is_told:
                yield rest
            rest, is_told = "", True
    if rest and not is_told:
        yield rest
