"""edits: which codes are not paid together, what undoes an edit, and how many units a day may have."""

from typing import Annotated

import typer

from cptref.cli.codes import Codes, each
from cptref.cli.options import Common, command
from cptref.cli.store import Named, On, StoreFile, service_day
from cptref.cms.families import Claim
from cptref.sheet import Answer
from cptref.views import edits as view

app = typer.Typer()


@command(app, "edits", fields=(*view.KEYS, *view.ROWS.columns))
def edits(
    common: Common,
    codes: Codes,
    claim: Annotated[Claim, typer.Option("--claim", help="Whose claim.")] = "practitioner",
    on: On = None,
    release: Named = None,
    store: StoreFile = None,
) -> Answer:
    """List the NCCI edits of a code, or judge two or more codes that stand together.

    Examples:  cptref edits 47370  |  cptref edits 47370 47000 76942 --claim hospital
    """
    asked = list(each(codes))
    if not asked:
        raise typer.BadParameter("there is no code to ask about")
    ref = common.reference(store)
    answer = ref.edits(*asked, on=service_day(on), claim=claim, release=release or ())
    return Answer([view.edits(answer)], view.KEYS, rows=view.ROWS)
