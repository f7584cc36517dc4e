"""list, search: which records are held, and which speak of some words."""

from typing import Annotated

import typer

from cptref import views
from cptref.answer import Answer, Table
from cptref.cli.codes import Sound
from cptref.cli.options import Common, command
from cptref.errors import ExitStatus

app = typer.Typer()

HITS = Table(("code", "field", "text"))


@command(app, "list", fields=views.LISTING.columns)
def list_records(common: Common) -> Answer:
    """List every record held and where it lies."""
    sound = Sound(common.library().entries())
    keys = ("schema_version", *views.LISTING.columns)
    return Answer(map(views.listing, sound), keys, views.LISTING, many=True, status=lambda: sound.status)


@command(app, "search", fields=HITS.columns)
def search(
    common: Common,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help="All must match; case, accents and hyphens do not matter."),
    ],
) -> Answer:
    """Find the codes whose records speak of some words.

    A hit is a field with all the words; of a record that has them in several fields, each field with any.
    """
    from cptref.search import hits

    asked = tuple(word for text in words for word in text.split())
    if not asked:
        raise typer.BadParameter("there is no word to search for")
    sound = Sound(common.library().entries())
    found = [
        views.row_item(HITS, entry.code, hit.field, hit.text)
        for entry in sound
        for hit in hits(entry.document, asked)
    ]
    status = max(sound.status, ExitStatus.ANSWERED if found else ExitStatus.NO)
    return Answer(found, ("schema_version", *HITS.columns), HITS, many=True, status=lambda: status)
