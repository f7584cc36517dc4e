"""Where a service is done -> the localities whose indices price it."""

import re
from typing import TYPE_CHECKING, NamedTuple

from cptref.errors import MalformedPlace
from cptref.releases.day import Choice, Held

if TYPE_CHECKING:
    from cptref.cms.rows import Locality


class Place(NamedTuple):
    """The localities of a place, or why there are none."""

    asked: str = ""
    """As typed; "" for the nation."""
    localities: "tuple[Locality, ...]" = ()
    reason: str = ""
    """Why a place that was asked for has no locality; "" where it has, and for the nation."""
    gpci: Choice = Choice("none held")
    zips: Choice | None = None
    """Where a ZIP code was asked for: the release that tells its locality."""
    source: str = ""
    """Where a ZIP code was asked for: the release, its file, and the row."""


NATION = Place()


def everywhere(held: Held) -> Place:
    """Return every locality of the day."""
    return _place("all localities", held)


def of_state(held: Held, state: str) -> Place:
    """Return the localities of a state, two letters; raises MalformedPlace."""
    if not re.fullmatch("[A-Za-z]{2}", state):
        raise MalformedPlace(f"{state!r} is no state: it has two letters, such as AK")
    return _place(f"state {state.upper()}", held, state=state.upper())


def of_locality(held: Held, text: str) -> Place:
    """Return the locality written as MAC-LOCALITY: 02102-01; raises MalformedPlace."""
    found = re.fullmatch(r"([0-9]{5})-([0-9]{2})", text)
    if not found:
        raise MalformedPlace(f"{text!r} is no locality: it is written as 02102-01, the MAC and its locality")
    return _place(f"locality {text}", held, mac=found[1], locality=found[2])


def of_zip(held: Held, text: str) -> Place:
    """Return the locality of a ZIP code; raises MalformedPlace.

    Where its four more digits decide, no locality is given: the file that tells them is not read.
    """
    found = re.fullmatch(r"([0-9]{5})(-?[0-9]{4})?", text)
    if not found:
        raise MalformedPlace(f"{text!r} is no ZIP code: it is written as 99501 or 99501-1234")
    zips, asked = held.choice("zip"), f"ZIP {text}"
    row = held.row("zip", zips, zip=found[1])
    if zips.standing is None:
        return Place(asked, reason=_none_held("ZIP", held), zips=zips)
    if row is None:
        return Place(asked, reason=f"{asked} stands in no row of {zips.name}", zips=zips)
    if row.plus_four:
        reason = (
            f"ZIP {found[1]} lies in several localities, which the ZIP9 file tells apart: give --locality"
        )
        return Place(asked, reason=reason, zips=zips)
    place = _place(asked, held, mac=row.mac, locality=row.locality)
    return place._replace(zips=zips, source=zips.cite(found[1]))


def _place(asked: str, held: Held, **equal: str) -> Place:
    gpci = held.choice("gpci")
    if gpci.standing is None:
        return Place(asked, reason=_none_held("GPCI", held), gpci=gpci)
    localities = tuple(held.rows("gpci", gpci, **equal))
    return Place(asked, localities, "" if localities else f"{asked} stands in no row of {gpci.name}", gpci)


def _none_held(what: str, held: Held) -> str:
    return f"no {what} release is held for {held.on}"
