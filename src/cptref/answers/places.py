"""Where a service is done -> the localities whose indices price it."""

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from cptref.answers.notes import Note
from cptref.cms.families import GPCI, ZIP
from cptref.errors import MalformedPlace
from cptref.releases.day import Choice, Citation

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypedDict, Unpack

    from cptref.cms.rows import Locality
    from cptref.releases.day import Day

    class Where(TypedDict, total=False):
        """How a place is named: in one of these ways; the nation where in none."""

        zip: str | None
        """99501 or 99501-1234; of 2108 the leading zero is put back."""
        locality: str | None
        """The MAC and its locality: 02102-01 or 0210201."""
        state: str | None
        """Two letters."""
        all_localities: bool


PlaceKind = Literal["nation", "zip", "locality", "state", "all localities"]


class Place(NamedTuple):
    """The localities of a place, or why there are none."""

    kind: PlaceKind = "nation"
    name: str = ""
    """A ZIP code, 02108 where 2108 was typed; a locality such as 02102-01; a state's two letters."""
    localities: "tuple[Locality, ...]" = ()
    absent: Note | None = None
    """Why a place that was asked for has no locality."""
    gpci: Choice = Choice("none held")
    zips: Choice | None = None
    """Of a ZIP code: the release that tells its locality."""
    source: Citation | None = None
    """Of a ZIP code: its row there."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The releases that it rests on."""
        if self.kind == "nation":
            return ()
        return (*([self.zips] if self.zips else []), self.gpci)


NATION = Place()


def place(day: "Day", **where: "Unpack[Where]") -> Place:
    """Return the localities of the place that is named; raises MalformedPlace, for two of them as well."""
    named = [(way, text) for way, text in where.items() if text is not None and text is not False]
    if len(named) > 1:
        raise MalformedPlace("two places are named: give one of ZIP code, locality, state and all localities")
    for way, text in named:
        return _BY_WAY[way](day, str(text))
    return NATION


def of_state(day: "Day", text: str) -> Place:
    """Return the localities of a state, two letters; raises MalformedPlace."""
    if not re.fullmatch("[A-Za-z]{2}", text):
        raise MalformedPlace(f"{text!r} is no state: it has two letters, such as AK")
    return _place(day, "state", text.upper(), state=text.upper())


def of_locality(day: "Day", text: str) -> Place:
    """Return the locality written as MAC-LOCALITY: 02102-01, 0210201; raises MalformedPlace."""
    found = re.fullmatch(r"([0-9]{5})-?([0-9]{2})", text)
    if not found:
        raise MalformedPlace(f"{text!r} is no locality: it is written as 02102-01, the MAC and its locality")
    mac, locality = found.groups()
    return _place(day, "locality", f"{mac}-{locality}", mac=mac, locality=locality)


def of_zip(day: "Day", text: str) -> Place:
    """Return the locality of a ZIP code; raises MalformedPlace.

    One of four digits has lost the leading zero of New England and New Jersey: 2108 is 02108.
    Where its four more digits decide, no locality is given: the file that tells them is not read.
    """
    if re.fullmatch(r"[1-8][0-9]{3}(?:-[0-9]{4})?", text):
        text = f"0{text}"
    found = re.fullmatch(r"([0-9]{5})(-?[0-9]{4})?", text)
    if not found:
        raise MalformedPlace(f"{text!r} is no ZIP code: it is written as 99501 or 99501-1234")
    zips = day.choice(ZIP)
    row = day.row(ZIP, zips, zip=found[1])
    if zips.standing is None:
        return Place("zip", text, absent=Note("none held", family=ZIP.name, on=day.on), zips=zips)
    if row is None:
        return Place("zip", text, absent=Note("no row", zips.name, kind="zip", subject=text), zips=zips)
    if row.plus_four:
        return Place("zip", text, absent=Note("several localities", zips.name, subject=found[1]), zips=zips)
    place = _place(day, "zip", text, mac=row.mac, locality=row.locality)
    return place._replace(zips=zips, source=zips.cite(found[1]))


def _place(day: "Day", kind: PlaceKind, name: str, **equal: str) -> Place:
    gpci = day.choice(GPCI)
    if gpci.standing is None:
        return Place(kind, name, absent=Note("none held", family=GPCI.name, on=day.on), gpci=gpci)
    localities = tuple(day.rows(GPCI, gpci, **equal))
    absent = None if localities else Note("no row", gpci.name, kind=kind, subject=name)
    return Place(kind, name, localities, absent, gpci)


_BY_WAY: "dict[str, Callable[[Day, str], Place]]" = {
    "zip": of_zip,
    "locality": of_locality,
    "state": of_state,
    "all_localities": lambda day, _: _place(day, "all localities", ""),
}
