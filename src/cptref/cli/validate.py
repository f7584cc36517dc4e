"""schema, validate: the shape of a record, and whether files have it."""

from collections.abc import Iterator
from typing import Annotated

import typer

from cptref.cli import output
from cptref.cli.options import Common, command
from cptref.errors import ExitStatus
from cptref.reference import Reference
from cptref.sheet import Answer, Item, Table
from cptref.views import schema as view
from cptref.views.items import row_item

app = typer.Typer()

FAULTS = Table(("file", "path", "expected", "found"))


def complete(incomplete: str) -> list[str]:
    """Complete a command whose document has a schema."""
    return [name for name in view.commands() if name.startswith(incomplete)]


@command(app, "schema", fields=view.FIELDS.columns, default="json")
def schema(
    common: Common,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[COMMAND]", help="Whose document; a record if left out.", autocompletion=complete
        ),
    ] = None,
) -> Answer:
    """Print the JSON Schema of a record, or of a command's document; as a table, its fields.

    Of a batch, it is that of each line or element. Example:  cptref schema fee
    """
    del common
    if name is not None and name not in (known := view.commands()):
        raise typer.BadParameter(f"{name!r} has no document with a schema; these have: {', '.join(known)}")
    item = view.schema(name)
    return Answer([item], tuple(item.document()), view.FIELDS)


@command(app, "validate", fields=FAULTS.columns)
def validate(
    common: Common,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Record files, or folders of them.")],
) -> Answer:
    """Check whether record files are sound; list every fault."""
    del common
    keys = ("schema_version", *FAULTS.columns)
    return Answer(_faults(files), keys, FAULTS, many=True)


def _faults(files: list[str]) -> Iterator[Item]:
    output.collect_garbage()
    sound = 0
    for one in Reference.validate(files):
        sound += not one.faults
        for fault in one.faults:
            yield row_item(FAULTS, one.file, *fault, status=ExitStatus.NO)
    output.say(f"{sound} {'file fits' if sound == 1 else 'files fit'} the model")
