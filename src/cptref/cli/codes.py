"""The codes that a command is asked about: as arguments or, for `-`, on standard input."""

import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Annotated

import typer

from cptref.cli import output
from cptref.codes import Asked, parse
from cptref.errors import CptrefError, InputError, MalformedCode, RecordError, UnknownCode
from cptref.reference import Reference
from cptref.sheet import Answer, Item
from cptref.views.items import UNHELD, unheld

_LONGEST_LINE = 4096  # bytes; longer ones are refused without being held in memory
_REMEMBERED = 1024  # questions of a batch; few codes make up most claims


def complete(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a code from those held."""
    try:
        held = Reference.from_environment(data=context.params.get("data") or ()).library.codes()
        return [code for code in held if code.startswith(incomplete.upper())]
    except CptrefError:
        return []


_HELP = "A code such as 47370 or 47370-59; - reads them from standard input."
Codes = Annotated[list[str], typer.Argument(metavar="CODE...", help=_HELP, autocompletion=complete)]
CodesOrAll = Annotated[
    list[str] | None,
    typer.Argument(metavar="[CODE...]", help=f"{_HELP} Without one, every record.", autocompletion=complete),
]


def ask(codes: list[str], view: Callable[[Asked], Item], form: Answer) -> Answer:
    """Answer for one code, for several or `-`; form: the answer without its items."""
    if len(codes) == 1 and codes[0] != "-":
        return form._replace(items=[view(parse(codes[0]))])
    items = _batch(codes, view, form)
    return form._replace(items=items, keys=(*form.keys, *UNHELD), many=True)


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
