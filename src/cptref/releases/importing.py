"""What a file of CMS's is, which release it makes, and what that supersedes; one transaction a file."""

import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple, TypeAlias

from cptref.cms.archive import Unread, UnreadReason
from cptref.cms.families import FAMILIES, Family
from cptref.cms.files import CmsFile
from cptref.cms.layout import Identity
from cptref.errors import ReleaseFileError
from cptref.releases.periods import Release, start
from cptref.releases.store import Store

Result = Literal["imported", "unchanged", "corrected", "passed over", "refused"]
OutcomeReason = Literal[
    "",
    "as you say",
    "damaged",
    "descriptors kept",
    "late",
    "no claim",
    "no date",
    "same file",
    "same rows",
    "store",
    "unknown layout",
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
    """Of the reason: the file that has the same rows, the kinds of claim, what is damaged and where."""
    release: Release | None = None
    seconds: float = 0.0


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
        return Outcome(file.path, "passed over", "unknown layout")
    identity = _identity(family, file, files, wishes)
    if lacks := _lacks(family, identity):
        return Outcome(file.path, "passed over", lacks, "|".join(family.kinds[:2]))
    release = _release(family, identity, file, wishes)
    with store.transaction():
        if held := next((one for one in store.releases() if one.sha256 == release.sha256), None):
            if held.descriptors >= release.descriptors:
                return _again(store, file, held, release)
            store.forget(held)
        added = store.add(release, _rows(family, file, wishes))
        if not added.rows:
            raise file.fault(0, "", "rows", "none")
        for other in store.releases():
            if other.key == added.key and other.id != added.id and store.equal(added, other):
                if other.descriptors >= added.descriptors:
                    store.forget(added)
                    return Outcome(file.path, "unchanged", "same rows", other.file, other)
                store.forget(other)
    return Outcome(file.path, "imported", _said(added), release=added)


def _identity(
    family: AnyFamily, file: CmsFile, files: Sequence[CmsFile | Unread], wishes: Wishes
) -> Identity:
    """Tell which release a file makes, by what it says, what lies beside it, and what the user says."""
    identity = family.layout.identify(file)
    if family.kinds and wishes.claim:
        identity = identity._replace(kind=wishes.claim)
    if wishes.effective:
        return identity._replace(effective=wishes.effective, month_told=True)
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


def _lacks(family: AnyFamily, identity: Identity) -> OutcomeReason:
    """Say what of a release neither the file nor the user told; "" where nothing is missing."""
    if identity.effective is None:
        return "no date"
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
    )


def _again(store: Store, file: CmsFile, held: Release, release: Release) -> Outcome:
    """Take a file that is held already: only what the user says of it may differ."""
    if held.key == release.key:
        return Outcome(file.path, "unchanged", "same file", release=held)
    store.date(held, release.effective, release.kind, release.late)
    corrected = held._replace(effective=release.effective, kind=release.kind, late=release.late)
    return Outcome(file.path, "corrected", "as you say", release=corrected)


def _rows(family: AnyFamily, file: CmsFile, wishes: Wishes) -> Iterator[tuple[object, ...]]:
    rows = family.layout.rows(file)
    if "descriptor" not in family.row._fields or wishes.descriptors:
        return rows
    place = family.row._fields.index("descriptor")
    return ((*row[:place], "", *row[place + 1 :]) for row in rows)


def _said(added: Release) -> OutcomeReason:
    if added.descriptors:
        return "descriptors kept"
    return "late" if added.late else ""
