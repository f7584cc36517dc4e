"""The codes that a command is asked about: as arguments or, for `-`, on standard input."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Annotated

import typer

from cptref.cli import output
from cptref.cli.lines import Read, asked_lines
from cptref.codes import Asked, parse_all
from cptref.errors import CptrefError, MalformedCode, RecordError, UnknownCode
from cptref.reference import Reference
from cptref.sheet import Answer, Item
from cptref.views.items import UNHELD, unheld

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
        found = parse_all(codes[0])
        if len(found) == 1:
            return form._replace(items=[view(found[0])])
    items = _batch(codes, view, form)
    return form._replace(items=items, keys=(*form.keys, *UNHELD), many=True)


def each(codes: Iterable[str]) -> Iterator[Asked]:
    """Yield every code that is asked about, `-` for those on standard input; raises MalformedCode."""
    for text, read in _texts(codes):
        yield from read(text)


def _batch(codes: list[str], view: Callable[[Asked], Item], form: Answer) -> Iterator[Item]:
    """Answer every text in order, those of which nothing is held with an item that says so."""
    output.collect_garbage()

    def item(asked: Asked) -> Item:
        try:
            return view(asked)
        except (UnknownCode, MalformedCode, RecordError) as error:
            if isinstance(error, RecordError):
                output.complain(error)
            return unheld(asked.text, error, form)

    @lru_cache(_REMEMBERED)
    def items(text: str, read: Read) -> tuple[Item, ...]:
        try:
            return tuple(map(item, read(text)))
        except MalformedCode as error:
            return (unheld(text, error, form),)

    for text, read in _texts(codes):
        yield from items(text, read)


def _texts(codes: Iterable[str]) -> Iterator[tuple[str, Read]]:
    """Yield each text that asks for codes, and how it is read."""
    for code in codes:
        if code == "-":
            yield from asked_lines()
        else:
            yield code, parse_all
