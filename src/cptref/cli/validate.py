"""schema, validate: the shape of a record, and whether files have it."""

import os
from collections.abc import Iterator
from typing import Annotated

import typer

from cptref import views
from cptref.cli import output
from cptref.cli.options import Common, command
from cptref.errors import ExitStatus, RecordError
from cptref.records.library import record_names
from cptref.sheet import Answer, Item, Table

app = typer.Typer()

FAULTS = Table(("file", "path", "expected", "found"))
FIELDS = Table(("field", "type", "required", "meaning"))


@command(app, "schema", fields=FIELDS.columns, default="json")
def schema(common: Common) -> Answer:
    """Print the JSON Schema of a record; as a table, its fields."""
    from cptref.records.models import Record
    from cptref.views.schema import fields

    del common
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Record.model_json_schema()}
    sheet = views.table_sheet(FIELDS, fields(document))
    return Answer([Item(lambda: document, lambda: sheet)], tuple(document), FIELDS)


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
    from cptref.records.loader import load

    output.collect_garbage()
    sound = 0
    for file in _record_files(files):
        try:
            load(file)
            sound += 1
        except RecordError as error:
            for fault in error.faults:
                yield views.row_item(FAULTS, file, *fault, status=ExitStatus.NO)
    output.say(f"{sound} {'file fits' if sound == 1 else 'files fit'} the model")


def _record_files(files: list[str]) -> Iterator[str]:
    for file in files:
        if os.path.isdir(file):
            yield from (os.path.join(file, f"{name}.json") for name in sorted(record_names(file)))
        else:
            yield file
