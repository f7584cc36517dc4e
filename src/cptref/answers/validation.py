"""Whether record files are sound, and every fault of those that are not."""

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cptref.errors import Fault, RecordError
from cptref.records.library import record_names
from cptref.records.loader import load


class Validated(NamedTuple):
    """A record file, and every fault of it; none of a sound one."""

    file: str
    faults: tuple[Fault, ...] = ()


def validated(paths: Iterable[str]) -> Iterator[Validated]:
    """Yield record files, and those in folders, each with its faults."""
    for file in _files(paths):
        try:
            load(file)
        except RecordError as error:
            yield Validated(file, error.faults)
        else:
            yield Validated(file)


def _files(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if os.path.isdir(path):
            yield from (os.path.join(path, f"{name}.json") for name in sorted(record_names(path)))
        else:
            yield path
