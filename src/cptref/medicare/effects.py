"""What a modifier does on a claim line, as values: the verdict, what decides it, and what follows."""

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cptref.cms.rows import Mue, RelativeValue

Verdict = Literal["payable", "payable with documentation", "no effect", "not payable", "by report", "unknown"]
Consequence = Literal[
    "",
    "24 is meant",
    "as its primary",
    "assistant",
    "assistant without resident",
    "both sides already",
    "contractor prices",
    "contractor ranks",
    "documents",
    "each side",
    "facilities only",
    "full price",
    "global period only",
    "half more",
    "names the site",
    "new global period",
    "no global period",
    "no own row",
    "no rule",
    "no second unit",
    "non-physician assistant",
    "not for visits",
    "not yet",
    "one side",
    "operative report",
    "own row",
    "part of surgery",
    "postoperative care",
    "price unchanged",
    "prices what was done",
    "share of zero",
    "surgery alone",
    "surgical care",
    "surgical period only",
    "two surgeons",
    "undoes edits",
    "units limited",
    "visits only",
]
"""What a modifier does or asks for."""

WHOLE = Decimal(1)


class Indicator(NamedTuple):
    """A fact that decides, and its value: a field of a file's row, `visit` or `own row`, yes or no."""

    field: str
    value: str


class Effect(NamedTuple):
    """What a modifier does on a claim line."""

    modifier: str
    verdict: Verdict
    decided_by: tuple[Indicator, ...] = ()
    consequence: Consequence = ""
    share: Decimal | None = WHOLE
    """What the price is multiplied by; None where there is no price."""
    source: str = ""
    """Of the rule, beside the release."""


class Line(NamedTuple):
    """What decides the modifiers of a code: the row of a relative value file that prices it, and its MUE."""

    row: "RelativeValue"
    splits: frozenset[str] = frozenset()
    """Modifiers for which the file has rows of their own."""
    mue: "Mue | None" = None
