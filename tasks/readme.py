"""What the README shows of the tool, for cog: help texts and sample output, as the tool prints them."""

import os
import subprocess
import sys

PLAIN = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}


def run(command: str) -> str:
    """Return what a command line that begins with `cptref` prints, as 80 columns without colour."""
    words = [sys.executable, "-m", "cptref", *command.split()[1:]]
    done = subprocess.run(words, env=os.environ | PLAIN, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).replace("python -m cptref", "cptref")


def sample(*commands: str, lines: int | None = None) -> str:
    """Return a session as a Markdown block: each command, then what it prints, cut after some lines."""
    shown = []
    for command in commands:
        output = run(command).splitlines()
        more = ["..."] if lines and len(output) > lines else []
        shown += [f"$ {command}", *output[:lines], *more]
    return "\n".join(["```text", *shown, "```\n"])
