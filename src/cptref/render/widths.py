"""How wide the columns of a table are on a screen; Rich's own tables take 0.4 s for a thousand rows."""

from collections.abc import Sequence

from rich.cells import cell_len

GAP = 2
"""Columns of the screen between two columns of a table."""
_LEAST = 14  # a column with text to wrap needs this, or its longest word


def widths(cells: Sequence[Sequence[str]], unbroken: Sequence[bool], room: int) -> list[int] | None:
    """Share the room among columns: each its longest cell, else the widest give way until all fit.

    cells: rows, the head first; unbroken: which columns must not wrap; room: columns of the screen.
    Returns None where even the least widths have no room.
    """
    columns = [list(dict.fromkeys(column)) for column in zip(*cells, strict=True)]
    wanted = [min(max(map(cell_len, column)), room) for column in columns]
    least = [
        width if whole else min(width, max(_longest_word(column), cell_len(column[0])))
        for column, width, whole in zip(columns, wanted, unbroken, strict=True)
    ]
    room -= GAP * (len(columns) - 1)
    if sum(least) > room:
        return None
    while sum(wanted) > room:
        slack = [have - need for have, need in zip(wanted, least, strict=True)]
        widest = max(range(len(wanted)), key=lambda i: (slack[i] > 0, wanted[i]))
        wanted[widest] -= 1
    return wanted


def _longest_word(column: Sequence[str]) -> int:
    return min(_LEAST, max(max(map(cell_len, cell.split()), default=0) for cell in column))
