"""show, context, sources: what a record says, section by section."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cptref import views
from cptref.cli.codes import Codes, CodesOrAll, answer, ask, found
from cptref.cli.options import Common, command
from cptref.cli.store import Named, On, StoreFile, held
from cptref.codes import Asked
from cptref.errors import UnknownCode
from cptref.releases.day import Held
from cptref.sheet import STATEMENT, Answer, Item

if TYPE_CHECKING:
    from cptref.views.medicare import Medicare

app = typer.Typer()


class Section(StrEnum):
    """A section of a record."""

    summary = "summary"
    service = "service"
    context = "context"
    modifiers = "modifiers"
    payers = "payers"
    not_available = "not-available"
    medicare = "medicare"
    sources = "sources"


@command(app, "show", fields=(*views.RECORD, "medicare", *STATEMENT))
def show(
    common: Common,
    codes: Codes,
    section: Annotated[
        list[Section] | None, typer.Option("--section", help="Show this section only; may be repeated.")
    ] = None,
    on: On = None,
    release: Named = None,
    store: StoreFile = None,
) -> Answer:
    """Show the whole record of codes, or sections of it, and what Medicare's releases say.

    Examples:  cptref show 47370  |  cptref show 47370 --json
    """
    sections = tuple(part.value for part in section or ())
    library = common.library()
    asks_medicare = bool("medicare" in sections or (not sections and (on or release)))
    releases = held(common, store, on, release)
    wanted = asks_medicare or (not sections and releases.standing)

    def view(asked: Asked) -> Item:
        medicare = _medicare(asked.code, releases) if wanted else None
        try:
            return views.show(found(library, asked), sections, medicare)
        except UnknownCode:
            if medicare and medicare.known:
                return views.show_unrecorded(asked, medicare)
            raise

    return ask(codes, view, Answer((), (*views.RECORD, *views.EXTRA)))


def _medicare(code: str, releases: Held) -> "Medicare":
    from cptref.views.medicare import Medicare

    return Medicare(code, releases)


@command(app, "context", fields=(*views.HEAD, "context", *STATEMENT))
def context(common: Common, codes: Codes) -> Answer:
    """Show the clinical context of codes."""
    keys = (*views.HEAD, "context")
    return answer(common, codes, lambda found: views.show(found, ("context",)), keys)


@command(app, "sources", fields=(*views.HEAD, "sources", "not_available", "notice", *STATEMENT))
def sources(common: Common, codes: CodesOrAll = None) -> Answer:
    """Show what the statements rest on and what no source says."""
    keys = (*views.HEAD, "sources", "not_available", "notice")
    return answer(common, codes, views.sources, keys)
