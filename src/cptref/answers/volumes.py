"""The PTP edits held of a kind of claim, release by release: which of them covers a pair, or a code."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from cptref.cms.families import PTP, Kind
from cptref.medicare.edits import Ends, Pair, Verdict, covers, is_active, verdict
from cptref.medicare.parameters import NCCI_BEGAN
from cptref.releases.day import Choice

if TYPE_CHECKING:
    from cptref.cms.rows import Edit
    from cptref.releases.day import Day

Column = Literal["column_one", "column_two"]


class Volume(NamedTuple):
    """The parts of one release of PTP edits that are held."""

    effective: date
    parts: dict[str, Choice]
    ends: dict[str, Ends]

    @property
    def choice(self) -> Choice:
        """Any of its parts, for its name."""
        return next(iter(self.parts.values()))

    def about(self, pair: Pair) -> Choice:
        """The part in which a pair would stand; of one between two parts, that before it."""
        before = [(ends[0], part) for part, ends in self.ends.items() if ends[0] <= pair]
        return self.parts[max(before)[1]]


class Judged(NamedTuple):
    """The verdict on one ordered pair, the edit that makes it, and the releases that have it or have none."""

    pair: Pair
    verdict: Verdict
    edit: "Edit | None" = None
    choices: tuple[Choice, ...] = ()
    """All that it rests on: of no edit, the parts in which either order would stand."""


class OfCode(NamedTuple):
    """The active edits of a code in one column."""

    edits: list[Judged]
    choices: tuple[Choice, ...]
    """The parts that were consulted."""
    whole: bool
    """Whether no other edit can be."""


class Volumes:
    """The releases of PTP edits held of a kind of claim, the newest first, asked for a day."""

    def __init__(self, day: "Day", claim: Kind) -> None:
        self._day = day
        self.held = list(_volumes(day, claim))

    def judge(self, pair: Pair) -> Judged:
        """Return the verdict on an ordered pair, by the newest release that covers it.

        Before NCCI began nothing can be known.
        """
        for volume in self.held:
            if self._day.on < NCCI_BEGAN or not covers(volume.ends.items(), pair):
                continue
            for choice in volume.parts.values():
                for edit in self._day.rows(PTP, choice, column_one=pair[0], column_two=pair[1]):
                    if is_active(edit, self._day.on):
                        return Judged(pair, verdict(edit), edit, (choice,))
            return Judged(pair, "no edit", None, (volume.about(pair),))
        return Judged(pair, "unknown")

    def together(self, one: str, two: str) -> list[Judged]:
        """Return the edits between two codes, or that there is none, which needs both orders covered."""
        found = [self.judge((one, two)), self.judge((two, one))]
        edits = [order for order in found if order.edit]
        if edits:
            return edits
        unknown = [order for order in found if order.verdict == "unknown"]
        if unknown:
            return unknown[:1]
        rests_on = tuple(dict.fromkeys(choice for order in found for choice in order.choices))
        return [found[0]._replace(choices=rests_on)]

    def of(self, code: str, column: Column) -> "OfCode":
        """Return the active edits of a code in one column, and whether no other can be.

        The newest release that covers the code answers; of column two that is one of which all parts are
        held, or else the newest that has the code.
        """
        for volume in self.held:
            whole = _covers_code(volume, code, column)
            rows = [
                (edit, choice)
                for choice in volume.parts.values()
                for edit in self._day.rows(PTP, choice, **{column: code})
            ]
            if whole or rows:
                active = [(edit, choice) for edit, choice in rows if is_active(edit, self._day.on)]
                told = [Judged((e.column_one, e.column_two), verdict(e), e, (held,)) for e, held in active]
                told.sort(key=lambda one: one.pair)
                return OfCode(told, tuple(volume.parts.values()), whole)
        return OfCode([], (), whole=False)


def _volumes(day: "Day", claim: Kind) -> Iterator[Volume]:
    """Yield the releases held, the newest first; one that is named answers alone."""
    found = [
        (one.release.effective, one.release.part, choice)
        for choice in day.every(PTP, claim)
        if (one := choice.standing)
    ]
    found.sort(key=lambda one: one[:2], reverse=True)
    for effective, parts in groupby(found, key=lambda one: one[0]):
        choices = {part: choice for _, part, choice in parts}
        yield Volume(effective, choices, {part: day.ends(choice) for part, choice in choices.items()})


def _covers_code(volume: Volume, code: str, column: Column) -> bool:
    if column == "column_one":
        return all(covers(volume.ends.items(), (code, other)) for other in ("00000", "ZZZZZ"))
    return volume.ends.keys() >= set(PTP.parts)
