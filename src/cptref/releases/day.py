"""Which of the releases held answers for a day, and its rows, each with where it comes from."""

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, cast

from cptref.cms.families import Family, RowT
from cptref.errors import UnknownRelease
from cptref.releases.periods import Standing, standing

if TYPE_CHECKING:
    from cptref.cms.rows import Level2, Mue, Outpatient, RelativeValue, Surgical
    from cptref.releases.store import Store

    CodedT = TypeVar("CodedT", RelativeValue, Mue, Outpatient, Surgical, Level2)  # a row about a code

Coverage = Literal["in force", "newest held", "none held", "by name"]


class Citation(NamedTuple):
    """Where a statement comes from: a release, its file, and the key of a row where one row says it."""

    release: str
    file: str
    row: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Name all of it in one text."""
        row = f", row {' '.join(filter(None, self.row))}" if self.row else ""
        return f"{self.release}, {self.file}{row}"


class Choice(NamedTuple):
    """The release that answers, if any, and how it stands to the day."""

    coverage: Coverage
    standing: Standing | None = None

    @property
    def name(self) -> str:
        """The release's name; "" without one."""
        return self.standing.name if self.standing else ""

    @property
    def id(self) -> int:
        """The release's number in the store; 0 without one."""
        return self.standing.release.id if self.standing else 0

    def cite(self, *key: str) -> Citation | None:
        """Name the release, its file, and the row of this key; None without a release."""
        return Citation(self.standing.name, self.standing.release.file, key) if self.standing else None


_REMEMBERED = 64  # days that were asked for; a batch asks for one
_MANY = 400  # codes; reading them one by one takes as long as reading a release


class _Memory:
    """How often a release was asked for a code, and its rows where that was often."""

    def __init__(self) -> None:
        self.times = 0
        self.rows: dict[str, list[NamedTuple]] | None = None


class Releases:
    """The releases of a store, None where there is none, and in memory what is asked for often."""

    def __init__(self, store: "Store | None") -> None:
        self.store = store
        self.standing = tuple(standing(store.releases())) if store else ()
        self._memory: dict[int, _Memory] = {}
        self._days: dict[tuple[date, date | None, tuple[str, ...]], Day] = {}

    def day(self, today: date, on: date | None = None, named: tuple[str, ...] = ()) -> "Day":
        """Ask them for a day: `on`, or that of the newest release named, or today.

        named: names of releases to answer in place of those in force; raises UnknownRelease for one of none.
        """
        key = (today, on, named)
        if key not in self._days:
            found = tuple(one for name in named for one in self.of_name(name))
            newest = max((one.release.effective for one in found), default=None)
            if len(self._days) >= _REMEMBERED:
                self._days = {}
            self._days[key] = Day(self, on or newest or today, found)
        return self._days[key]

    def of_name(self, name: str) -> "tuple[Standing, ...]":
        """Return the release of a name, all its parts; raises UnknownRelease."""
        found = tuple(one for one in self.standing if name.lower() in one.names)
        if not found:
            raise UnknownRelease(name)
        return found

    def memory(self, release: int) -> _Memory:
        """Return what is remembered of a release."""
        return self._memory.get(release) or self._memory.setdefault(release, _Memory())


