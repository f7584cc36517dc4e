"""import, releases, forget: what CMS publishes, kept in one file on this computer."""

import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cptref.cli import output
from cptref.cli.options import Common, command
from cptref.cli.store import StoreFile, read_day
from cptref.cms.families import Claim
from cptref.errors import StoreError
from cptref.sheet import Answer, Item
from cptref.views import releases as view

if TYPE_CHECKING:
    from cptref.releases.importing import Import

app = typer.Typer()

_MOST = 20  # odd lines of a file that are told one by one
_FIRST_YEAR = 1992  # of the physician fee schedule


@command(app, "import", fields=view.IMPORTED.columns)
def import_(
    common: Common,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, zip files, or folders of them.")
    ],
    effective: Annotated[
        str | None,
        typer.Option(
            "--effective", metavar="DATE", help="In force from this day, or the first of this year."
        ),
    ] = None,
    claim: Annotated[
        Claim | None, typer.Option("--claim", help="The kind of claim that edits are for.")
    ] = None,
    with_descriptors: Annotated[
        bool, typer.Option("--with-descriptors", help="Keep AMA and ADA descriptors; needs a licence.")
    ] = False,
    store: StoreFile = None,
) -> Answer:
    """Import files that CMS publishes, each as a whole or not at all.

    Read are PFS relative values, GPCIs, ZIP5, NCCI PTP edits and MUEs, OPPS Addendum B, ASC addenda AA
    and EE, and HCPCS Level II; csv or txt, in zip files or not. Nothing is fetched.
    """
    year = re.fullmatch(r"\d{4}", effective or "")
    start = f"{effective}-01-01" if year else effective
    output.collect_garbage()
    day = read_day(start, "--effective") if start else None
    newest = date.today().year + 1  # noqa: DTZ011  the user's year
    if day and not _FIRST_YEAR <= day.year <= newest:
        raise typer.BadParameter(f"{day} is not between {_FIRST_YEAR} and {newest}", param_hint="--effective")
    run = common.reference(store).importing(
        paths,
        effective=day,
        claim=claim or "",
        with_descriptors=with_descriptors,
    )
    items = _imports(common.open(run))
    return Answer(items, view.KEYS, view.IMPORTED, many=True)


def _imports(run: "Import") -> Iterator[Item]:
    bar: AbstractContextManager[Any] = nullcontext()
    if sys.stderr is not None and sys.stderr.isatty():
        bar = typer.progressbar(length=len(run.files), file=sys.stderr, label="importing")
    with bar as progress:
        for file in run.files:
            try:
                outcome = next(run.outcomes)
            except StoreError as error:
                output.say(f"error: {file.path}: {error}")
                yield view.not_imported(file.path, error)
                return
            if outcome.result == "refused":
                output.say(f"error: {outcome.path}: {view.reason(outcome)}")
            for odd in outcome.oddities[:_MOST]:
                output.say(f"note: {outcome.path}: {view.oddity(odd)}")
            yield view.imported(outcome)
            if progress is not None:
                progress.update(1)


@command(app, "releases", fields=view.HELD.columns)
def releases(common: Common, store: StoreFile = None) -> Answer:
    """List the releases imported and when each is in force."""
    items = map(view.held, common.reference(store).releases())
    return Answer(items, ("schema_version", *view.HELD.columns), view.HELD, many=True)


@command(app, "forget", fields=view.FORGOTTEN.columns)
def forget(
    common: Common,
    release: Annotated[
        str, typer.Argument(metavar="RELEASE", help="Its name, as 'cptref releases' lists it.")
    ],
    store: StoreFile = None,
) -> Answer:
    """Remove an imported release, all its parts."""
    items = map(view.forgotten, common.reference(store).forget(release))
    return Answer(items, ("schema_version", *view.FORGOTTEN.columns), view.FORGOTTEN, many=True)
