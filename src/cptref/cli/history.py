"""history, changes: what a code was worth quarter by quarter, and what changed between two days."""

from typing import Annotated

import typer

from cptref.cli import output
from cptref.cli.codes import Codes, ask, each
from cptref.cli.options import Common, command
from cptref.cli.store import StoreFile, read_day
from cptref.sheet import Answer
from cptref.views import changes as changes_view
from cptref.views import history as history_view
from cptref.views import notes

app = typer.Typer()


@command(app, "history", fields=(*history_view.KEYS, *history_view.ROWS.columns))
def history(common: Common, codes: Codes, store: StoreFile = None) -> Answer:
    """Show what codes were worth, one row a quarter, and what changed from one to the next."""
    ref = common.reference(store)
    form = Answer((), history_view.KEYS, rows=history_view.ROWS)
    return ask(codes, lambda asked: history_view.history(ref.history(asked)), form)


@command(app, "changes", fields=changes_view.ROWS.columns)
def changes(
    common: Common,
    start: Annotated[
        str, typer.Option("--from", metavar="DATE", help="The earlier day, such as 2025-12-31 or 12/31/2025.")
    ],
    end: Annotated[
        str, typer.Option("--to", metavar="DATE", help="The later day, such as 2026-01-01 or 1/1/2026.")
    ],
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CODE...]", help="Of these codes, with their edits; else of all."),
    ] = None,
    store: StoreFile = None,
) -> Answer:
    """List what changed between two days: codes added, deleted and changed, field by field."""
    first, last = read_day(start, "--from"), read_day(end, "--to")
    if first > last:
        raise typer.BadParameter("--from is after --to")
    asked = list(each(codes or ()))
    output.collect_garbage()
    answer = common.reference(store).changes(first, last, asked)
    for warning in notes.warnings(answer.notes):
        output.say(warning)
    items = map(changes_view.change, answer.changes)
    return Answer(items, changes_view.KEYS, changes_view.ROWS, many=True)
