"""edits: which codes are not paid together, what undoes an edit, and how many units a day may have."""

from typing import Annotated

import typer

from cptref.answers.pairs import Edits
from cptref.cli.codes import Codes, lines
from cptref.cli.options import Common, command
from cptref.cli.store import Claim, Named, On, StoreFile, held
from cptref.codes import parse
from cptref.sheet import Answer
from cptref.views.edits import KEYS, ROWS, edits_between, edits_of

app = typer.Typer()


@command(app, "edits", fields=(*KEYS, *ROWS.columns))
def edits(
    common: Common,
    codes: Codes,
    claim: Annotated[Claim, typer.Option("--claim", help="Whose claim.")] = Claim.practitioner,
    on: On = None,
    release: Named = None,
    store: StoreFile = None,
) -> Answer:
    """List the NCCI edits of a code, or judge two or more codes that stand together.

    Examples:  cptref edits 47370  |  cptref edits 47370 47000 76942 --claim hospital
    """
    typed = [text for code in codes for text in (lines() if code == "-" else [code])]
    asked = [parse(text) for text in typed]
    if not asked:
        raise typer.BadParameter("there is no code to ask about")
    known = Edits(held(common, store, on, release), claim.value)
    alone = len({one.code for one in asked}) == 1
    item = edits_of(asked[0], known) if alone else edits_between(asked, known)
    return Answer([item], KEYS, rows=ROWS)
