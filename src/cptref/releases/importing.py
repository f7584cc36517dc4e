"""What a file of CMS's is, which release it makes, and what that supersedes; one transaction a file."""

import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple, TypeAlias

from cptref.cms.archive import Unread, UnreadReason
from cptref.cms.families import BY_NAME, FAMILIES, Family
from cptref.cms.files import CmsFile, Oddity
from cptref.cms.layout import Identity
from cptref.cms.unused import Unused, unused
from cptref.errors import ReleaseFileError
from cptref.releases.periods import Release, name, standing, start
from cptref.releases.store import Store

Result = Literal["imported", "unchanged", "corrected", "passed over", "refused"]
OutcomeReason = Literal[
    "",
    "as beside",
    "as you say",
    "damaged",
    "descriptors kept",
    "late",
    "no claim",
    "no date",
    "no floor",
    "one of two",
    "same file",
    "same rows",
    "store",
    "unknown layout",
    Unused,
]
"""Why a file is not simply imported, or what is to be known of it; beside those of a file unread."""

AnyFamily: TypeAlias = Family[NamedTuple]


class Wishes(NamedTuple):
    """What a user says of the files, where neither content nor name does, or says otherwise."""

    effective: date | None = None
    claim: str = ""
    descriptors: bool = False


class Outcome(NamedTuple):
    """What became of a file."""

    path: str
    result: Result
    reason: OutcomeReason | UnreadReason = ""
    detail: str = ""
    """Of the reason: the file that has the same rows, the kinds of claim, what is damaged and where, the name
    that a release had, the file that answers."""
    release: Release | None = None
    seconds: float = 0.0
    oddities: tuple[Oddity, ...] = ()
    """What is odd in a file that was taken all the same."""


class Import(NamedTuple):
    """An import that is under way: the files found, and what becomes of each in turn."""

    files: Sequence[CmsFile | Unread]
    outcomes: Iterator[Outcome]


def import_files(store: Store, files: Sequence[CmsFile | Unread], wishes: Wishes) -> Iterator[Outcome]:
    """Import files, each as a whole or not at all; raises StoreError."""
    for file in files:
        begin = time.monotonic()
        if isinstance(file, Unread):
            yield Outcome(file.path, "refused" if file.refused else "passed over", file.reason, file.detail)
            continue
        try:
            outcome = _import(store, file, files, wishes)
        except ReleaseFileError as error:
            outcome = Outcome(file.path, "refused", "damaged", str(error))
        yield outcome._replace(seconds=time.monotonic() - begin)


def recognise(file: CmsFile) -> AnyFamily | None:
    """Return the family that a file's first lines show; raises ReleaseFileError where they cannot be read."""
    return next((family for family in FAMILIES if family.layout.matches(file.head)), None)


def _import(store: Store, file: CmsFile, files: Sequence[CmsFile | Unread], wishes: Wishes) -> Outcome:
    family = recognise(file)
    if family is None:
        return Outcome(file.path, "passed over", unused(file) or "unknown layout")
    identity = _identity(family, file, files, wishes)
    if lacks := _lacks(family, identity, wishes):
        return Outcome(file.path, "passed over", lacks, "|".join(family.kinds[:2]))
    release = _release(family, identity, file, wishes)
    with store.transaction():
        if held := _held(store, release):
            if not wishes.effective and not wishes.claim and held.by_hand:
                release = _as_said(release, held)
            if held.descriptors >= release.descriptors:
                return _again(store, file, held, release)
            store.forget(held)
        return _add(store, family, file, release, wishes)


def _held(store: Store, release: Release) -> Release | None:
    """Find the release that the same file made: the same bytes, of which the same is told."""
    same = [one for one in store.releases() if one.sha256 == release.sha256]
    for one in same:
        if one.key == release.key and one.revision == release.revision:
            return one
    return next((one for one in same if _is_told_alike(one, release)), None)


def _is_told_alike(one: Release, other: Release) -> bool:
    return one.told == other.told if one.told else one.file == other.file


def _as_said(release: Release, held: Release) -> Release:
    """Leave a release as its user once said that it is."""
    return release._replace(
        effective=held.effective, kind=held.kind, revision=held.revision, late=held.late, by_hand=1
    )


def _add(store: Store, family: AnyFamily, file: CmsFile, release: Release, wishes: Wishes) -> Outcome:
    """Add a release, unless its rows are held; raises ReleaseFileError."""
    file.oddities.clear()
    added = store.add(release, _rows(family, file, wishes))
    if not added.rows:
        raise file.fault(0, "", "rows", "none")
    for other in store.releases():
        if other.id != added.id and _may_be_one(family, added, other) and store.equal(added, other):
            if _says_as_much(other, added):
                store.forget(added)
                return Outcome(file.path, "unchanged", "same rows", other.file, other)
            store.forget(other)
    reason, detail = _said(store, family, added)
    return Outcome(file.path, "imported", reason, detail, added, oddities=tuple(file.oddities))


