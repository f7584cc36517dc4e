"""What changed between two days, one row a change."""

from typing import TYPE_CHECKING

from cptref.sheet import Item, Table
from cptref.views.items import SCHEMA_VERSION, cell, object_item

if TYPE_CHECKING:
    from cptref.answers.changes import Change
    from cptref.views.documents import ChangeDocument

ROWS = Table(
    ("family", "code", "modifier", "change", "field", "before", "after", "releases"), details=("releases",)
)
KEYS = ("schema_version", *ROWS.columns)


def change(one: "Change") -> Item:
    """Tell one change."""
    pair = one.pair and f"edit {one.pair[0]} / {one.pair[1]}"
    document: ChangeDocument = {
        "schema_version": SCHEMA_VERSION,
        "family": f"{one.family}-{one.kind}" if one.kind else one.family,
        "code": one.code or None,
        "modifier": one.modifier or None,
        "change": one.change,
        "field": pair or one.field or None,
        "before": cell(one.before) or None,
        "after": cell(one.after) or None,
        "releases": " to ".join(one.releases) or None,
    }
    return object_item(ROWS, document)
