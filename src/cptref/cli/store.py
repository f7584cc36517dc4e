"""The store of releases that a command reads, and the options that name it, a day, or a release."""

import os
import re
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from cptref.cli.options import Common
from cptref.records.library import user_data_folder
from cptref.releases.day import Held

StoreFile = Annotated[
    str | None,
    typer.Option("--store", metavar="FILE", envvar="CPTREF_STORE", help="Where imported releases are kept."),
]

On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="Date of service, such as 2026-01-31; today if left out."),
]
Named = Annotated[
    list[str] | None,
    typer.Option("--release", metavar="NAME", help="Let this release answer; may be repeated."),
]


class Claim(StrEnum):
    """Whose claim."""

    practitioner = "practitioner"
    hospital = "hospital"


def held(common: Common, store: str | None, on: str | None = None, named: list[str] | None = None) -> Held:
    """Open the releases held, as they answer for a day."""
    opened = None
    if os.path.exists(path := store_path(store)):
        from cptref.releases.store import Store

        if opened := Store.held(path):
            common.closing.callback(opened.close)
    return Held(opened, day(on, "--on") if on else None, tuple(named or ()))


def store_path(given: str | None) -> str:
    """Return the store's file: as given, or in the user's data folder."""
    return given or os.path.join(user_data_folder(), "releases.sqlite")


def day(text: str, option: str) -> date:
    """Read a date as 2026-01-31."""
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise typer.BadParameter(f"{text!r} is no date such as 2026-01-31", param_hint=option)
