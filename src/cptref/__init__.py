"""A reference for medical procedure codes, offline, with the source of each statement.

Reference is the door: what is held, asked for a day and a place. Its answers are frozen values.
"""

TYPE_CHECKING = False  # which type checkers take for true; `typing` is not imported for nothing
if TYPE_CHECKING:
    from cptref.answers.changes import Change, Changes
    from cptref.answers.code import Code
    from cptref.answers.edits import Edits, Pair
    from cptref.answers.fee import Amount, Fee
    from cptref.answers.history import History, Period, Worth
    from cptref.answers.modifiers import Modifiers
    from cptref.answers.notes import Note
    from cptref.answers.places import Place
    from cptref.answers.search import Spoken
    from cptref.errors import (
        CptrefError,
        FolderError,
        MalformedCode,
        MalformedPlace,
        RecordError,
        StoreError,
        UnknownCode,
        UnknownRelease,
    )
    from cptref.medicare.effects import Effect
    from cptref.records.library import Library
    from cptref.records.models import Record
    from cptref.reference import Reference
    from cptref.releases.day import Choice, Citation
    from cptref.releases.importing import Outcome
    from cptref.releases.periods import Release, Standing

__version__ = "0.3.0"

_HOMES = {
    "answers.changes": ("Change", "Changes"),
    "answers.code": ("Code",),
    "answers.edits": ("Edits", "Pair"),
    "answers.fee": ("Amount", "Fee"),
    "answers.history": ("History", "Period", "Worth"),
    "answers.modifiers": ("Modifiers",),
    "answers.notes": ("Note",),
    "answers.places": ("Place",),
    "answers.search": ("Spoken",),
    "errors": (
        *("CptrefError", "FolderError", "MalformedCode", "MalformedPlace", "RecordError", "StoreError"),
        *("UnknownCode", "UnknownRelease"),
    ),
    "medicare.effects": ("Effect",),
    "records.library": ("Library",),
    "records.models": ("Record",),
    "reference": ("Reference",),
    "releases.day": ("Choice", "Citation"),
    "releases.importing": ("Outcome",),
    "releases.periods": ("Release", "Standing"),
}

__all__ = [
    "Amount",
    "Change",
    "Changes",
    "Choice",
    "Citation",
    "Code",
    "CptrefError",
    "Edits",
    "Effect",
    "Fee",
    "FolderError",
    "History",
    "Library",
    "MalformedCode",
    "MalformedPlace",
    "Modifiers",
    "Note",
    "Outcome",
    "Pair",
    "Period",
    "Place",
    "Record",
    "RecordError",
    "Reference",
    "Release",
    "Spoken",
    "Standing",
    "StoreError",
    "UnknownCode",
    "UnknownRelease",
    "Worth",
    "__version__",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that `import cptref` is free."""
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
