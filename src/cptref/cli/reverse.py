"""Which records list what is asked for: a modifier, a payer."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from cptref.cli import output
from cptref.cli.options import Common
from cptref.cli.records import Damaged
from cptref.sheet import Answer, Row, Table
from cptref.views import items

if TYPE_CHECKING:
    from cptref.answers.records import Recorded


def reverse(
    common: Common,
    codes: list[str] | None,
    asked: str,
    table: Table,
    rows: Callable[["Recorded"], list[Row]],
    **more: str | None,
) -> Answer:
    """Answer which codes list what was asked for."""
    key = table.columns[0]
    if codes:
        raise typer.BadParameter(f"give codes or --{key}, not both")
    output.collect_garbage()
    damaged = Damaged()
    found = [row for one in common.reference().records(damaged) for row in rows(one)]
    item = items.reverse(table, asked, found, **more)
    return Answer([item], ("schema_version", key, *more, "codes"), table, status=lambda: damaged.status)
