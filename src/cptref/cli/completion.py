"""completion: the script that lets a shell complete what is typed."""

from enum import StrEnum
from typing import Annotated

import typer

app = typer.Typer()


class Shell(StrEnum):
    """A shell."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"


def answer_shells() -> None:
    """Have the program answer the scripts' questions, which come in the environment."""
    from typer.completion import completion_init  # type: ignore[attr-defined]  # imported there

    completion_init()


@app.command("completion")
def completion(shell: Annotated[Shell, typer.Argument(metavar="bash|zsh|fish")]) -> None:
    """Print the completion script of a shell.

    It completes commands, options, codes, sections, formats and fields. Nobody's files are edited:
    put the script where your shell looks for it, or run eval "$(cptref completion bash)".
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # imported there

    typer.echo(get_completion_script(prog_name="cptref", complete_var="_CPTREF_COMPLETE", shell=shell.value))
