"""A reference for medical procedure codes, offline, with the source of each statement."""

TYPE_CHECKING = False  # which type checkers take for true; `typing` is not imported for nothing
if TYPE_CHECKING:
    from cptref.errors import (
        CptrefError,
        FolderError,
        MalformedCode,
        RecordError,
        UnknownCode,
    )
    from cptref.records.library import Library
    from cptref.records.models import Record

__version__ = "0.2.0"

__all__ = [
    "CptrefError",
    "FolderError",
    "Library",
    "MalformedCode",
    "Record",
    "RecordError",
    "UnknownCode",
    "__version__",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that `import cptref` is free."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    homes = {"Library": "records.library", "Record": "records.models"}
    return getattr(import_module(f"{__name__}.{homes.get(name, 'errors')}"), name)


def __dir__() -> list[str]:
    return __all__
