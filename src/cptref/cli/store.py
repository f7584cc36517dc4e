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
    typer.Option(
        "--on", metavar="DATE", help="Date of service: 2026-01-31 or month/day/year; today if left out."
    ),
]
Named = Annotated[
    list[str] | None,
    typer.Option("--release", metavar="NAME", help="Let this release answer; may be repeated."),
]


def service_day(on: str | None) -> date | None:
    """Read the date of service, if one is given."""
    return read_day(on, "--on") if on is not None else None


def read_day(text: str, option: str) -> date:
    """Read a date as 2026-01-31, 20260131, or month/day/year: 1/31/2026."""
    year, month, day = _parts(text.strip())
    if not all(part.isascii() and part.isdigit() for part in (year, month, day)):
        raise typer.BadParameter(f"{text!r} is no date {_SUCH_AS}", param_hint=option)
    if len(year) != len("2026"):
        raise typer.BadParameter(
            f"{text!r} is no date: write all four digits of its year, {_SUCH_AS}", param_hint=option
        )
    with suppress(ValueError):
        return date(int(year), int(month), int(day))
    raise typer.BadParameter(f"{text!r} is no day of the calendar: write it {_SUCH_AS}", param_hint=option)


_SUCH_AS = "such as 2026-01-31, or month/day/year, such as 01/31/2026"


def _parts(typed: str) -> tuple[str, str, str]:
    """Return year, month and day as typed; blank where the text has no three parts of fit length."""
    if len(typed) == len("20260131") and typed.isdigit():
        return typed[:4], typed[4:6], typed[6:]
    parts = typed.split("/" if "/" in typed else "-")
    if len(parts) != len(("year", "month", "day")) or max(map(len, parts)) > len("2026"):
        return "", "", ""
    first, second, third = parts
    year, month, day = (third, first, second) if "/" in typed and len(first) <= len("01") else parts
    return (year, month, day) if max(len(month), len(day)) <= len("01") else ("", "", "")
