"""Each way to name a place, and why a place has no locality."""

from decimal import Decimal
from typing import TYPE_CHECKING

import held
import pytest
from held import (
    ALABAMA,
    ALASKA,
    ANCHORAGE,
    LOS_ANGELES,
    SACRAMENTO,
    SAN_FRANCISCO,
    Held,
    Shelf,
    cited,
    day,
    gpci,
    pfs,
    value,
    zips,
)

from cptref.answers.notes import Note
from cptref.answers.places import NATION, Place, place
from cptref.cms.families import GPCI, ZIP
from cptref.cms.rows import Locality, Zip
from cptref.errors import MalformedPlace
from cptref.releases.day import Choice

if TYPE_CHECKING:
    from cptref.answers.places import Where

shelf = held.shelf

INDICES = gpci("2026-01-01", ALASKA, SAN_FRANCISCO, LOS_ANGELES, ALABAMA)
ZIPS = zips("2026-01-01", ANCHORAGE, SACRAMENTO)
UNFLOORED = ALASKA._replace(work=Decimal(1))
BOSTON = Locality(
    "14212", "01", "MA", "METROPOLITAN BOSTON", Decimal("1.041"), Decimal("1.2"), Decimal("0.9")
)
EASTERN = (Zip("02108", "MA", "14212", "01", "", ""), Zip("08999", "NJ", "14212", "01", "", ""))
UNDIVIDED = Zip("94103", "CA", "01112", "05", "", "")
ROW = cited("zip-2026q1", "zip.txt", "99501")


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"zip": "99501"}, ("zip", "99501", (ALASKA,), ROW)),
        ({"zip": "99501-1234"}, ("zip", "99501-1234", (ALASKA,), ROW)),
        ({"zip": "995011234"}, ("zip", "995011234", (ALASKA,), ROW)),
        ({"locality": "02102-01"}, ("locality", "02102-01", (ALASKA,), None)),
        ({"locality": "0210201"}, ("locality", "02102-01", (ALASKA,), None)),
        ({"locality": "01182-18"}, ("locality", "01182-18", (LOS_ANGELES,), None)),
        ({"state": "AK"}, ("state", "AK", (ALASKA,), None)),
        ({"state": "ca"}, ("state", "CA", (SAN_FRANCISCO, LOS_ANGELES), None)),
        (
            {"all_localities": True},
            ("all localities", "", (SAN_FRANCISCO, LOS_ANGELES, ALASKA, ALABAMA), None),
        ),
        # what is left open names no place
        (
            {"zip": None, "locality": None, "state": "AL", "all_localities": False},
            ("state", "AL", (ALABAMA,), None),
        ),
    ],
)
def test_a_place_has_the_localities_of_its_row_or_state(
    shelf: Shelf, where: "Where", expected: tuple[str, str, tuple[Locality, ...], object]
) -> None:
    asked = shelf.day(INDICES, ZIPS)
    kind, name, localities, source = expected
    by_zip = asked.choice(ZIP) if kind == "zip" else None
    found = place(asked, **where)
    assert tuple(found) == (kind, name, localities, None, asked.choice(GPCI), by_zip, source)
    assert found.choices == (*([by_zip] if by_zip else []), asked.choice(GPCI))


@pytest.mark.parametrize(
    "where", [{}, {"zip": None, "locality": None, "state": None, "all_localities": False}]
)
def test_without_a_place_the_nation_is_meant_and_rests_on_no_release(shelf: Shelf, where: "Where") -> None:
    found = place(shelf.day(INDICES, ZIPS), **where)
    assert found == NATION == Place("nation", "", (), None, Choice("none held"), None, None)
    assert found.choices == ()


@pytest.mark.parametrize(
    ("where", "absent"),
    [
        ({"zip": "10001"}, Note("no row", "zip-2026q1", kind="zip", subject="10001")),
        ({"zip": "10001-0001"}, Note("no row", "zip-2026q1", kind="zip", subject="10001-0001")),
        ({"zip": "94203"}, Note("several localities", "zip-2026q1", subject="94203")),
        ({"zip": "94203-0001"}, Note("several localities", "zip-2026q1", subject="94203")),
        ({"locality": "02102-02"}, Note("no row", "gpci-2026", kind="locality", subject="02102-02")),
        ({"locality": "10112-01"}, Note("no row", "gpci-2026", kind="locality", subject="10112-01")),
        ({"state": "zz"}, Note("no row", "gpci-2026", kind="state", subject="ZZ")),
    ],
)
def test_a_place_that_the_releases_do_not_have_has_a_reason(
    shelf: Shelf, where: "Where", absent: Note
) -> None:
    asked = shelf.day(INDICES, ZIPS)
    ((way, text),) = where.items()
    found = place(asked, **where)
    assert (found.kind, found.localities, found.absent, found.source) == (way, (), absent, None)
    assert found.name == (text if way != "state" else "ZZ")
    assert found.choices == ((asked.choice(ZIP),) if way == "zip" else ()) + (
        (Choice("none held"),) if way == "zip" else (asked.choice(GPCI),)
    )


