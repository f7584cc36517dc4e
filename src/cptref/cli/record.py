"""show, context, sources: what a record says, section by section."""

from enum import StrEnum
from typing import Annotated

import typer

from cptref import views
from cptref.answer import STATEMENT, Answer
from cptref.cli.codes import Codes, CodesOrAll, answer
from cptref.cli.options import Common, command

app = typer.Typer()


class Section(StrEnum):
    """A section of a record."""

    summary = "summary"
    service = "service"
    context = "context"
    modifiers = "modifiers"
    payers = "payers"
    not_available = "not-available"
    sources = "sources"


@command(app, "show", fields=(*views.RECORD, *STATEMENT))
def show(
    common: Common,
    codes: Codes,
    section: Annotated[
        list[Section] | None, typer.Option("--section", help="Show this section only; may be repeated.")
    ] = None,
) -> Answer:
    """Show the whole record of codes, or sections of it.

    Examples:  cptref show 47370  |  cptref show 47370 --json
    """
    sections = tuple(part.value for part in section or ())
    return answer(common, codes, lambda found: views.show(found, sections), views.RECORD)


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
