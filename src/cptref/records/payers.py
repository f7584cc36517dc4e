"""The names by which a payer is known, so that people may ask for the one they use."""

import re

_OTHER_NAMES = {
    "aetna": ("Aetna Health", "CVS Aetna"),
    "blue-cross-blue-shield": ("BCBS", "Blue Cross", "Blue Shield", "BCBSA", "Blues"),
    "cigna": ("Cigna Health", "Cigna Healthcare", "The Cigna Group"),
    "medicare": ("CMS", "Traditional Medicare", "Original Medicare", "Medicare FFS"),
    "unitedhealthcare": ("UHC", "United", "United Healthcare", "UnitedHealth"),
}
"""Stable identifier of a payer -> names in use for it beside those that sources print."""


def names_match(asked: str, identifier: str, published: str) -> bool:
    """Tell whether a payer is meant, by its identifier, its published name or a usual other name."""
    known = (identifier, published, *_OTHER_NAMES.get(identifier, ()))
    return _folded(asked) in map(_folded, known)


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
