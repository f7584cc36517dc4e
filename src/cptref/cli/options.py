"""The options that every command has, added by one decorator, and what becomes of a command's answer."""

import inspect
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

import typer

from cptref.cli import output
from cptref.errors import CptrefError, ExitStatus
from cptref.records.library import Library
from cptref.render import Format, columns, render
from cptref.sheet import Answer, Item, Row


class Color(StrEnum):
    """When to colour."""

    auto = "auto"
    always = "always"
    never = "never"


class Common(NamedTuple):
    """The options that every command has, as given."""

    format: Format | None
    json: bool
    plain: bool
    fields: str | None
    data: list[str]
    color: Color
    closing: ExitStack
    """Closes what the command opened, once its answer is written."""

    def library(self) -> Library:
        """Open the records held."""
        return library(self.data)


def library(folders: Iterable[str]) -> Library:
    """Open the records held: in these folders, in those of the environment, the user's and the bundled."""
    named = (folder for folder in os.environ.get("CPTREF_DATA", "").split(os.pathsep) if folder)
    return Library([*folders, *named])


def command(app: typer.Typer, name: str, fields: Row, default: Format = "table") -> Callable[..., Any]:
    """Make a function that takes Common and arguments of its own, and returns an Answer, a command.

    fields: what `--fields` completes; default: the format where none is asked for.
    """

    def decorate(function: Callable[..., Answer]) -> Callable[..., Answer]:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]

        def run(context: typer.Context, **given: Any) -> None:
            options = {option: given.pop(option) for option in Common._fields if option in given}
            try:
                with ExitStack() as closing:
                    common = Common(**options, closing=closing)
                    form = _format(common, default)
                    _print(function(common, **given), form, common)
            except typer.BadParameter as error:
                error.ctx = context
                raise
            except CptrefError as error:
                output.complain(error)
                raise typer.Exit(error.exit_status) from error

        run.__doc__ = function.__doc__
        signature = inspect.Signature([_CONTEXT, *own, *_common(fields)])
        vars(run)["__signature__"] = signature  # which Typer reads
        run.__annotations__ = {}
        app.command(name)(run)
        return function

    return decorate


def _format(common: Common, default: Format) -> Format:
    asked: list[Format] = [common.format] if common.format else []
    asked += ["json"] if common.json else []
    asked += ["plain"] if common.plain else []
    if len(asked) > 1:
        raise typer.BadParameter("give one of --format, --json and --plain")
    return asked[0] if asked else default


def _print(answer: Answer, form: Format, common: Common) -> None:
    known = answer.keys if form in ("json", "jsonl") else columns(answer)
    style = output.style(form, _fields(common.fields, known), common.color)
    status = ExitStatus.ANSWERED

    def counted(items: Iterable[Item]) -> Iterator[Item]:
        nonlocal status
        for item in items:
            status = max(status, item.status)
            yield item

    output.write(render(answer._replace(items=counted(answer.items)), style), form)
    raise typer.Exit(max(status, answer.status()))


def _fields(asked: str | None, known: Row) -> Row:
    if asked is None:
        return ()
    names = tuple(dict.fromkeys(name.strip() for name in asked.split(",")))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise typer.BadParameter(
            f"no field {', '.join(map(repr, unknown))}; the fields are {', '.join(known)}",
            param_hint="--fields",
        )
    return names


_CONTEXT = inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)


def _common(fields: Row) -> list[inspect.Parameter]:
    def complete(incomplete: str) -> list[str]:
        before = incomplete.rpartition(",")[0]
        start = f"{before}," if before else ""
        return [start + field for field in fields if field not in before.split(",")]

    options: dict[str, tuple[Any, Any]] = {
        "format": (
            Annotated[Format | None, typer.Option("--format", help="How to write the answer.")],
            None,
        ),
        "json": (Annotated[bool, typer.Option("--json", help="Short for --format json.")], False),
        "plain": (Annotated[bool, typer.Option("--plain", help="Short for --format plain.")], False),
        "fields": (
            Annotated[
                str | None,
                typer.Option(
                    "--fields", metavar="A,B", autocompletion=complete, help="Keep these columns or keys."
                ),
            ],
            None,
        ),
        "data": (
            Annotated[
                list[str],
                typer.Option(
                    "--data", metavar="DIR", help="Read records from this folder first; may be repeated."
                ),
            ],
            (),
        ),
        "color": (Annotated[Color, typer.Option("--color", help="When to colour.")], Color.auto),
    }
    kind = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter(name, kind, annotation=annotation, default=default)
        for name, (annotation, default) in options.items()
    ]
