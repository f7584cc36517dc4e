"""Everything that can go wrong, each with its exit status.

CptrefError
├── UnknownCode      1  a well-formed code that no record held describes
├── MalformedCode    2  text that is no procedure code
├── FolderError      3  a folder of records that is missing or cannot be read
├── RecordError      3  a record file that cannot be read or does not fit the model
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
    """A well-formed code that no record held describes."""

    exit_status = ExitStatus.NO

    def __init__(self, code: str, nearest: tuple[str, ...] = ()) -> None:
        self.code = code
        self.nearest = nearest
        hint = f"; nearest held: {', '.join(nearest)}" if nearest else "; 'cptref list' names what is"
        super().__init__(f"no record of {code} is held{hint}")


class MalformedCode(CptrefError):
    """Text that is no procedure code."""

    exit_status = ExitStatus.USAGE


class FolderError(CptrefError):
    """A folder of records that is missing or cannot be read."""


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