def _may_be_one(family: AnyFamily, one: Release, other: Release) -> bool:
    """Tell whether two releases with the same rows are one: not where the quarters of both are told."""
    alike = not family.by_zip or one.revision == other.revision or not (one.revision and other.revision)
    return one.key == other.key and alike


def _says_as_much(one: Release, other: Release) -> bool:
    """Tell whether a release leaves nothing out that another says beside its rows."""
    is_told = bool(one.revision) or not other.revision
    return one.descriptors >= other.descriptors and (is_told or not BY_NAME[one.family].by_zip)


def _identity(
    family: AnyFamily, file: CmsFile, files: Sequence[CmsFile | Unread], wishes: Wishes
) -> Identity:
    """Tell which release a file makes, by what it says, what lies beside it, and what the user says."""
    identity = family.layout.identify(file)
    if family.kinds and wishes.claim:
        identity = identity._replace(kind=wishes.claim)
    if wishes.effective:
        revision = wishes.effective.isoformat() if family.by_zip else identity.revision
        return identity._replace(effective=wishes.effective, month_told=True, revision=revision)
    if identity.part == "EE" and not identity.month_told:
        beside = _beside(family, file, files, identity)
        return identity._replace(effective=beside or identity.effective)
    return identity


def _beside(
    family: AnyFamily, file: CmsFile, files: Sequence[CmsFile | Unread], identity: Identity
) -> date | None:
    """Return from when the Addendum AA in the same folder or zip file is in force, in the same year."""
    for other in files:
        if isinstance(other, Unread) or other.folder != file.folder or not family.layout.matches(other.head):
            continue
        told = family.layout.identify(other)
        same_year = told.effective and identity.effective and told.effective.year == identity.effective.year
        if told.part == "AA" and told.month_told and same_year:
            return told.effective
    return None


def _lacks(family: AnyFamily, identity: Identity, wishes: Wishes) -> OutcomeReason:
    """Say what of a release neither the file nor the user told; "" where nothing is missing."""
    if identity.effective is None:
        return "no date"
    if not identity.floor and not wishes.effective:
        return "no floor"
    return "no claim" if family.kinds and identity.kind not in family.kinds else ""


def _release(family: AnyFamily, identity: Identity, file: CmsFile, wishes: Wishes) -> Release:
    told = identity.effective or date.min
    effective = told if wishes.effective else start(family.period, told)
    published = re.fullmatch(r"\d{4}-\d\d-\d\d", identity.revision)
    return Release(
        family=family.name,
        kind=identity.kind if family.kinds else "",
        variant=identity.variant,
        part=identity.part,
        effective=effective,
        revision=identity.revision,
        late=int(
            family.late
            and not wishes.effective
            and bool(published)
            and identity.revision > effective.isoformat()
        ),
        descriptors=int(wishes.descriptors and "descriptor" in family.row._fields),
        rows=0,
        file="/".join(reversed(file.names)),
        sha256=file.sha256,
        imported=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        told=_told(family, file),
        by_hand=int(bool(wishes.effective or wishes.claim)),
    )


def _told(family: AnyFamily, file: CmsFile) -> str:
    """Tell when and for whom a file is in force as it says itself; its names where it does not say all."""
    told = family.layout.identify(file)
    is_told = told.effective and told.month_told and (told.kind or not family.kinds)
    when = told.effective.isoformat() if told.effective and is_told else "/".join(reversed(file.names))
    return f"{when}|{told.kind}|{told.revision}"


def _again(store: Store, file: CmsFile, held: Release, release: Release) -> Outcome:
    """Take a file that is held already: only what is said of it may differ."""
    corrected = held._replace(
        effective=release.effective,
        kind=release.kind,
        revision=release.revision,
        late=release.late,
        told=release.told,
        by_hand=release.by_hand,
    )
    if corrected != held:
        store.correct(corrected)
    if held.key == release.key:
        return Outcome(file.path, "unchanged", "same file", release=corrected)
    reason: OutcomeReason = "as you say" if release.by_hand else "as beside"
    return Outcome(file.path, "corrected", reason, name(held), corrected)


def _rows(family: AnyFamily, file: CmsFile, wishes: Wishes) -> Iterator[tuple[object, ...]]:
    rows = family.layout.rows(file)
    if "descriptor" not in family.row._fields or wishes.descriptors:
        return rows
    place = family.row._fields.index("descriptor")
    return ((*row[:place], "", *row[place + 1 :]) for row in rows)


def _said(store: Store, family: AnyFamily, added: Release) -> tuple[OutcomeReason, str]:
    """Say what is to be known of a release that was added, and its detail."""
    if family.by_zip:
        rivals = [one for one in standing(store.releases()) if one.release.key[:4] == added.key[:4]]
        same = {one.id for one in store.releases() if one.key == added.key}
        of_period = [one for one in rivals if one.release.id in same]
        if any(one.superseded for one in of_period):
            return "one of two", next(one.release.file for one in of_period if not one.superseded)
    if added.descriptors:
        return "descriptors kept", ""
    return ("late" if added.late else ""), ""
