"""Answers from records: of one code or several, or of every record held."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cptref.cli import output
from cptref.cli.codes import ask
from cptref.cli.options import Common
from cptref.errors import ExitStatus, RecordError
from cptref.sheet import Answer, Item, Row, Table
from cptref.views.record import EXTRA

if TYPE_CHECKING:
    from cptref.answers.records import Recorded

View = Callable[["Recorded"], Item]


class Damaged:
    """Tells of damaged record files on standard error, and keeps in mind that there were any."""

    def __init__(self) -> None:
        self.status = ExitStatus.ANSWERED

    def __call__(self, error: RecordError) -> None:
        """Tell of one."""
        output.complain(error)
        self.status = ExitStatus.DATA


def answer(
    common: Common, codes: list[str] | None, view: View, keys: Row, table: Table | None = None
) -> Answer:
    """Answer from the record of one code, of several or `-`, or without a code of every record."""
    ref = common.reference()
    keys = (*keys, *EXTRA)
    if codes:
        return ask(codes, lambda asked: view(ref.recorded(asked)), Answer((), keys, table))
    output.collect_garbage()
    damaged = Damaged()
    items = map(view, ref.records(damaged))
    return Answer(items, keys, table, many=True, status=lambda: damaged.status)
