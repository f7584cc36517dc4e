"""What became of files that were imported, and the releases held."""

from collections import Counter
from typing import TYPE_CHECKING

from cptref.cms.families import BY_NAME
from cptref.errors import ExitStatus, StoreError
from cptref.releases.periods import name
from cptref.sheet import Item, Table
from cptref.views.items import SCHEMA_VERSION, object_item

if TYPE_CHECKING:
    from cptref.cms.archive import UnreadReason
    from cptref.cms.files import Oddity, OddityKind
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
    "ANES": "known, not used: ANES, anesthesia conversion factors",
    "LOCCO": "known, not used: LOCCO, the counties of each locality",
    "OPPSCAP": "known, not used: OPPSCAP, imaging prices capped at those of OPPS",
    "as beside": "the same file is held, as {detail} until now; now as the file beside it tells",
    "as you say": "the same file is held, as {detail} until now; now as you say",
    "damaged": "{detail}",
    "damaged zip": "a damaged zip file: {detail}",
    "descriptors kept": "descriptors kept: they are licensed by the AMA and ADA",
    "empty": "an empty file: download it again",
    "encrypted": "encrypted: unpack it with its password first",
    "late": "published after its quarter began; taken from the quarter's first day",
    "no claim": "neither its content nor its name tells the kind of claim: add --claim {detail}",
    "leads nowhere": "a symbolic link that leads nowhere",
    "no date": "neither its content nor its name tells from when it is in force: add --effective DATE",
    "no floor": "its work GPCIs lack the floor of 1.0 that is in force: import the file that has it, "
    "or add --effective DATE to take these from then on",
    "no regular file": "no regular file",
    "one of two": "no quarter of a zip file or folder tells it and another of this period apart; "
    "{detail} replaces the other: import each with --effective DATE to say from when it is in force",
    "other addendum": "known, not used: an addendum other than AA, B and EE",
    "packed": "packed as {detail}, which cptref does not read: unpack it first",
    "pdf": "known, not used: a PDF",
    "same file": "the same file is held",
    "same rows": "its rows are those of {detail}",
    "store": "{detail}",
    "unknown layout": "no file of CMS's that cptref knows",
    "unreadable": "cannot be read: {detail}",
    "web page": "a web page in a file's place: accept the licence in a browser and download the file again",
    "workbook": "an Excel workbook: import the csv or txt that CMS publishes beside it",
    "zip within a zip": "a zip file within a zip file: import what CMS publishes as csv or txt",
}


ODD: "dict[OddityKind, str]" = {
    "value": "{count} odd values left blank",
    "end": "its last line lacks its end, and is taken as whole",
}
ODDITIES: "dict[OddityKind, str]" = {
    "value": "{found} left blank",
    "end": "no end of line after {found}, which is taken as whole",
}


def reason(outcome: "Outcome") -> str:
    """Say why a file is not simply imported, or what is to be known of it."""
    odd = Counter(one.what for one in outcome.oddities)
    counts = (words.format(count=odd[what]) for what, words in ODD.items() if odd[what])
    return "; ".join(filter(None, (REASONS[outcome.reason].format(detail=outcome.detail), *counts)))


def oddity(one: "Oddity") -> str:
    """Say what is odd in a line of a file that was taken all the same."""
    place = f"line {one.line}{', column ' if one.column else ''}{one.column}"
    return f"{place}: {ODDITIES[one.what].format(found=repr(one.found))}"


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
        "as you said": release.by_hand,
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
