"""history, changes: what a code was worth quarter by quarter, and what changed between two days."""

from collections.abc import Iterator
from typing import Annotated

import typer

from cptref.cli import output
from cptref.cli.codes import Codes, ask, lines
from cptref.cli.options import Common, command
from cptref.cli.store import StoreFile, day, held
from cptref.codes import parse
from cptref.sheet import Answer, Item
from cptref.views import changes as changes_view
from cptref.views import history as history_view
from cptref.views.changes import Between
from cptref.views.coverage import NOTHING_HELD

app = typer.Typer()


@command(app, "history", fields=(*history_view.KEYS, *history_view.ROWS.columns))
def history(common: Common, codes: Codes, store: StoreFile = None) -> Answer:
    """Show what codes were worth, one row a quarter, and what changed from one to the next."""
    releases = held(common, store)
    form = Answer((), history_view.KEYS, rows=history_view.ROWS)
    return ask(codes, lambda asked: history_view.history(asked, releases), form)


@command(app, "changes", fields=changes_view.ROWS.columns)
def changes(
    common: Common,
    start: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The earlier day, such as 2025-12-31.")
    ],
    end: Annotated[str, typer.Option("--to", metavar="DATE", help="The later day, such as 2026-01-01.")],
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CODE...]", help="Of these codes, with their edits; else of all."),
    ] = None,
    store: StoreFile = None,
) -> Answer:
    """List what changed between two days: codes added, deleted and changed, field by field."""
    first, last = day(start, "--from"), day(end, "--to")
    if first > last:
        raise typer.BadParameter("--from is after --to")
    releases = held(common, store)
    typed = [text for code in codes or () for text in (lines() if code == "-" else [code])]
    asked = frozenset(parse(text).code for text in typed)
    between = Between(releases.at(first), releases.at(last))
    keys = ("schema_version", *changes_view.ROWS.columns)
    return Answer(_changes(between, asked), keys, changes_view.ROWS, many=True)


def _changes(between: Between, codes: frozenset[str]) -> Iterator[Item]:
    output.collect_garbage()
    told: list[str] = []
    if not between.after.standing:
        told.append(NOTHING_HELD)
    yield from changes_view.changes(between, codes, told)
    for said in dict.fromkeys(told):
        output.say(said)
