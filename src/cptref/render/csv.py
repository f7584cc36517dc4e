"""Answers as comma-separated values: a header, then a row each."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain

from cptref.sheet import Row


def render(columns: Row, rows: Iterable[Row]) -> Iterator[str]:
    """Yield a header line and a line a row, quoted where needed."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in chain((columns,), rows):
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
