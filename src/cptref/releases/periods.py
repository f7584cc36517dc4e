"""What a release is, for which days it is in force, and how people name it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from cptref.cms.families import BY_NAME, Period

_DAY = timedelta(days=1)
_MONTHS: dict[Period, int] = {"quarter": 3, "year": 12}


class Release(NamedTuple):
    """A file of CMS's that is held."""

    family: str
    kind: str
    variant: str
    part: str
    effective: date
    """The day from which it is in force."""
    revision: str
    late: int
    """1 where it was published after that day."""
    descriptors: int
    """1 where its rows hold the AMA's and ADA's descriptors."""
    rows: int
    file: str
    """Its name, and before it that of the zip file or folder."""
    sha256: str
    imported: str
    """Date and time, UTC, ISO 8601."""
    told: str = ""
    """What content and names tell of when and for whom it is in force, or else the names; "" if not known."""
    by_hand: int = 0
    """1 where its user said from when it is in force, or for whose claims it is."""
    id: int = 0

    @property
    def key(self) -> tuple[str, str, str, str, date]:
        """What a release of a higher revision has in common with the one that it supersedes."""
        return self.family, self.kind, self.variant, self.part, self.effective


class Standing(NamedTuple):
    """A release held, its name, and until when it is in force."""

    release: Release
    name: str
    until: date
    superseded: bool
    """Whether another of the same key has a higher revision."""

    @property
    def names(self) -> tuple[str, ...]:
        """What may be typed for it: the name that its parts share, or that of its part alone."""
        part = self.release.part
        return (
            (self.name, f"{self.name}-{'f' if part.isdigit() else ''}{part.lower()}")
            if part
            else (self.name,)
        )


def start(period: Period, day: date) -> date:
    """Return the first day of the year or quarter that a day lies in."""
    return day.replace(month=1 if period == "year" else quarter(day) * 3 - 2, day=1)


def end(period: Period, day: date) -> date:
    """Return the last day of that year or quarter."""
    first = start(period, day)
    following = first.month + _MONTHS[period]
    return date(first.year + following // 13, (following - 1) % 12 + 1, 1) - _DAY


def quarter(day: date) -> int:
    """Return the quarter, 1 to 4, that a day lies in."""
    return (day.month + 2) // 3


def period(release: Release) -> Period:
    """Return how long a release is in force, unless another follows sooner."""
    return BY_NAME[release.family].period


def name(release: Release) -> str:
    """Return the name of a release that people type: `pfs-2026q1-qpp`, `gpci-2025`, `pfs-2024-03-09`."""
    day = release.effective
    if day != start(period(release), day):
        when = day.isoformat()
    elif period(release) == "year":
        when = str(day.year)
    else:
        when = f"{day.year}q{quarter(day)}"
    return "-".join(filter(None, (release.family, release.kind, when, release.variant)))


def standing(releases: Iterable[Release]) -> list[Standing]:
    """Tell of each release its name, until when it is in force, and whether it is superseded.

    In the order of families, kinds, days and parts. A release ends with its quarter or year, or on the day
    before the next of its kind begins. Of several that their zip files' quarters tell apart the first
    is in force from the period's first day, each other from its quarter's.
    """
    found: list[Standing] = []
    following: Release | None = None
    for release in sorted(_spread(releases), key=_order, reverse=True):
        superseded = following is not None and following.key == release.key
        until = found[-1].until if superseded else end(period(release), release.effective)
        if following and not superseded and following.key[:4] == release.key[:4]:
            until = min(until, following.effective - _DAY)
        mark = f"@{release.revision or release.sha256[:8]}" if superseded else ""
        found.append(Standing(release, name(release) + mark, until, superseded))
        following = release
    return sorted(found, key=_shown)


def _spread(releases: Iterable[Release]) -> Iterator[Release]:
    before: Release | None = None
    for release in sorted(releases, key=_order):
        if before and before.key == release.key and BY_NAME[release.family].by_zip and release.revision:
            quarter_ = start("quarter", date.fromisoformat(release.revision))
            yield release._replace(effective=max(release.effective, quarter_))
        else:
            yield release
        before = release


def _shown(one: Standing) -> tuple[str, str, date, str, str]:
    release = one.release
    return release.family, release.kind, release.effective, release.variant, release.part


def _order(release: Release) -> tuple[tuple[str, str, str, str, date], int, str, int]:
    """Order by key; then r10 after r9, and of equal revisions the one imported last."""
    return release.key, len(release.revision), release.revision, release.id