class Day:
    """The releases held, as they answer for a day."""

    def __init__(self, releases: Releases, on: date, named: tuple[Standing, ...] = ()) -> None:
        self.releases = releases
        self.on = on
        self._named = named
        self._choices: dict[tuple[str, str, str, str], Choice] = {}

    @property
    def standing(self) -> tuple[Standing, ...]:
        """Every release held."""
        return self.releases.standing

    def at(self, on: date) -> "Day":
        """Return the same releases, asked for another day."""
        return Day(self.releases, on, self._named)

    def choice(self, family: Family[RowT], kind: str = "", variant: str = "", part: str = "") -> Choice:
        """Return the release of a kind that answers for the day."""
        slot = (family.name, kind, variant, part)
        if slot not in self._choices:
            self._choices[slot] = self._choose(slot, dated=family.dated)
        return self._choices[slot]

    def every(self, family: Family[RowT], kind: str) -> list[Choice]:
        """Return every release of a kind, superseded ones aside, or those named alone."""
        named = [one for one in self._named if one.release.key[:2] == (family.name, kind)]
        found = named or [one for one in self.standing if one.release.key[:2] == (family.name, kind)]
        return [
            Choice("newest held" if self.on > one.until else "in force", one)
            for one in found
            if named or not one.superseded
        ]

    def rows(self, family: Family[RowT], choice: Choice, **equal: str) -> list[RowT]:
        """Return the rows of a release that have these values; none without a release."""
        store = self._store(choice)
        return store.rows(family, choice.id, **equal) if store else []

    def row(self, family: Family[RowT], choice: Choice, **equal: str) -> RowT | None:
        """Return the one row of a release that has these values, or None."""
        found = self.rows(family, choice, **equal)
        return found[0] if found else None

    def of_code(self, family: "Family[CodedT]", choice: Choice, code: str) -> "list[CodedT]":
        """Return the rows of a code in a release; none without a release.

        A release that is asked for many codes is taken into memory, which is quicker than asking for each.
        """
        if choice.standing is None:
            return []
        memory = self.releases.memory(choice.id)
        if memory.rows is None:
            memory.times += 1
            if memory.times <= _MANY:
                return self.rows(family, choice, code=code)
            rows: dict[str, list[NamedTuple]] = {}
            for row in self.rows(family, choice):
                rows.setdefault(row.code, []).append(row)
            memory.rows = rows  # whole: other threads may be asking
        return cast("list[CodedT]", memory.rows.get(code, []))

    def one_of_code(self, family: "Family[CodedT]", choice: Choice, code: str) -> "CodedT | None":
        """Return the row of a code in a release that has one row a code, or None."""
        found = self.of_code(family, choice, code)
        return found[0] if found else None

    def any_row(self, family: Family[RowT], choice: Choice) -> RowT | None:
        """Return the first row of a release, or None."""
        store = self._store(choice)
        return store.first(family, choice.id) if store else None

    def differences(
        self, family: Family[RowT], before: Choice, after: Choice, *, without: tuple[str, ...] = ()
    ) -> tuple[list[RowT], list[RowT]]:
        """Return the rows of one release that the other does not have alike, and the other's.

        without: fields that are not compared, and come back blank, as descriptors do.
        """
        store = self._store(after)
        fields = ("descriptor", *without)
        return store.differences(family, before.id, after.id, fields) if store else ([], [])

    def codes(self, family: Family[RowT], choice: Choice) -> set[str]:
        """Return the codes of a release; none without a release."""
        store = self._store(choice)
        return set(store.codes(family, choice.id)) if store else set()

    def ends(self, choice: Choice) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return the first and the last pair of a release of PTP edits."""
        store = self._store(choice)
        return store.ends(choice.id) if store else (("", ""), ("", ""))

    def _store(self, choice: Choice) -> "Store | None":
        """Return the store to ask about a release; None without a release."""
        return self.releases.store if choice.standing else None

    def _choose(self, slot: tuple[str, str, str, str], *, dated: bool) -> Choice:
        named = [one for one in self._named if one.release.key[:4] == slot]
        if named:
            in_force = named[-1].release.effective <= self.on <= named[-1].until
            return Choice("in force" if in_force else "by name", named[-1])
        found = [one for one in self.standing if one.release.key[:4] == slot and not one.superseded]
        if not found:
            return Choice("none held")
        if self.on > found[-1].until:
            return Choice("newest held", found[-1])
        for one in found:
            if one.release.effective <= self.on <= one.until:
                return Choice("in force", one)
        return Choice("in force", found[-1]) if dated else Choice("none held")
