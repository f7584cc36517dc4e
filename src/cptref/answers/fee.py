"""What Medicare allows for a code and its modifiers, in a place, and what facilities are paid beside it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from cptref.answers.facility import Facility, facility
from cptref.answers.notes import NOTHING_HELD, Note, newest, once
from cptref.answers.places import NATION, Place
from cptref.answers.schedule import Schedule, deciding, schedules, with_row
from cptref.cms.families import PFS
from cptref.codes import nearest
from cptref.errors import UnknownCode
from cptref.medicare.effects import Effect, Verdict
from cptref.medicare.modifiers import effects
from cptref.medicare.parameters import Participation
from cptref.medicare.price import (
    SETTINGS,
    Charges,
    Factors,
    Reason,
    Setting,
    charges,
    price,
)
from cptref.releases.day import Choice, Citation, Coverage

if TYPE_CHECKING:
    from cptref.cms.rows import Locality
    from cptref.codes import Asked
    from cptref.releases.day import Day


class Amount(NamedTuple):
    """What is allowed in a setting and a place, or why nothing is told."""

    setting: Setting
    verdict: Verdict
    reason: Reason | None
    """None where the line is plainly payable."""
    amount: Decimal | None
    """Dollars, before deductible, coinsurance and sequestration."""
    non_participating: Decimal | None
    limiting_charge: Decimal | None
    factors: Factors | None
    effects: tuple[Effect, ...]
    """What each modifier does."""
    capped: bool
    """Whether the RVUs for OPPS payment made the lower amount."""
    na: bool
    """Whether the file flags the setting as one in which the service is rarely or never done."""
    locality: "Locality | None"
    """None for the nation."""
    participation: Participation
    conversion_factor: Decimal
    source: Citation | None
    coverage: Coverage


class Fee(NamedTuple):
    """What Medicare allows for a code and its modifiers on a day."""

    code: str
    modifiers: tuple[str, ...]
    on: date
    place: Place
    amounts: tuple[Amount, ...]
    """By conversion factor, locality and setting."""
    effects: tuple[Effect, ...]
    schedules: tuple[Schedule, ...]
    """The relative value files of the day, and the rows that price the line."""
    facility: Facility
    choices: tuple[Choice, ...]
    """The releases that answer, or that would."""
    notes: tuple[Note, ...]


def fee(asked: "Asked", day: "Day", place: Place = NATION, settings: tuple[Setting, ...] = SETTINGS) -> Fee:
    """Return what Medicare allows; raises UnknownCode where a release answers and none has the code."""
    modifiers = tuple(dict.fromkeys(asked.modifiers))
    found = schedules(asked.code, modifiers, day)
    beside = facility(asked.code, day)
    if not (beside.is_known or any(one.line for one in found)):
        _check_known(asked.code, found, day)
    line = with_row(found).line
    done = effects(modifiers, line, day.on) if line else ()
    choices = (*(one.choice for one in found), *deciding(done, day), *place.choices, *beside.choices)
    return Fee(
        asked.code,
        modifiers,
        day.on,
        place,
        () if place.absent else tuple(_amounts(modifiers, found, place, settings, day.on)),
        done,
        found,
        beside,
        choices,
        once((*newest(choices, day.on), *_twice(asked.modifiers), *_absent(asked.code, found, place, day))),
    )


def _twice(typed: tuple[str, ...]) -> Iterator[Note]:
    for place, name in enumerate(typed):
        if name in typed[:place]:
            yield Note("typed twice", subject=name)


def _check_known(code: str, found: tuple[Schedule, ...], day: "Day") -> None:
    for one in found:
        if one.choice.standing:
            raise UnknownCode(code, nearest(code, day.codes(PFS, one.choice)), what="release")


def _amounts(
    modifiers: tuple[str, ...],
    held: tuple[Schedule, ...],
    place: Place,
    settings: tuple[Setting, ...],
    on: date,
) -> Iterator[Amount]:
    for one in held:
        if one.line is None:
            continue
        done = effects(modifiers, one.line, on)
        for locality in place.localities or (None,):
            for setting in settings:
                found = price(one.line.row, setting, done, locality)
                charged = _UNCHARGED if found.amount is None else charges(found.amount, on)
                yield Amount(
                    setting,
                    found.verdict,
                    found.reason,
                    found.amount,
                    charged.non_participating,
                    charged.limiting_charge,
                    found.factors,
                    done,
                    found.capped,
                    found.na,
                    locality,
                    one.participation,
                    one.line.row.conversion_factor,
                    one.source,
                    one.choice.coverage,
                )


_UNCHARGED = Charges(None, None)


def _absent(code: str, found: tuple[Schedule, ...], place: Place, day: "Day") -> Iterator[Note]:
    """Say why there is no amount, or not every one."""
    if place.absent:
        yield place.absent
    if not day.standing:
        yield NOTHING_HELD
    for one in found:
        if one.choice.standing is None:
            yield Note("none held", family=PFS.name, kind=one.participation, on=day.on)
        elif one.line is None:
            yield Note("no row", one.choice.name, subject=code)
