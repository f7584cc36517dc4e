"""Everything that can go wrong, each with its exit status.

CptrefError
├── UnknownCode      1  a well-formed code that nothing held describes
├── MalformedCode    2  text that is no procedure code
├── MalformedPlace   2  text that is no ZIP code, locality or state
├── FolderError      3  a folder of records that is missing or cannot be read
├── RecordError      3  a record file that cannot be read or does not fit the model
├── ReleaseFileError 3  a file of CMS's that is damaged, or that cannot be read
├── StoreError       3  a store of releases that cannot be read or written
├── UnknownRelease   1  a name of no release held
├── InputError       3  standard input that cannot be read
└── OutputError      3  an answer that could not be written
"""

from enum import IntEnum
from typing import ClassVar, NamedTuple


class ExitStatus(IntEnum):
    """What the process tells its caller."""

    ANSWERED = 0
    """The question was answered."""
    NO = 1
    """Answered "no": an unknown code, nothing found, a check with findings."""
    USAGE = 2
    """A malformed code or a wrong option."""
    DATA = 3
    """Data missing, damaged or refused, or an answer that could not be written."""
    INTERRUPTED = 130
    """Ended by Ctrl-C."""
    READER_GONE = 141
    """The reader of standard output went away."""


class CptrefError(Exception):
    """Base of every error that a user can cause; its text is one sentence that says what to do."""

    exit_status: ClassVar[ExitStatus] = ExitStatus.DATA


class UnknownCode(CptrefError):
    """A well-formed code that nothing held describes: no record, or no release."""

    exit_status = ExitStatus.NO

    def __init__(self, code: str, nearest: tuple[str, ...] = (), *, what: str = "record") -> None:
        self.code = code
        self.nearest = nearest
        lists = {"record": "list", "release": "releases"}[what]
        hint = f"; nearest held: {', '.join(nearest)}" if nearest else f"; 'cptref {lists}' names what is"
        super().__init__(f"no {what} of {code} is held{hint}")


class MalformedCode(CptrefError):
    """Text that is no procedure code."""

    exit_status = ExitStatus.USAGE


class MalformedPlace(CptrefError):
    """Text that is no ZIP code, locality or state."""

    exit_status = ExitStatus.USAGE


class FolderError(CptrefError):
    """A folder of records that is missing or cannot be read."""


class ReleaseFileError(CptrefError):
    """A file of CMS's that is damaged, or that cannot be read.

    line: from 1, 0 where no line can be named; column: the field's name, "" for the whole line.
    """

    def __init__(self, path: str, line: int, column: str, expected: str, found: str) -> None:
        self.path = path
        self.line = line
        self.column = column
        self.expected = expected
        self.found = found
        place = ", ".join([*([f"line {line}"] if line else []), *([f"column {column}"] if column else [])])
        super().__init__(f"{place + ': ' if place else ''}expected {expected}, found {found}")


class StoreError(CptrefError):
    """A store of releases that cannot be read or written."""


class UnknownRelease(CptrefError):
    """A name of no release held."""

    exit_status = ExitStatus.NO

    def __init__(self, name: str) -> None:
        super().__init__(f"no release {name!r} is held; 'cptref releases' names what is")


class InputError(CptrefError):
    """Standard input that cannot be read."""


class OutputError(CptrefError):
    """An answer that could not be written."""


class Fault(NamedTuple):
    """One thing wrong with a record file."""

    path: str
    """Where: a JSON path such as `$.payers[2].kind`, `$` for the whole file."""
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.path}: expected {self.expected}, found {self.found}"


class RecordError(CptrefError):
    """A record file that cannot be read or does not fit the model; `faults` lists why."""

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        self.file = file
        self.faults = faults
        more = f" ({len(faults) - 1} more: run 'cptref validate')" if len(faults) > 1 else ""
        super().__init__(f"{file}: {faults[0]}{more}")
