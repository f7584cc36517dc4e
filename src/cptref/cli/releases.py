"""import, releases, forget: what CMS publishes, kept in one file on this computer."""

import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Annotated, Any

import typer

from cptref import views
from cptref.cli import output
from cptref.cli.options import Common, command
from cptref.cli.store import Claim, StoreFile, day, store_path
from cptref.cms.archive import gather
from cptref.errors import ExitStatus, StoreError, UnknownRelease
from cptref.releases.importing import Outcome, Wishes, import_files
from cptref.releases.periods import Standing, name, standing
from cptref.releases.store import Store
from cptref.sheet import Answer, Item, Table

app = typer.Typer()

IMPORTED = Table(
    ("file", "outcome", "family", "release", "effective", "rows", "seconds", "sha256", "reason"),
    details=("file", "sha256", "reason"),
)
HELD = Table(
    ("release", "family", "effective", "until", "rows", "part", "note", "file", "sha256", "imported"),
    details=("note", "file", "sha256", "imported"),
)
FORGOTTEN = Table(("release", "rows", "file"))


@command(app, "import", fields=IMPORTED.columns)
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
    wishes = Wishes(
        day(start, "--effective") if start else None,
        claim.value if claim else "",
        descriptors=with_descriptors,
    )
    keys = ("schema_version", *IMPORTED.columns)
    opened = common.closing.enter_context(Store(store_path(store), write=True))
    return Answer(_imports(opened, paths, wishes), keys, IMPORTED, many=True)


def _imports(store: Store, paths: list[str], wishes: Wishes) -> Iterator[Item]:
    output.collect_garbage()
    files = list(gather(paths))
    bar: AbstractContextManager[Any] = nullcontext()
    if sys.stderr is not None and sys.stderr.isatty():
        bar = typer.progressbar(length=len(files), file=sys.stderr, label="importing")
    with bar as progress:
        outcomes = import_files(store, files, wishes)
        for file in files:
            try:
                outcome = next(outcomes)
            except StoreError as error:
                yield _outcome(Outcome(file.path, "refused", str(error)))
                return
            yield _outcome(outcome)
            if progress is not None:
                progress.update(1)


def _outcome(outcome: Outcome) -> Item:
    release = outcome.release
    refused = outcome.result == "refused"
    if refused:
        output.say(f"error: {outcome.path}: {outcome.reason}")
    document = {
        "file": outcome.path,
        "outcome": outcome.result,
        "family": release and release.family,
        "release": release and name(release),
        "effective": release and release.effective.isoformat(),
        "rows": release and release.rows,
        "seconds": f"{outcome.seconds:.2f}",
        "sha256": release and release.sha256,
        "reason": outcome.reason or None,
    }
    return views.object_item(IMPORTED, document, ExitStatus.DATA if refused else ExitStatus.ANSWERED)


@command(app, "releases", fields=HELD.columns)
def releases(common: Common, store: StoreFile = None) -> Answer:
    """List the releases imported and when each is in force."""
    del common
    held = Store.held(store_path(store))
    if held is None:
        return Answer([], ("schema_version", *HELD.columns), HELD, many=True)
    with held:
        items = [_held(one) for one in standing(held.releases())]
    return Answer(items, ("schema_version", *HELD.columns), HELD, many=True)


def _held(one: Standing) -> Item:
    release = one.release
    part = f"{release.part} of 4" if release.part.isdigit() else release.part
    notes = {
        "superseded": one.superseded,
        f"released {release.revision}, after it came in force": release.late,
        "with AMA and ADA descriptors": release.descriptors,
    }
    document = {
        "release": one.name,
        "family": release.family,
        "effective": release.effective.isoformat(),
        "until": one.until.isoformat(),
        "rows": release.rows,
        "part": part or None,
        "note": "; ".join(note for note, applies in notes.items() if applies) or None,
        "file": release.file,
        "sha256": release.sha256,
        "imported": release.imported,
    }
    return views.object_item(HELD, document)


@command(app, "forget", fields=FORGOTTEN.columns)
def forget(
    common: Common,
    release: Annotated[
        str, typer.Argument(metavar="RELEASE", help="Its name, as 'cptref releases' lists it.")
    ],
    store: StoreFile = None,
) -> Answer:
    """Remove an imported release, all its parts."""
    del common
    path = store_path(store)
    found = Store.held(path)
    if found is None:
        raise UnknownRelease(release)
    found.close()
    with Store(path, write=True) as held:
        asked = [one for one in standing(held.releases()) if release in one.names]
        if not asked:
            raise UnknownRelease(release)
        with held.transaction():
            for one in asked:
                held.forget(one.release)
    items = [
        views.object_item(
            FORGOTTEN, {"release": one.name, "rows": one.release.rows, "file": one.release.file}
        )
        for one in asked
    ]
    return Answer(items, ("schema_version", *FORGOTTEN.columns), FORGOTTEN, many=True)