@pytest.mark.parametrize(
    ("where", "family"),
    [
        ({"zip": "99501"}, "zip"),
        ({"locality": "02102-01"}, "gpci"),
        ({"state": "AK"}, "gpci"),
        ({"all_localities": True}, "gpci"),
    ],
)
def test_without_a_release_of_places_none_is_found(shelf: Shelf, where: "Where", family: str) -> None:
    for asked in (shelf.day(), shelf.day(pfs("2026-01-01", value()))):
        found = place(asked, **where)
        absent = Note("none held", family=family, on=day("2026-01-15"))
        ((way, text),) = where.items()
        kind, name = (way, text) if way != "all_localities" else ("all localities", "")
        assert (found.kind, found.name) == (kind, name)
        assert (found.localities, found.absent, found.source) == ((), absent, None)
        assert found.gpci == Choice("none held")
        assert found.zips == (Choice("none held") if family == "zip" else None)


def test_a_zip_code_has_the_one_locality_of_its_row(shelf: Shelf) -> None:
    beside = (SAN_FRANCISCO._replace(locality="06"), SAN_FRANCISCO._replace(mac="02302"))
    asked = shelf.day(gpci("2026-01-01", SAN_FRANCISCO, *beside), zips("2026-01-01", UNDIVIDED))
    assert place(asked, zip="94103").localities == (SAN_FRANCISCO,)
    assert place(asked, locality="01112-05").localities == (SAN_FRANCISCO,)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("2108", "02108"),
        ("2108-1234", "02108-1234"),
        ("02108", "02108"),
        ("8999", "08999"),
    ],
)
def test_a_zip_code_of_the_east_has_its_leading_zero_put_back(shelf: Shelf, typed: str, name: str) -> None:
    asked = shelf.day(gpci("2026-01-01", BOSTON), zips("2026-01-01", *EASTERN))
    found = place(asked, zip=typed)
    assert (found.name, found.localities) == (name, (BOSTON,))
    assert found.source == cited("zip-2026q1", "zip.txt", name[:5])


def test_a_zip_code_whose_indices_are_not_held_keeps_its_row(shelf: Shelf) -> None:
    asked = shelf.day(ZIPS)
    absent = Note("none held", family="gpci", on=day("2026-01-15"))
    assert place(asked, zip="99501") == (
        *("zip", "99501", (), absent, Choice("none held"), asked.choice(ZIP), ROW),
    )


def test_a_zip_code_whose_locality_the_indices_lack_is_named_as_typed(shelf: Shelf) -> None:
    asked = shelf.day(ZIPS, gpci("2026-01-01", ALABAMA))
    absent = Note("no row", "gpci-2026", kind="zip", subject="99501-1234")
    assert place(asked, zip="99501-1234") == (
        *("zip", "99501-1234", (), absent, asked.choice(GPCI), asked.choice(ZIP), ROW),
    )


@pytest.mark.parametrize(
    ("found", "on", "coverage", "work"),
    [
        (
            [gpci("2025-01-01", ALASKA), gpci("2026-01-01", UNFLOORED)],
            "2025-12-31",
            "in force",
            "1.5",
        ),
        (
            [gpci("2025-01-01", ALASKA), gpci("2026-01-01", UNFLOORED)],
            "2026-01-01",
            "in force",
            "1",
        ),
        ([gpci("2025-01-01", ALASKA)], "2026-01-01", "newest held", "1.5"),
    ],
)
def test_the_indices_are_those_of_the_day(
    shelf: Shelf, found: list[Held], on: str, coverage: str, work: str
) -> None:
    told = place(shelf.day(*found, on=on), locality="02102-01")
    assert (told.gpci.coverage, [str(one.work) for one in told.localities]) == (coverage, [work])


@pytest.mark.parametrize(
    ("where", "typed"),
    [
        *(
            ({"zip": text}, text)
            for text in (
                "9950",
                "9000",
                "0210",
                "210",
                "21081234",
                "2108-123",
                "995011",
                "99501-123",
                "99501-",
                "9950A",
                "AK",
                " 99501",
            )
        ),
        *(
            ({"locality": text}, text)
            for text in (
                "02102",
                "021020",
                "02102011",
                "02102 01",
                "02102-1",
                "2102-01",
                "02102-011",
                "AK-01",
            )
        ),
        *(({"state": text}, text) for text in ("A", "AKA", "A1", "99", "ÄK", "")),
    ],
)
def test_a_place_that_is_not_written_as_one_is_refused(shelf: Shelf, where: "Where", typed: str) -> None:
    with pytest.raises(MalformedPlace) as refused:
        place(shelf.day(INDICES, ZIPS), **where)
    assert repr(typed) in str(refused.value)


@pytest.mark.parametrize(
    "where",
    [
        {"zip": "99501", "state": "AK"},
        {"zip": "99501", "locality": "02102-01"},
        {"state": "AK", "all_localities": True},
        {"zip": "99501", "locality": "02102-01", "state": "AK", "all_localities": True},
        {"zip": "", "state": "AK"},
    ],
)
def test_two_places_are_refused(shelf: Shelf, where: "Where") -> None:
    with pytest.raises(MalformedPlace, match="two"):
        place(shelf.day(INDICES, ZIPS), **where)
