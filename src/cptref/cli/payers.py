"""payers: what records name, and which records name a payer."""

from typing import Annotated

import typer

from cptref import views
from cptref.cli.codes import CodesOrAll, answer
from cptref.cli.options import Common, command
from cptref.cli.reverse import reverse
from cptref.records.library import Entry
from cptref.records.payers import names_match
from cptref.sheet import Answer, Row, Table
from cptref.views.sections import PAYERS

app = typer.Typer()

NAMES_PAYER = Table(("payer", "code", "title", "name", "kind"))


@command(app, "payers", fields=(*views.HEAD, "payers", "not_available", "codes", *PAYERS.columns))
def payers(
    common: Common,
    codes: CodesOrAll = None,
    payer: Annotated[
        str | None, typer.Option("--payer", metavar="NAME", help="List the codes that name it.")
    ] = None,
) -> Answer:
    """List payers of codes, or codes that name a payer.

    A payer is known by its identifier, its published name and its usual other names: UHC, BCBS, Cigna.
    """
    if payer is None:
        keys = (*views.HEAD, "payers", "not_available")
        return answer(common, codes, views.payers, keys, PAYERS)

    def rows(entry: Entry) -> list[Row]:
        named = (row for row in entry.record.payers if names_match(payer, row.id, row.name))
        return [(row.id, entry.code, entry.record.title, row.name, row.kind) for row in named]

    return reverse(common, codes, payer, NAMES_PAYER, rows)
