"""list, search: which records are held, and which speak of some words."""

from typing import Annotated

import typer

from cptref.cli import output
from cptref.cli.options import Common, command
from cptref.cli.records import Damaged
from cptref.errors import ExitStatus
from cptref.sheet import Answer, Table
from cptref.views.items import row_item
from cptref.views.record import LISTING, listing

app = typer.Typer()

HITS = Table(("code", "field", "text"))


@command(app, "list", fields=LISTING.columns)
def list_records(common: Common) -> Answer:
    """List every record held and where it lies."""
    output.collect_garbage()
    damaged = Damaged()
    items = map(listing, common.reference().records(damaged))
    keys = ("schema_version", *LISTING.columns)
    return Answer(items, keys, LISTING, many=True, status=lambda: damaged.status)


@command(app, "search", fields=HITS.columns)
def search(
    common: Common,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help="All must match; case, accents and hyphens do not matter."),
    ],
) -> Answer:
    """Find the codes whose records speak of some words.

    A code is told with its first field that has all the words, or the first for each of them.
    """
    asked = " ".join(words)
    if not asked.strip():
        raise typer.BadParameter("there is no word to search for")
    output.collect_garbage()
    damaged = Damaged()
    found = common.reference().search(asked, damaged)
    status = max(damaged.status, ExitStatus.ANSWERED if found else ExitStatus.NO)
    items = (row_item(HITS, *spoken) for spoken in found)
    return Answer(items, ("schema_version", *HITS.columns), HITS, many=True, status=lambda: status)
