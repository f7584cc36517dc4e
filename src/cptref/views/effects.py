"""What a modifier does on a claim line, with what decides it and the source of the rule."""

from typing import TYPE_CHECKING, Any

from cptref.medicare.meanings import MEANINGS
from cptref.sheet import Fact

if TYPE_CHECKING:
    from cptref.medicare.modifiers import Effect


def effect_document(one: "Effect", cited: str) -> dict[str, Any]:
    """Return what a modifier does, for scripts; cited: the row whose indicators decide."""
    return {
        "modifier": one.modifier,
        "meaning": MEANINGS.get(one.modifier),
        "state": one.verdict,
        "indicator": one.indicator or None,
        "effect": one.effect or None,
        "share": str(one.share) if one.share is not None else None,
        "source": "; ".join(filter(None, (cited, one.source))) or None,
    }


def effect_fact(one: "Effect", cited: str) -> Fact:
    """Tell a reader the same."""
    told = ": ".join(filter(None, (one.verdict, one.effect)))
    decides = f"decided by {one.indicator}" if one.indicator else ""
    source = "; ".join(filter(None, (cited, one.source)))
    return Fact(one.modifier, tuple(filter(None, (told, decides))), source=source)
