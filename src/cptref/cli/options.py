"""The options that every command has, added by one decorator, and what becomes of a command's answer."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from typing import Annotated, Any, Literal, TypeVar

import typer

from cptref.cli import output
from cptref.errors import CptrefError, ExitStatus
from cptref.reference import Reference
from cptref.render import Format, columns, render
from cptref.sheet import Answer, Item, Row

T = TypeVar("T")

Color = Literal["auto", "always", "never"]
"""When to colour."""


class Common:
    """The options that every command has, as given."""

    def __init__(
        self,
        *,
        format: Format | None,  # noqa: A002  as the option
        json: bool,
        plain: bool,
        fields: str | None,
        data: list[str],
        color: Color,
        closing: ExitStack,
    ) -> None:
        self.format = format
        self.json = json
        self.plain = plain
        self.fields = fields
        self.data = data
        self.color = color
        self._closing = closing

    def reference(self, store: str | None = None) -> Reference:
        """Open what is held, until the answer is written."""
        return self.open(Reference.from_environment(store, self.data))

    def open(self, opened: AbstractContextManager[T]) -> T:
        """Keep something open until the answer is written."""
        return self._closing.enter_context(opened)


_COMMON = ("format", "json", "plain", "fields", "data", "color")


def command(app: typer.Typer, name: str, fields: Row, default: Format = "table") -> Callable[..., Any]:
    """Make a function that takes Common and arguments of its own, and returns an Answer, a command.

    fields: what `--fields` completes; default: the format where none is asked for.
    """

    def decorate(function: Callable[..., Answer]) -> Callable[..., Answer]:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]

        def run(context: typer.Context, **given: Any) -> None:
            options = {option: given.pop(option) for option in _COMMON}
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
        "color": (Annotated[Color, typer.Option("--color", help="When to colour.")], "auto"),
    }
    kind = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter(name, kind, annotation=annotation, default=default)
        for name, (annotation, default) in options.items()
    ]
