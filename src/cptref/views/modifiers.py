"""What Medicare's indicators say of each modifier of a code, for scripts and readers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cptref.sheet import Row, Section, Table
from cptref.views import notes
from cptref.views.effects import consequence, decided, effect_document
from cptref.views.meanings import MEANINGS
from cptref.views.sections import MODIFIERS

if TYPE_CHECKING:
    from cptref.answers.modifiers import Modifiers
    from cptref.views.parts import EffectDocument, VerdictsDocument

ROWS = Table((*MODIFIERS.columns, "verdict", "indicator", "effect"))
_SEEN = Table(("modifier", "verdict", "meaning", "effect", "indicator"), details=("indicator",))


def document(answer: "Modifiers") -> "VerdictsDocument":
    """Return the verdicts, for scripts."""
    return {
        "on": answer.on.isoformat(),
        "coverage": answer.schedule.choice.coverage,
        "modifiers": _effects(answer),
        "warnings": notes.warnings(answer.notes),
        "notes": notes.documents([*answer.notes, *([answer.absent] if answer.absent else [])]),
    }


def _effects(answer: "Modifiers") -> "list[EffectDocument]":
    told = [effect_document(one, answer.schedule.source) for one in answer.verdicts]
    if answer.absent:
        for one in told:
            one["effect"] = notes.told(answer.absent)
    return told


def rows(answer: "Modifiers") -> Iterator[Row]:
    """Yield rows of ROWS."""
    for told in _effects(answer):
        yield ROWS.row(
            code=answer.code,
            modifier=told["modifier"],
            description=told["meaning"] or "",
            state="unknown" if told["state"] == "unknown" else "stated",
            source=told["source"] or "",
            verdict=told["state"],
            indicator=told["indicator"] or "",
            effect=told["effect"] or "",
        )


def sections(answer: "Modifiers") -> Iterator[Section]:
    """Yield what a reader sees: the verdicts, one after the other."""
    if answer.absent:
        yield Section(
            "medicare", table=Table(("verdict", "reason"), (("unknown", notes.told(answer.absent)),))
        )
        return
    seen = tuple(
        _SEEN.row(
            modifier=one.modifier,
            verdict=one.verdict,
            meaning=MEANINGS.get(one.modifier, ""),
            effect=consequence(one),
            indicator="; ".join(filter(None, (decided(one.decided_by), one.source))),
        )
        for one in answer.verdicts
    )
    yield Section("medicare", table=_SEEN._replace(rows=seen), source=notes.cite(answer.schedule.source))
