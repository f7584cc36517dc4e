"""The words for what is to be known of the releases that an answer rests on."""

from typing import TYPE_CHECKING

from cptref.sheet import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cptref.answers.notes import Note, NoteCode
    from cptref.answers.places import PlaceKind
    from cptref.releases.day import Choice, Citation
    from cptref.views.parts import CoverageDocument, NoteDocument

_RELEASES = {"pfs": "relative value", "gpci": "GPCI", "zip": "ZIP"}
_PLACES: dict[str, str] = {"zip": "ZIP", "locality": "locality", "state": "state"}


def cite(source: "Citation | None") -> str:
    """Write where a statement comes from; "" where no release is held."""
    return str(source) if source else ""


def place(kind: "PlaceKind", name: str) -> str:
    """Write a place as it was asked for; "" for the nation."""
    return "all localities" if kind == "all localities" else f"{_PLACES.get(kind, '')} {name}".strip()


def told(note: "Note") -> str:
    """Write a note as a sentence."""
    return SENTENCES[note.code](note)


def _none_held(note: "Note") -> str:
    if note.family == "ptp":
        return f"no release of {note.kind} PTP edits is held"
    return f"no {' '.join(filter(None, (note.kind, _RELEASES[note.family])))} release is held for {note.on}"


def _no_row(note: "Note") -> str:
    return f"{_PLACES.get(note.kind, '')} {note.subject}".strip() + f" stands in no row of {note.release}"


SENTENCES: "dict[NoteCode, Callable[[Note], str]]" = {
    "nothing held": lambda _: "no release is held: 'cptref import' takes the files that CMS publishes",
    "none held": _none_held,
    "newest held": lambda note: (
        f"{note.release} answers for {note.on}: the newest held, in force until {note.until}"
    ),
    "no row": _no_row,
    "several localities": lambda note: (
        f"ZIP {note.subject} lies in several localities, which the ZIP9 file tells apart: give --locality"
    ),
    "typed twice": lambda note: f"modifier {note.subject} is typed twice: it counts once",
    "not compared": lambda note: (
        f"{' '.join(filter(None, (note.family, note.kind)))}: no release is held for {note.on}, "
        "so nothing is compared"
    ),
}


def warnings(notes: "Iterable[Note]") -> list[str]:
    """Write notes as sentences, each once."""
    return list(dict.fromkeys(map(told, notes)))


def facts(notes: "Iterable[Note]") -> list[Fact]:
    """Tell them to a reader."""
    return [Fact("warning", (warning,)) for warning in warnings(notes)]


def documents(notes: "Iterable[Note]") -> "list[NoteDocument]":
    """Return them for scripts."""
    return [
        {
            "code": note.code,
            "release": note.release or None,
            "family": note.family or None,
            "kind": note.kind or None,
            "subject": note.subject or None,
            "on": note.on.isoformat() if note.on else None,
            "until": note.until.isoformat() if note.until else None,
        }
        for note in notes
    ]


def releases(choices: "Iterable[Choice]") -> "list[CoverageDocument]":
    """Return the releases that answer, each with how it stands to the day, for scripts."""
    held = {choice.name: choice.coverage for choice in choices if choice.standing}
    return [{"release": name, "coverage": coverage} for name, coverage in held.items()]
