"""list, search: which records are held, and which speak of some words."""

from collections.abc import Iterator
from typing import Annotated

import typer

from cptref import views
from cptref.cli.codes import Sound
from cptref.cli.options import Common, command
from cptref.errors import ExitStatus
from cptref.sheet import Answer, Item, Table

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

    A code is told with its first field that has all the words, or the first for each of them.
    """
    from cptref.records.search import hits

    asked = tuple(word for text in words for word in text.split())
    if not asked:
        raise typer.BadParameter("there is no word to search for")
    sound = Sound(common.library().entries())
    spoken_of = 0

    def items() -> Iterator[Item]:
        nonlocal spoken_of
        for entry in sound:
            for hit in hits(entry.text, asked):
                spoken_of += 1
                yield views.row_item(HITS, entry.code, *hit)

    def status() -> ExitStatus:
        return max(sound.status, ExitStatus.ANSWERED if spoken_of else ExitStatus.NO)

    return Answer(items(), ("schema_version", *HITS.columns), HITS, many=True, status=status)
