"""modifiers, payers: what records list, and which records list it."""

from collections.abc import Callable
from typing import Annotated

import typer

from cptref import views
from cptref.answer import Answer, Item, Row, Table
from cptref.cli.codes import CodesOrAll, Sound, answer, ask, found
from cptref.cli.options import Common, command
from cptref.cli.store import Named, On, StoreFile, held
from cptref.codes import Asked, parse_modifier
from cptref.errors import UnknownCode
from cptref.held import Held
from cptref.library import Entry
from cptref.medicare.modifiers import MEANINGS
from cptref.payers import names_match
from cptref.sections import PAYERS
from cptref.views import Found
from cptref.views.verdicts import ROWS, Verdicts

app = typer.Typer()

LISTS_MODIFIER = Table(("modifier", "code", "title", "description", "meaning"))
NAMES_PAYER = Table(("payer", "code", "title", "name", "kind"))


@command(app, "modifiers", fields=(*views.HEAD, "modifiers", "not_available", "codes", *ROWS.columns))
def modifiers(
    common: Common,
    codes: CodesOrAll = None,
    modifier: Annotated[
        str | None, typer.Option("--modifier", metavar="M", help="List the codes that list it.")
    ] = None,
    on: On = None,
    release: Named = None,
    store: StoreFile = None,
) -> Answer:
    """List modifiers of codes, or codes that list a modifier.

    Beside what the record lists stands what Medicare's indicators say of each standard modifier.
    """
    releases = held(store, on, release)
    if modifier is None:
        return _modifiers(common, codes, releases)
    asked = parse_modifier(modifier)
    known = releases.row("hcpcs", releases.choice("hcpcs"), code=asked)
    meaning = MEANINGS.get(asked) or (known and known.description) or ""

    def rows(entry: Entry) -> list[Row]:
        listed = (row for row in entry.record.modifiers if row.modifier == asked)
        return [(asked, entry.code, entry.record.title, row.description, meaning) for row in listed]

    return _reverse(common, codes, asked, LISTS_MODIFIER, rows, meaning=meaning or None)


def _modifiers(common: Common, codes: list[str] | None, releases: Held) -> Answer:
    library = common.library()

    def of_record(one: Found) -> Item:
        asked = one.asked.modifiers if one.asked else ()
        return views.modifiers(one, Verdicts(one.entry.code, releases, asked))

    def view(asked: Asked) -> Item:
        try:
            return of_record(found(library, asked))
        except UnknownCode:
            verdicts = Verdicts(asked.code, releases, asked.modifiers)
            if verdicts.known:
                return views.modifiers_unrecorded(asked, verdicts)
            raise

    keys = (*views.HEAD, "modifiers", "not_available", *views.EXTRA)
    if codes:
        return ask(codes, view, Answer((), keys, rows=ROWS))
    return answer(common, codes, of_record, keys)._replace(rows=ROWS)


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
    common: Common,
    codes: list[str] | None,
    asked: str,
    table: Table,
    rows: Callable[[Entry], list[Row]],
    **more: str | None,
) -> Answer:
    """Answer which codes list what was asked for."""
    key = table.columns[0]
    if codes:
        raise typer.BadParameter(f"give codes or --{key}, not both")
    sound = Sound(common.library().entries())
    item = views.reverse(table, asked, [row for entry in sound for row in rows(entry)], **more)
    return Answer([item], ("schema_version", key, *more, "codes"), table, status=lambda: sound.status)
