"""Stores of literal rows, each asked for a day: what stands in CMS's files goes in, a Day comes out."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, get_type_hints

import pytest

from cptref.cms.families import ASC, GPCI, HCPCS, MUE, OPPS, PFS, PTP, ZIP, Family, Kind
from cptref.cms.rows import (
    IN_FORCE,
    Edit,
    Level2,
    Locality,
    Mue,
    Outpatient,
    RelativeValue,
    Surgical,
    Zip,
)
from cptref.releases.day import Citation, Day, Releases
from cptref.releases.periods import Release
from cptref.releases.store import Store
from published import MISUSE, ROW_2026

_CELLS = ROW_2026.split(",")
_PRINTED = dict(zip(RelativeValue._fields, (*_CELLS[:4], *_CELLS[5:]), strict=True))
"""As 47370 has it in January 2026; the fifth cell is not used."""
_TYPES = get_type_hints(RelativeValue)

FACTOR_2025, FACTOR, FACTOR_QPP = "32.3465", "33.4009", "33.5675"
ALASKA = Locality("02102", "01", "AK", "ALASKA*", Decimal("1.5"), Decimal("1.077"), Decimal("0.560"))
ALABAMA = Locality("10112", "00", "AL", "ALABAMA", Decimal(1), Decimal("0.875"), Decimal("0.566"))
LOS_ANGELES = Locality(
    "01182", "18", "CA", "LOS ANGELES", Decimal("1.045"), Decimal("1.177"), Decimal("0.708")
)
SAN_FRANCISCO = Locality(
    "01112", "05", "CA", "SAN FRANCISCO", Decimal("1.088"), Decimal("1.411"), Decimal("0.421")
)
ANCHORAGE = Zip("99501", "AK", "02102", "01", "", "")
SACRAMENTO = Zip("94203", "CA", "01112", "05", "", "1")


def day(text: str) -> date:
    return date.fromisoformat(text)


def value(code: str = "47370", modifier: str = "", **cells: str) -> RelativeValue:
    """A row of a relative value file, as that of 47370 but for the cells that are named, as printed."""
    named = {"code": code, "modifier": modifier}
    return RelativeValue._make(
        Decimal(text) if _TYPES[name] is Decimal else text
        for name, text in (_PRINTED | cells | named).items()
    )


def edit(one: str, two: str, indicator: int = 1, first: str = "2002-01-01", last: str | None = None) -> Edit:
    """A row of the PTP edits."""
    deleted = day(last).toordinal() if last else IN_FORCE
    return Edit(one, two, day(first).toordinal(), deleted, 0, indicator, MISUSE)


def units(code: str, number: int, mai: str = "2") -> Mue:
    """A row of an MUE table."""
    return Mue(code, number, mai, "Date of Service Edit: Policy", "Anatomic Consideration")


def outpatient(code: str, indicator: str, apc: str = "", rate: str | None = None) -> Outpatient:
    """A row of OPPS Addendum B."""
    return Outpatient(code, "", indicator, apc, None, Decimal(rate) if rate else None)


def covered(code: str, indicator: str, rate: str | None = None) -> Surgical:
    """A row of ASC Addendum AA."""
    return Surgical(code, "", 0, "Y", indicator, None, Decimal(rate) if rate else None)


def excluded(code: str) -> Surgical:
    """A row of ASC Addendum EE."""
    return Surgical(code, "", 1, "", "", None, None)


def level_two(
    code: str, added: str | None = None, terminated: str | None = None, description: str = "A supply"
) -> Level2:
    """A row of HCPCS Level II."""
    first, last = (day(text) if text else None for text in (added, terminated))
    return Level2(code, description, "Supply", "C", "", first, first, last, "N")


class Held(NamedTuple):
    """A release and its rows."""

    release: Release
    rows: tuple[NamedTuple, ...]


def held(
    family: Family[NamedTuple],
    effective: str,
    *rows: NamedTuple,
    kind: Kind = "",
    variant: str = "",
    part: str = "",
    revision: str = "",
) -> Held:
    """A release; its file is named for what it is: `ptp-hospital-1.txt`."""
    file = "-".join(filter(None, (family.name, kind, variant, part))) + ".txt"
    sha256 = f"{revision} {effective} {file}"
    first = day(effective)
    return Held(Release(family.name, kind, variant, part, first, revision, 0, 0, 0, file, sha256, ""), rows)


def pfs(effective: str, *rows: RelativeValue, revision: str = "") -> Held:
    """The relative value file of all, or of those who are no qualifying APM participants."""
    return held(PFS, effective, *rows, revision=revision)


def qpp(effective: str, *rows: RelativeValue) -> Held:
    """The relative value file of qualifying APM participants."""
    return held(PFS, effective, *rows, variant="qpp")


def gpci(effective: str, *rows: Locality) -> Held:
    return held(GPCI, effective, *rows)


def zips(effective: str, *rows: Zip) -> Held:
    return held(ZIP, effective, *rows)


def ptp(effective: str, part: str, *rows: Edit, kind: Kind = "practitioner") -> Held:
    return held(PTP, effective, *rows, kind=kind, part=part)


def mue(effective: str, *rows: Mue, kind: Kind = "practitioner") -> Held:
    return held(MUE, effective, *rows, kind=kind)


def opps(effective: str, *rows: Outpatient) -> Held:
    return held(OPPS, effective, *rows)


def asc(effective: str, part: str, *rows: Surgical) -> Held:
    return held(ASC, effective, *rows, part=part)


def hcpcs(effective: str, *rows: Level2) -> Held:
    return held(HCPCS, effective, *rows)


def cited(release: str, file: str, *row: str) -> Citation:
    return Citation(release, file, row)


TODAY = "2026-01-15"


class Shelf:
    """Stores in a folder, one for each set of releases that is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stores: dict[tuple[Held, ...], tuple[Store, Releases]] = {}

    def releases(self, *found: Held) -> Releases:
        """These releases in a store; no store without one."""
        if not found:
            return Releases(None)
        if found not in self._stores:
            store = Store(str(self._folder / f"{len(self._stores)}.sqlite"), write=True)
            with store.transaction():
                for one in found:
                    store.add(one.release, one.rows)
            self._stores[found] = store, Releases(store)
        return self._stores[found][1]

    def day(self, *found: Held, on: str = TODAY, named: tuple[str, ...] = ()) -> Day:
        """These releases, asked for a day."""
        return self.releases(*found).day(day(TODAY), day(on), named)

    def close(self) -> None:
        for store, _ in self._stores.values():
            store.close()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """Stores that are closed at the end; `shelf = held.shelf` makes it a fixture of a module of tests."""
    opened = Shelf(tmp_path_factory.mktemp("shelf"))
    yield opened
    opened.close()
