"""modifiers, payers: what records list, and which records list it."""

from collections.abc import Callable
from typing import Annotated

import typer

from cptref import views
from cptref.answer import Answer, Row, Table
from cptref.cli.codes import CodesOrAll, Sound, answer
from cptref.cli.options import Common, command
from cptref.codes import parse_modifier
from cptref.library import Entry
from cptref.payers import names_match
from cptref.sections import MODIFIERS, PAYERS

app = typer.Typer()

LISTS_MODIFIER = Table(("modifier", "code", "title", "description"))
NAMES_PAYER = Table(("payer", "code", "title", "name", "kind"))


@command(app, "modifiers", fields=(*views.HEAD, "modifiers", "not_available", "codes", *MODIFIERS.columns))
def modifiers(
    common: Common,
    codes: CodesOrAll = None,
    modifier: Annotated[
        str | None, typer.Option("--modifier", metavar="M", help="List the codes that list it.")
    ] = None,
) -> Answer:
    """List modifiers of codes, or codes that list a modifier."""
    if modifier is None:
        keys = (*views.HEAD, "modifiers", "not_available")
        return answer(common, codes, views.modifiers, keys, MODIFIERS)
    asked = parse_modifier(modifier)

    def rows(entry: Entry) -> list[Row]:
        listed = (row for row in entry.record.modifiers if row.modifier == asked)
        return [(asked, entry.code, entry.record.title, row.description) for row in listed]

    return _reverse(common, codes, asked, LISTS_MODIFIER, rows)


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

    return _reverse(common, codes, payer, NAMES_PAYER, rows)


def _reverse(
    common: Common, codes: list[str] | None, asked: str, table: Table, rows: Callable[[Entry], list[Row]]
) -> Answer:
    """Answer which codes list what was asked for."""
    key = table.columns[0]
    if codes:
        raise typer.BadParameter(f"give codes or --{key}, not both")
    sound = Sound(common.library().entries())
    item = views.reverse(table, asked, [row for entry in sound for row in rows(entry)])
    return Answer([item], ("schema_version", key, "codes"), table, status=lambda: sound.status)
