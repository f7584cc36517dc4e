"""The NCCI edits held of a kind of claim, asked for a day: of one code, or between two."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cptref.medicare.edits import Ends, Finding, Pair, covers, finding, is_active

if TYPE_CHECKING:
    from cptref.cms.rows import Edit
    from cptref.releases.day import Choice, Held


class Volume(NamedTuple):
    """The parts of one release of PTP edits that are held."""

    effective: date
    parts: "dict[str, Choice]"
    ends: dict[str, Ends]

    @property
    def choice(self) -> "Choice":
        """Any of its parts, for its name."""
        return next(iter(self.parts.values()))

    def about(self, pair: Pair) -> "Choice":
        """The part in which a pair would stand; of one between two parts, either."""
        within = (part for part, (first, last) in self.ends.items() if first <= pair <= last)
        return self.parts.get(next(within, ""), self.choice)


class Found(NamedTuple):
    """The verdict on one ordered pair."""

    pair: Pair
    finding: Finding
    edit: "Edit | None" = None
    choice: "Choice | None" = None
    typed: tuple[str, ...] = ()
    """The modifiers typed with either code that undo the edit."""


class Edits:
    """The PTP edits held of a kind of claim, for a day."""

    def __init__(self, held: "Held", claim: str) -> None:
        self.held = held
        self.claim = claim
        self.volumes = list(_volumes(held, claim))

    @property
    def coverage(self) -> str:
        """How the newest release stands to the day."""
        return self.volumes[0].choice.coverage if self.volumes else "none held"

    def judge(self, pair: Pair) -> Found:
        """Return the verdict on an ordered pair, by the newest release that covers it."""
        for volume in self.volumes:
            if not covers(volume.ends.items(), pair):
                continue
            for choice in volume.parts.values():
                for edit in self.held.rows("ptp", choice, column_one=pair[0], column_two=pair[1]):
                    if is_active(edit, self.held.on):
                        return Found(pair, finding(edit), edit, choice)
            return Found(pair, "no edit", None, volume.about(pair))
        return Found(pair, "unknown")

    def together(self, one: str, two: str) -> list[Found]:
        """Return the edits between two codes, or that there is none, which needs both orders covered."""
        found = [self.judge((one, two)), self.judge((two, one))]
        edits = [order for order in found if order.edit]
        if edits:
            return edits
        unknown = [order for order in found if order.finding == "unknown"]
        return unknown[:1] or found[:1]

    def of(self, code: str, column: str) -> tuple[list[Found], bool]:
        """Return the active edits of a code in one column, and whether no other can be.

        The newest release that covers the code answers; of column two that is one of which all parts are
        held, or else the newest that has the code.
        """
        for volume in self.volumes:
            whole = _covers_code(volume, code, column)
            rows = [
                (edit, choice)
                for choice in volume.parts.values()
                for edit in self.held.rows("ptp", choice, **{column: code})
            ]
            if whole or rows:
                active = [(edit, choice) for edit, choice in rows if is_active(edit, self.held.on)]
                told = [Found((e.column_one, e.column_two), finding(e), e, choice) for e, choice in active]
                return sorted(told), whole
        return [], False


def _volumes(held: "Held", claim: str) -> Iterator[Volume]:
    """Yield the releases held, the newest first; one that is named answers alone."""
    found = [(*choice.place, choice, held.ends(choice)) for choice in held.every("ptp", claim)]
    found.sort(key=lambda one: one[:2], reverse=True)
    for effective, parts in groupby(found, key=lambda one: one[0]):
        listed = list(parts)
        choices = {part: choice for _, part, choice, _ in listed}
        yield Volume(effective, choices, {part: ends for _, part, _, ends in listed})


def _covers_code(volume: Volume, code: str, column: str) -> bool:
    if column == "column_one":
        return all(covers(volume.ends.items(), (code, other)) for other in ("00000", "ZZZZZ"))
    return volume.ends.keys() >= _PARTS


_PARTS = {"1", "2", "3", "4"}
