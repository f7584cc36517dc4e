"""show, context, sources: what a record says, section by section."""

from enum import StrEnum
from typing import Annotated

import typer

from cptref.cli.codes import Codes, CodesOrAll, ask
from cptref.cli.options import Common, command
from cptref.cli.records import answer
from cptref.cli.store import Named, On, StoreFile, service_day
from cptref.codes import Asked
from cptref.errors import UnknownCode
from cptref.sheet import STATEMENT, Answer, Item
from cptref.views import record as view

app = typer.Typer()


class Section(StrEnum):
    """A section of a record; an enumeration, since Typer takes no list of literals."""

    summary = "summary"
    service = "service"
    context = "context"
    modifiers = "modifiers"
    payers = "payers"
    not_available = "not-available"
    medicare = "medicare"
    sources = "sources"


@command(app, "show", fields=(*view.RECORD, "medicare", *STATEMENT))
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
    ref, day, named = common.reference(store), service_day(on), tuple(release or ())
    asks_medicare = bool("medicare" in sections or (not sections and (day or named)))
    wanted = asks_medicare or (not sections and ref.has_releases)

    def shown(asked: Asked) -> Item:
        medicare = ref.code(asked, on=day, release=named) if wanted else None
        try:
            return view.show(ref.recorded(asked), sections, medicare)
        except UnknownCode:
            if medicare and medicare.is_known:
                return view.show_unrecorded(asked, medicare)
            raise

    return ask(codes, shown, Answer((), (*view.RECORD, *view.EXTRA)))


@command(app, "context", fields=(*view.HEAD, "context", *STATEMENT))
def context(common: Common, codes: Codes) -> Answer:
    """Show the clinical context of codes."""
    keys = (*view.HEAD, "context")
    return answer(common, codes, lambda found: view.show(found, ("context",)), keys)


@command(app, "sources", fields=(*view.HEAD, "sources", "not_available", "notice", *STATEMENT))
def sources(common: Common, codes: CodesOrAll = None) -> Answer:
    """Show what the statements rest on and what no source says."""
    keys = (*view.HEAD, "sources", "not_available", "notice")
    return answer(common, codes, view.sources, keys)
