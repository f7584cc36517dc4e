"""CMS's files: one module a layout, each a function from bytes to typed rows."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cptref.cms.layout import Layout

FAMILIES = {
    "ptp": "ptp",
    "mue": "mue",
    "gpci": "gpci",
    "asc": "asc",
    "hcpcs": "hcpcs",
    "zip": "zips",
    "pfs": "pfs",
    "opps": "opps",
}
"""Each family and its module, in the order in which a file is held against them."""


def layout_of(family: str) -> "Layout":
    """Return the layout of a family; its module is imported when it is asked for."""
    found: Layout = import_module(f"cptref.cms.{FAMILIES[family]}").LAYOUT
    return found
