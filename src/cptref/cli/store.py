"""The store of releases that a command reads, and the options that name it, a day, or a release."""

from contextlib import suppress
from datetime import date
from typing import Annotated

import typer

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


def service_day(on: str | None) -> date | None:
    """Read the date of service, if one is given."""
    return read_day(on, "--on") if on else None


def read_day(text: str, option: str) -> date:
    """Read a date as 2026-01-31."""
    if len(text) == len("2026-01-31") and text[4] == text[7] == "-":
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise typer.BadParameter(f"{text!r} is no date such as 2026-01-31", param_hint=option)
