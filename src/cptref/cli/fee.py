"""fee: what Medicare allows for a code and its modifiers, and how the amount comes about."""

from enum import StrEnum
from typing import Annotated

import typer

from cptref.answers import places
from cptref.answers.places import Place
from cptref.cli.codes import Codes, ask
from cptref.cli.options import Common, command
from cptref.cli.store import Named, On, StoreFile, held
from cptref.medicare.price import SETTINGS, Setting
from cptref.releases.day import Held
from cptref.sheet import Answer
from cptref.views.fee import AMOUNTS, KEYS, Question
from cptref.views.fee import fee as fee_item

app = typer.Typer()


class Where(StrEnum):
    """A setting."""

    facility = "facility"
    non_facility = "non-facility"


@command(app, "fee", fields=(*KEYS, *AMOUNTS.columns))
def fee(
    common: Common,
    codes: Codes,
    zip_code: Annotated[
        str | None, typer.Option("--zip", metavar="ZIP", help="Where it is done: 99501.")
    ] = None,
    locality: Annotated[
        str | None, typer.Option("--locality", metavar="MAC-LOCALITY", help="Where it is done: 02102-01.")
    ] = None,
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help="Where it is done: AK.")
    ] = None,
    all_localities: Annotated[bool, typer.Option("--all-localities", help="In every locality.")] = False,
    setting: Annotated[Where | None, typer.Option("--setting", help="In this setting only.")] = None,
    on: On = None,
    release: Named = None,
    store: StoreFile = None,
) -> Answer:
    """Price codes by Medicare's physician fee schedule, factor by factor.

    A code may carry modifiers: 47370-62. Without a place the amount is national, without a setting both.
    Example:  cptref fee 47370 --locality 02102-01 --on 2025-10-15
    """
    releases = held(common, store, on, release)
    place = _place(releases, zip_code, locality, state, everywhere=all_localities)
    settings: tuple[Setting, ...] = (setting.value,) if setting else SETTINGS
    question = Question(releases, place, settings)
    table = AMOUNTS if len(place.localities) > 1 else None
    return ask(codes, lambda asked: fee_item(asked, question), Answer((), KEYS, table, AMOUNTS))


def _place(
    releases: Held, zip_code: str | None, locality: str | None, state: str | None, *, everywhere: bool
) -> Place:
    if sum((zip_code is not None, locality is not None, state is not None, everywhere)) > 1:
        raise typer.BadParameter("give one of --zip, --locality, --state and --all-localities")
    if zip_code is not None:
        return places.of_zip(releases, zip_code)
    if locality is not None:
        return places.of_locality(releases, locality)
    if state is not None:
        return places.of_state(releases, state)
    return places.everywhere(releases) if everywhere else places.NATION
