"""Kinds of service that a rule speaks of, told by their codes, and the modifiers that name a site."""

SITES = (
    *("LT", "RT", "LC", "LD", "LM", "RC", "RI"),
    *("E1", "E2", "E3", "E4"),
    *("FA", *(f"F{i}" for i in range(1, 10))),
    *("TA", *(f"T{i}" for i in range(1, 10))),
)
"""Modifiers that name a side, digit, lid or vessel."""

_OTHER_VISITS = frozenset(
    {
        *("92002", "92004", "92012", "92014"),  # of the eyes
        *("G0380", "G0381", "G0382", "G0383", "G0384", "G0463"),  # in hospitals
        *("G0402", "G0438", "G0439"),  # to prevent
    }
)


def is_visit(code: str) -> bool:
    """Tell whether a code is an evaluation and management (E/M) service."""
    return "99202" <= code <= "99499" or code in _OTHER_VISITS


def is_laboratory(code: str) -> bool:
    """Tell whether a code is of pathology or laboratory: 80047 to 89398, or one that ends in U or M."""
    return code[:1] == "8" or code[-1:] in ("U", "M")
