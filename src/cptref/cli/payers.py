"""payers: what records name, and which records name a payer."""

from typing import TYPE_CHECKING, Annotated

import typer

from cptref.cli.codes import CodesOrAll
from cptref.cli.options import Common, command
from cptref.cli.records import answer
from cptref.cli.reverse import reverse
from cptref.sheet import Answer, Row, Table
from cptref.views.record import HEAD
from cptref.views.record import payers as payers_item
from cptref.views.sections import PAYERS

if TYPE_CHECKING:
    from cptref.answers.records import Recorded

app = typer.Typer()

NAMES_PAYER = Table(("payer", "code", "title", "name", "kind"))


@command(app, "payers", fields=(*HEAD, "payers", "not_available", "codes", *PAYERS.columns))
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
        keys = (*HEAD, "payers", "not_available")
        return answer(common, codes, payers_item, keys, PAYERS)

    def rows(one: "Recorded") -> list[Row]:
        entry = one.entry
        return [(row.id, entry.code, entry.record.title, row.name, row.kind) for row in one.naming(payer)]

    return reverse(common, codes, payer, NAMES_PAYER, rows)
