"""What Medicare's indicators say of each standard modifier of a code."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cptref.answers.schedule import Source, sources
from cptref.codes import Asked
from cptref.medicare.meanings import MEANINGS, STANDARD
from cptref.medicare.modifiers import Effect, effect
from cptref.sheet import Row, Section, Table
from cptref.views.coverage import newest
from cptref.views.effects import effect_document
from cptref.views.sections import MODIFIERS

if TYPE_CHECKING:
    from cptref.releases.day import Held

ROWS = Table((*MODIFIERS.columns, "verdict", "indicator", "effect"))
_SEEN = Table(("modifier", "verdict", "meaning", "effect", "indicator"), details=("indicator",))


class Verdicts:
    """The verdicts on the modifiers of a code, on a day; all unknown where no release is held."""

    def __init__(self, code: str, held: "Held", asked: tuple[str, ...] = ()) -> None:
        self.code = code
        self.held = held
        self.names = (*STANDARD, *(name for name in asked if name not in STANDARD))
        found = sources(Asked(code, code, ()), held)
        self.source: Source = next((one for one in found if one.row), found[0])

    @property
    def known(self) -> bool:
        """Whether a release has the code."""
        return self.source.row is not None

    def effects(self) -> list[Effect]:
        """Return what each modifier does."""
        line = self.source.line
        if line:
            return [effect(name, line) for name in self.names]
        return [Effect(name, "unknown", effect=self._absent(), share=None) for name in self.names]

    def document(self) -> dict[str, Any]:
        """Return the verdicts, for scripts."""
        warning = newest(self.source.choice, self.held)
        return {
            "on": self.held.on.isoformat(),
            "coverage": self.source.choice.coverage,
            "modifiers": [effect_document(one, self._cited) for one in self.effects()],
            "warnings": [warning] if warning else [],
        }

    def rows(self) -> Iterator[Row]:
        """Yield rows of ROWS."""
        for one in self.effects():
            told = effect_document(one, self._cited)
            yield ROWS.row(
                code=self.code,
                modifier=one.modifier,
                description=told["meaning"] or "",
                state="unknown" if one.verdict == "unknown" else "stated",
                source=told["source"] or "",
                verdict=one.verdict,
                indicator=one.indicator,
                effect=one.effect,
            )

    def sections(self) -> Iterator[Section]:
        """Yield what a reader sees: the verdicts, one kind after the other."""
        if not self.known:
            yield Section("medicare", table=Table(("verdict", "reason"), (("unknown", self._absent()),)))
            return
        rows = tuple(
            _SEEN.row(
                modifier=one.modifier,
                verdict=one.verdict,
                meaning=MEANINGS.get(one.modifier, ""),
                effect=one.effect,
                indicator="; ".join(filter(None, (one.indicator, one.source))),
            )
            for one in self.effects()
        )
        yield Section("medicare", table=_SEEN._replace(rows=rows), source=self._cited)

    def _absent(self) -> str:
        choice = self.source.choice
        if choice.standing:
            return f"{self.code} stands in no row of {choice.name}"
        return f"no relative value release is held for {self.held.on}"

    @property
    def _cited(self) -> str:
        return self.source.cited
