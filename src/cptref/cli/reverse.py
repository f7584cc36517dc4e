"""Which records list what is asked for: a modifier, a payer."""

from collections.abc import Callable

import typer

from cptref import views
from cptref.cli.codes import Sound
from cptref.cli.options import Common
from cptref.records.library import Entry
from cptref.sheet import Answer, Row, Table


def reverse(
    common: Common,
    codes: list[str] | None,
    asked: str,
    table: Table,
    rows: Callable[[Entry], list[Row]],
    **more: str | None,
) -> Answer:
    """Answer which codes list what was asked for."""
    key = table.columns[0]
    if codes:
        raise typer.BadParameter(f"give codes or --{key}, not both")
    sound = Sound(common.library().entries())
    item = views.reverse(table, asked, [row for entry in sound for row in rows(entry)], **more)
    return Answer([item], ("schema_version", key, *more, "codes"), table, status=lambda: sound.status)
