"""Which of the releases held answers for a day, and its rows, each with where it comes from."""

from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cptref.errors import UnknownRelease

if TYPE_CHECKING:
    from collections.abc import Callable

    from cptref.releases.periods import Standing
    from cptref.releases.store import Store

Coverage = Literal["in force", "newest held", "none held", "by name"]


class Choice(NamedTuple):
    """The release that answers, if any, and how it stands to the day."""

    coverage: Coverage
    standing: "Standing | None" = None

    @property
    def name(self) -> str:
        """The release's name; "" without one."""
        return self.standing.name if self.standing else ""

    @property
    def id(self) -> int:
        """The release's number in the store; 0 without one."""
        return self.standing.release.id if self.standing else 0

    @property
    def place(self) -> tuple[date, str]:
        """From when the release is in force, and which part it is."""
        release = self.standing and self.standing.release
        return (release.effective, release.part) if release else (date.min, "")

    def cite(self, *key: str) -> str:
        """Name the release, its file, and the row of this key."""
        if self.standing is None:
            return ""
        row = f", row {' '.join(filter(None, key))}" if key else ""
        return f"{self.standing.name}, {self.standing.release.file}{row}"


_DATED = ("ptp", "hcpcs")
"""Families whose rows have dates of their own, so that the newest release answers earlier days as well."""
_MANY = 400  # codes; reading them one by one takes as long as reading a release


class _Asked:
    """How often a release was asked for a code, and its rows where that was often."""

    def __init__(self) -> None:
        self.times = 0
        self.rows: dict[str, list[Any]] = {}


class Held:
    """The releases of a store, asked for a day.

    store: None where there is none; on: the date of service; named: releases to answer in place of those
    in force. Raises UnknownRelease for a name of none.
    """

    def __init__(self, store: "Store | None", on: date | None = None, named: tuple[str, ...] = ()) -> None:
        self._store = store
        self.standing = _standing(store) if store else []
        self._named = [one for name in named for one in self._of_name(name)]
        newest = max((one.release.effective for one in self._named), default=None)
        self.on = on or newest or date.today()  # noqa: DTZ011  the user's day
        self._choices: dict[tuple[str, ...], Choice] = {}
        self._asked_for: dict[int, _Asked] = {}

    def at(self, on: date) -> "Held":
        """Return the same releases, asked for another day."""
        other = copy(self)
        other.on = on
        vars(other)["_choices"] = {}
        return other

    def choice(self, family: str, kind: str = "", variant: str = "", part: str = "") -> Choice:
        """Return the release of a kind that answers for the day."""
        slot = (family, kind, variant, part)
        if slot not in self._choices:
            self._choices[slot] = self._choose(slot)
        return self._choices[slot]

    def every(self, family: str, kind: str) -> list[Choice]:
        """Return every release of a kind, superseded ones aside, or those named alone."""
        named = [one for one in self._named if one.release.key[:2] == (family, kind)]
        found = named or [one for one in self.standing if one.release.key[:2] == (family, kind)]
        return [
            Choice("newest held" if self.on > one.until else "in force", one)
            for one in found
            if named or not one.superseded
        ]

    def rows(self, family: str, choice: Choice, **equal: str) -> list[Any]:
        """Return the rows of a release that have these values; none without a release."""
        found: list[Any] = self._asked(lambda store: store.rows(family, choice.id, **equal), choice, [])
        return found

    def row(self, family: str, choice: Choice, **equal: str) -> Any | None:
        """Return the one row of a release that has these values, or None."""
        found = self.rows(family, choice, **equal)
        return found[0] if found else None

    def of_code(self, family: str, choice: Choice, code: str) -> list[Any]:
        """Return the rows of a code in a release; none without a release.

        A release that is asked for many codes is taken into memory, which is quicker than asking for each.
        """
        if choice.standing is None:
            return []
        asked = self._asked_for.get(choice.id) or self._asked_for.setdefault(choice.id, _Asked())
        if asked.times == _MANY:
            for row in self.rows(family, choice):
                asked.rows.setdefault(row.code, []).append(row)
        asked.times += 1
        return asked.rows.get(code, []) if asked.times > _MANY else self.rows(family, choice, code=code)

    def one_of_code(self, family: str, choice: Choice, code: str) -> Any | None:
        """Return the row of a code in a release that has one row a code, or None."""
        found = self.of_code(family, choice, code)
        return found[0] if found else None

    def any_row(self, family: str, choice: Choice) -> Any | None:
        """Return the first row of a release, or None."""
        return self._asked(lambda store: store.first(family, choice.id), choice, None)

    def differences(
        self, family: str, before: Choice, after: Choice, *, without: tuple[str, ...] = ()
    ) -> tuple[list[Any], list[Any]]:
        """Return the rows of one release that the other does not have alike, and the other's.

        without: fields that are not compared, and come back blank, as descriptors do.
        """
        fields = ("descriptor", *without)
        found: tuple[list[Any], list[Any]] = self._asked(
            lambda store: store.differences(family, before.id, after.id, fields), after, ([], [])
        )
        return found

    def codes(self, family: str, choice: Choice) -> set[str]:
        """Return the codes of a release; none without a release."""
        return set(self._asked(lambda store: store.codes(family, choice.id), choice, []))

    def ends(self, choice: Choice) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return the first and the last pair of a release of PTP edits."""
        found: tuple[tuple[str, str], tuple[str, str]] = self._asked(
            lambda store: store.ends(choice.id), choice, (("", ""), ("", ""))
        )
        return found

    def _asked(self, question: "Callable[[Store], Any]", choice: Choice, none: Any) -> Any:
        """Ask the store about a release; without either there is none."""
        return question(self._store) if self._store and choice.standing else none

    def _of_name(self, name: str) -> "list[Standing]":
        found = [one for one in self.standing if name.lower() in one.names]
        if not found:
            raise UnknownRelease(name)
        return found

    def _choose(self, slot: tuple[str, str, str, str]) -> Choice:
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
        return Choice("in force", found[-1]) if slot[0] in _DATED else Choice("none held")


def _standing(store: "Store") -> "list[Standing]":
    from cptref.releases.periods import standing

    return standing(store.releases())
