"""What became of files that were imported, and the releases held."""

from typing import TYPE_CHECKING

from cptref.cms.families import BY_NAME
from cptref.errors import ExitStatus, StoreError
from cptref.releases.periods import name
from cptref.sheet import Item, Table
from cptref.views.items import SCHEMA_VERSION, object_item

if TYPE_CHECKING:
    from cptref.cms.archive import UnreadReason
    from cptref.releases.importing import Outcome, OutcomeReason
    from cptref.releases.periods import Standing
    from cptref.views.documents import ForgottenDocument, ImportedDocument, ReleaseDocument

IMPORTED = Table(
    ("file", "outcome", "family", "release", "effective", "rows", "seconds", "sha256", "reason"),
    details=("file", "sha256", "reason"),
)
KEYS = ("schema_version", *IMPORTED.columns, "reason_code")
HELD = Table(
    ("release", "family", "effective", "until", "rows", "part", "note", "file", "sha256", "imported"),
    details=("note", "file", "sha256", "imported"),
)
FORGOTTEN = Table(("release", "rows", "file"))


REASONS: "dict[OutcomeReason | UnreadReason, str]" = {
    "": "",
    "as you say": "the same file is held; now as you say",
    "damaged": "{detail}",
    "damaged zip": "a damaged zip file: {detail}",
    "descriptors kept": "descriptors kept: they are licensed by the AMA and ADA",
    "encrypted": "encrypted: unpack it with its password first",
    "late": "published after its quarter began; taken from the quarter's first day",
    "no claim": "neither its content nor its name tells the kind of claim: add --claim {detail}",
    "no date": "neither its content nor its name tells from when it is in force: add --effective DATE",
    "no regular file": "no regular file",
    "same file": "the same file is held",
    "same rows": "its rows are those of {detail}",
    "store": "{detail}",
    "unknown layout": "no file of CMS's that cptref knows",
    "unreadable": "cannot be read: {detail}",
    "workbook": "an Excel workbook: import the csv or txt that CMS publishes beside it",
    "zip within a zip": "a zip file within a zip file: import what CMS publishes as csv or txt",
}


def reason(outcome: "Outcome") -> str:
    """Say why a file is not simply imported, or what is to be known of it."""
    return REASONS[outcome.reason].format(detail=outcome.detail)


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
        "reason": reason(outcome) or None,
        "reason_code": outcome.reason or None,
    }
    refused = outcome.result == "refused"
    return object_item(IMPORTED, document, ExitStatus.DATA if refused else ExitStatus.ANSWERED)


def not_imported(path: str, error: StoreError) -> Item:
    """Tell of a file that the store could not take."""
    from cptref.releases.importing import Outcome

    return imported(Outcome(path, "refused", "store", str(error)))


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
