"""The commands: each reads its arguments, asks the library and hands an answer to `render`."""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info

from cptref import __version__


class Command:
    """Where a command is defined, and its line in the list of commands."""

    def __init__(self, module: str, summary: str) -> None:
        self.module = module
        self.summary = summary


COMMANDS = {
    "show": Command("record", "Show the whole record of codes, or sections of it."),
    "context": Command("record", "Show the clinical context of codes."),
    "modifiers": Command("modifiers", "List modifiers of codes, or codes that list a modifier."),
    "payers": Command("payers", "List payers of codes, or codes that name a payer."),
    "fee": Command("fee", "Price codes by Medicare's physician fee schedule, factor by factor."),
    "edits": Command("edits", "List the NCCI edits of a code, or judge two or more codes."),
    "history": Command("history", "Show what codes were worth, one row a quarter."),
    "changes": Command("history", "List what changed between two days."),
    "list": Command("library", "List every record held and where it lies."),
    "search": Command("library", "Find the codes whose records speak of some words."),
    "sources": Command("record", "Show what the statements rest on and what no source says."),
    "import": Command("releases", "Import files that CMS publishes."),
    "releases": Command("releases", "List the releases imported and when each is in force."),
    "forget": Command("releases", "Remove an imported release."),
    "schema": Command("validate", "Print the JSON Schema of a record, or of a command's document."),
    "validate": Command("validate", "Check whether record files are sound; list every fault."),
    "completion": Command("completion", "Print the completion script of a shell."),
}
"""Every command; a module is imported when its command is named."""


class _Commands(TyperGroup):
    """A group that loads a command when it is called; until then its name and summary stand for it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name, command in COMMANDS.items():
            self.add_command(TyperCommand(name, help=command.summary))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, stub, rest = super().resolve_command(ctx, args)
        return name, stub and load(stub.name or ""), rest


def load(name: str) -> Any:
    """Return the command of this name, with its options."""
    module = import_module(f"cptref.cli.{COMMANDS[name].module}")
    info = next(info for info in module.app.registered_commands if info.name == name)
    return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)


app = typer.Typer(
    cls=_Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"cptref {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """A reference for medical procedure codes, offline, with the source of each statement.

    Name a code and read what it is, in which clinical context it stands, which modifiers and payers
    matter, where each statement comes from, and what no source says.

    A code may be typed as 47370, cpt-47370, 47370.0 or 47370-59; - reads codes from standard input.
    """
    del version
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
