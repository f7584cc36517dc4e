"""modifiers: what records list, what Medicare's indicators say, and which records list a modifier."""

from typing import Annotated

import typer

from cptref import views
from cptref.cli.codes import CodesOrAll, answer, ask, found
from cptref.cli.options import Common, command
from cptref.cli.reverse import reverse
from cptref.cli.store import Named, On, StoreFile, held
from cptref.codes import Asked, parse_modifier
from cptref.errors import UnknownCode
from cptref.medicare.meanings import MEANINGS
from cptref.records.library import Entry
from cptref.releases.day import Held
from cptref.sheet import Answer, Item, Row, Table
from cptref.views import Found
from cptref.views.verdicts import ROWS, Verdicts

app = typer.Typer()

LISTS_MODIFIER = Table(("modifier", "code", "title", "description", "meaning"))


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
    releases = held(common, store, on, release)
    if modifier is None:
        return _modifiers(common, codes, releases)
    asked = parse_modifier(modifier)
    known = releases.row("hcpcs", releases.choice("hcpcs"), code=asked)
    meaning = MEANINGS.get(asked) or (known and known.description) or ""

    def rows(entry: Entry) -> list[Row]:
        listed = (row for row in entry.record.modifiers if row.modifier == asked)
        return [(asked, entry.code, entry.record.title, row.description, meaning) for row in listed]

    return reverse(common, codes, asked, LISTS_MODIFIER, rows, meaning=meaning or None)


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
