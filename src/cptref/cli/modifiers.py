"""modifiers: what records list, what Medicare's indicators say, and which records list a modifier."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from cptref.cli.codes import CodesOrAll, ask
from cptref.cli.options import Common, command
from cptref.cli.records import answer
from cptref.cli.reverse import reverse
from cptref.cli.store import Named, On, StoreFile, service_day
from cptref.codes import Asked, parse_modifier
from cptref.errors import UnknownCode
from cptref.sheet import Answer, Item, Row, Table
from cptref.views import record as view
from cptref.views.meanings import MEANINGS
from cptref.views.modifiers import ROWS

if TYPE_CHECKING:
    from cptref.answers.modifiers import Modifiers
    from cptref.answers.records import Recorded

app = typer.Typer()

LISTS_MODIFIER = Table(("modifier", "code", "title", "description", "meaning"))


@command(app, "modifiers", fields=(*view.HEAD, "modifiers", "not_available", "codes", *ROWS.columns))
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
    ref, day, named = common.reference(store), service_day(on), tuple(release or ())
    if modifier is not None:
        asked = parse_modifier(modifier)
        meaning = MEANINGS.get(asked) or ref.meaning(asked, on=day, release=named) or None
        return reverse(
            common, codes, asked, LISTS_MODIFIER, partial(_listing, asked, meaning), meaning=meaning
        )

    def verdicts(asked: Asked) -> "Modifiers":
        return ref.modifiers(asked, on=day, release=named)

    def of_record(one: "Recorded") -> Item:
        return view.modifiers(one, verdicts(one.asked or Asked(one.entry.code, one.entry.code, ())))

    def of_code(asked: Asked) -> Item:
        try:
            return of_record(ref.recorded(asked))
        except UnknownCode:
            found = verdicts(asked)
            if found.absent:
                raise
            return view.modifiers_unrecorded(asked, found)

    keys = (*view.HEAD, "modifiers", "not_available", *view.EXTRA)
    if codes:
        return ask(codes, of_code, Answer((), keys, rows=ROWS))
    return answer(common, codes, of_record, keys)._replace(rows=ROWS)


def _listing(modifier: str, meaning: str | None, one: "Recorded") -> list[Row]:
    code, title = one.entry.code, one.entry.record.title
    return [(modifier, code, title, row.description, meaning or "") for row in one.listing(modifier)]
