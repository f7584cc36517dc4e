"""fee: what Medicare allows for a code and its modifiers, and how the amount comes about."""

from typing import TYPE_CHECKING, Annotated

import typer

from cptref.cli import output
from cptref.cli.codes import Codes, ask
from cptref.cli.options import Common, command
from cptref.cli.store import Named, On, StoreFile, service_day
from cptref.codes import Asked
from cptref.medicare.price import Setting
from cptref.sheet import Answer, Item
from cptref.views import fee as view

if TYPE_CHECKING:
    from cptref.answers.places import Where

app = typer.Typer()


@command(app, "fee", fields=(*view.KEYS, *view.AMOUNTS.columns))
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
    setting: Annotated[Setting | None, typer.Option("--setting", help="In this setting only.")] = None,
    on: On = None,
    release: Named = None,
    store: StoreFile = None,
) -> Answer:
    """Price codes by Medicare's physician fee schedule, factor by factor.

    A code may carry modifiers: 47370-62. Without a place the amount is national, without a setting both.
    Example:  cptref fee 47370 --locality 02102-01 --on 2025-10-15
    """
    if sum((zip_code is not None, locality is not None, state is not None, all_localities)) > 1:
        raise typer.BadParameter("give one of --zip, --locality, --state and --all-localities")
    ref, day, named = common.reference(store), service_day(on), tuple(release or ())
    where: Where = {"zip": zip_code, "locality": locality, "state": state, "all_localities": all_localities}
    place = ref.place(on=day, release=named, **where)
    if zip_code is not None and zip_code != place.name:
        output.say(f"ZIP {zip_code} is read as {place.name}: a leading zero is put back")
    table = view.AMOUNTS if len(place.localities) > 1 else None

    def priced(asked: Asked) -> Item:
        return view.fee(ref.fee(asked, on=day, setting=setting, release=named, **where))

    return ask(codes, priced, Answer((), view.KEYS, table, view.AMOUNTS))
