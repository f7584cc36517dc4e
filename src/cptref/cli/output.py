"""The process's streams: standard output is data, standard error is talk."""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from typing import TextIO

import typer

from cptref.errors import ExitStatus, OutputError
from cptref.render import Format, Style
from cptref.render.inert import inert
from cptref.sheet import Row


def style(form: Format, fields: Row, color: str) -> Style:
    """Decide once how the answer is to look on standard output."""
    stream = sys.stdout
    dumb = os.environ.get("TERM") == "dumb"
    return Style(
        form,
        fields,
        width=shutil.get_terminal_size().columns,
        color=_wants_color(color, stream, dumb),
        lines=not dumb and _encoding(stream).startswith("utf"),
    )


def write(text: Iterator[str], form: Format) -> None:
    """Write an answer to standard output as it comes.

    Raises OutputError where it cannot be written; ends with 141 where its reader went away.
    """
    if sys.stdout is None:
        raise OutputError("the answer could not be written: standard output is closed")
    encoding = _encoding(sys.stdout) if form in ("table", "plain") else "utf-8"
    stream = sys.stdout.buffer
    for part in text:
        try:
            stream.write(part.encode(encoding, "backslashreplace"))
        except OSError as error:
            _give_up(error)
    try:
        stream.flush()
    except OSError as error:
        _give_up(error)


def collect_garbage() -> None:
    """Collect what a long command makes; a short one ends before it would pay."""
    gc.freeze()
    gc.enable()


def complain(error: Exception) -> None:
    """Say on standard error, in one line, what went wrong."""
    say(f"error: {error}")


def say(message: str) -> None:
    """Say something on standard error, in one line."""
    if sys.stderr is not None:
        typer.echo(f"cptref: {inert(message)}", err=True)


def _wants_color(choice: str, stream: TextIO | None, dumb: bool) -> bool:
    """Follow the option, then NO_COLOR (no-color.org), FORCE_COLOR and CLICOLOR_FORCE, then the terminal."""
    environ = os.environ.get
    if choice != "auto":
        return choice == "always"
    if environ("NO_COLOR"):
        return False
    if force := environ("FORCE_COLOR") or environ("CLICOLOR_FORCE"):
        return force != "0"
    return environ("CLICOLOR") != "0" and not dumb and stream is not None and stream.isatty()


def _encoding(stream: TextIO | None) -> str:
    return (stream.encoding if stream else "utf-8").lower()


def _give_up(error: OSError) -> None:
    """Stop writing; what Python still holds for the stream goes nowhere, so that its last flush succeeds."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        raise typer.Exit(ExitStatus.READER_GONE)
    raise OutputError(f"the answer could not be written: {error.strerror}") from error
