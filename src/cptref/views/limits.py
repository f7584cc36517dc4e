"""A limit of units, for scripts and readers."""

from typing import TYPE_CHECKING

from cptref.sheet import Fact
from cptref.views.indicators import MAI, words
from cptref.views.notes import cite

if TYPE_CHECKING:
    from cptref.answers.limits import Limit
    from cptref.views.parts import LimitDocument


def limit_document(one: "Limit") -> "LimitDocument":
    """Return a limit of units, for scripts."""
    row = one.row
    return {
        "units": row and row.units,
        "mai": row and row.mai,
        "meaning": row and MAI.get(row.mai),
        "rationale": row and row.rationale,
        "coverage": one.choice.coverage,
        "state": "stated" if row else "silent",
        "source": cite(one.source) or None,
    }


def limit_fact(label: str, one: "Limit") -> Fact:
    """Tell a reader the same."""
    row = one.row
    if row is None:
        absent = f"stands in no row of {one.choice.name}; some limits are confidential"
        return Fact(label, (absent,) if one.choice.standing else (), "silent")
    told = (
        f"{row.units} a {'line' if row.mai == '1' else 'day'}",
        f"MAI {words(MAI, row.mai)}",
        row.rationale,
    )
    return Fact(label, told, source=cite(one.source))
