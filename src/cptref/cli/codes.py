"""The codes that a command is asked about: as arguments or, for `-`, on standard input."""

import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Annotated

import typer

from cptref.cli import output
from cptref.cli.options import Common, library
from cptref.codes import Asked, parse
from cptref.errors import CptrefError, ExitStatus, InputError, MalformedCode, RecordError, UnknownCode
from cptref.records.library import Entry, Library
from cptref.sheet import Answer, Item, Row, Table
from cptref.views import EXTRA, UNHELD, Found, unheld

View = Callable[[Found], Item]

_LONGEST_LINE = 4096  # bytes; longer ones are refused without being held in memory
_REMEMBERED = 1024  # questions of a batch; few codes make up most claims


def complete(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a code from those held."""
    try:
        held = library(context.params.get("data") or ()).codes()
        return [code for code in held if code.startswith(incomplete.upper())]
    except CptrefError:
        return []


_HELP = "A code such as 47370 or 47370-59; - reads them from standard input."
Codes = Annotated[list[str], typer.Argument(metavar="CODE...", help=_HELP, autocompletion=complete)]
CodesOrAll = Annotated[
    list[str] | None,
    typer.Argument(metavar="[CODE...]", help=f"{_HELP} Without one, every record.", autocompletion=complete),
]


class Sound:
    """The records of some files; a file that cannot be read is told on standard error and passed over."""

    def __init__(self, entries: Iterator[Entry]) -> None:
        self._entries = entries
        self.status = ExitStatus.ANSWERED

    def __iter__(self) -> Iterator[Entry]:
        output.collect_garbage()
        for entry in self._entries:
            try:
                entry.check()
            except RecordError as error:
                output.complain(error)
                self.status = ExitStatus.DATA
            else:
                yield entry


def answer(
    common: Common, codes: list[str] | None, view: View, keys: Row, table: Table | None = None
) -> Answer:
    """Answer from the record of one code, of several or `-`, or without a code of every record."""
    held = common.library()
    keys = (*keys, *EXTRA)
    if codes:
        return ask(codes, lambda asked: view(found(held, asked)), Answer((), keys, table))
    sound = Sound(held.entries())
    items = (view(Found(entry)) for entry in sound)
    return Answer(items, keys, table, many=True, status=lambda: sound.status)


def ask(codes: list[str], view: Callable[[Asked], Item], form: Answer) -> Answer:
    """Answer for one code, for several or `-`; form: the answer without its items."""
    if len(codes) == 1 and codes[0] != "-":
        return form._replace(items=[view(parse(codes[0]))])
    items = _batch(codes, view, form)
    return form._replace(items=items, keys=(*form.keys, *UNHELD), many=True)


def found(held: Library, asked: Asked) -> Found:
    """Return the record asked for; raises UnknownCode or RecordError."""
    entry = held.entry(asked.code)
    entry.check()
    return Found(entry, asked)


def _batch(codes: list[str], view: Callable[[Asked], Item], form: Answer) -> Iterator[Item]:
    """Answer every text in order, those of which nothing is held with an item that says so."""
    output.collect_garbage()

    @lru_cache(_REMEMBERED)
    def item(text: str) -> Item:
        try:
            return view(parse(text))
        except (UnknownCode, MalformedCode, RecordError) as error:
            if isinstance(error, RecordError):
                output.complain(error)
            return unheld(text, error, form)

    for code in codes:
        yield from map(item, lines()) if code == "-" else [item(code)]


def lines() -> Iterator[str]:
    """Yield the codes on standard input, one a line; blank lines and `#` comments are passed over."""
    if sys.stdin is None:
        raise InputError("standard input is closed: pipe codes into it, one a line")
    if sys.stdin.isatty():
        raise typer.BadParameter(
            "'-' reads standard input, which is a terminal: pipe codes into it, one a line"
        )
    rest = False  # of a line that is longer than what is read at once
    while line := sys.stdin.buffer.readline(_LONGEST_LINE):
        text = line.decode("utf-8", "surrogateescape").strip().lstrip("\ufeff")
        if text and not rest and not text.startswith("#"):
            yield text
        rest = not line.endswith(b"\n")
