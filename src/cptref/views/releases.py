"""What became of files that were imported, and the releases held."""

from typing import TYPE_CHECKING

from cptref.cms.families import BY_NAME
from cptref.errors import ExitStatus, StoreError
from cptref.releases.periods import name
from cptref.sheet import Item, Table
from cptref.views.items import SCHEMA_VERSION, object_item

if TYPE_CHECKING:
    from cptref.releases.importing import Outcome
    from cptref.releases.periods import Standing
    from cptref.views.documents import ForgottenDocument, ImportedDocument, ReleaseDocument

IMPORTED = Table(
    ("file", "outcome", "family", "release", "effective", "rows", "seconds", "sha256", "reason"),
    details=("file", "sha256", "reason"),
)
HELD = Table(
    ("release", "family", "effective", "until", "rows", "part", "note", "file", "sha256", "imported"),
    details=("note", "file", "sha256", "imported"),
)
FORGOTTEN = Table(("release", "rows", "file"))


def imported(outcome: "Outcome") -> Item:
    """Tell what became of a file."""
    release = outcome.release
    document: ImportedDocument = {
        "schema_version": SCHEMA_VERSION,
        "file": outcome.path,
        "outcome": outcome.result,
        "family": release and release.family,
        "release": release and name(release),
        "effective": release and release.effective.isoformat(),
        "rows": release and release.rows,
        "seconds": f"{outcome.seconds:.2f}",
        "sha256": release and release.sha256,
        "reason": outcome.reason or None,
    }
    refused = outcome.result == "refused"
    return object_item(IMPORTED, document, ExitStatus.DATA if refused else ExitStatus.ANSWERED)


def not_imported(path: str, error: StoreError) -> Item:
    """Tell of a file that the store could not take."""
    from cptref.releases.importing import Outcome

    return imported(Outcome(path, "refused", str(error)))


def held(one: "Standing") -> Item:
    """Tell of a release, or a part of one."""
    release = one.release
    parts = BY_NAME[release.family].parts
    part = f"{release.part} of {len(parts)}" if release.part in parts else release.part
    said = {
        "superseded": one.superseded,
        f"released {release.revision}, after it came in force": release.late,
        "with AMA and ADA descriptors": release.descriptors,
    }
    document: ReleaseDocument = {
        "schema_version": SCHEMA_VERSION,
        "release": one.name,
        "family": release.family,
        "effective": release.effective.isoformat(),
        "until": one.until.isoformat(),
        "rows": release.rows,
        "part": part or None,
        "note": "; ".join(note for note, applies in said.items() if applies) or None,
        "file": release.file,
        "sha256": release.sha256,
        "imported": release.imported,
    }
    return object_item(HELD, document)


def forgotten(one: "Standing") -> Item:
    """Tell of a release that is removed."""
    document: ForgottenDocument = {
        "schema_version": SCHEMA_VERSION,
        "release": one.name,
        "rows": one.release.rows,
        "file": one.release.file,
    }
    return object_item(FORGOTTEN, document)
