"""What the README shows of the tool, for cog: help texts and sample output, as the tool prints them."""

import atexit
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

PLAIN = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}


@cache
def store() -> str:
    """Return a store of small files in CMS's layouts, those that the tests use."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from published import publish

    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    publish(Path(folder.name))
    path = str(Path(folder.name) / "releases.sqlite")
    words = [sys.executable, "-m", "cptref", "import", folder.name, "--store", path]
    subprocess.run(words, env=os.environ | PLAIN, capture_output=True, check=True)
    return path


def run(command: str, **environment: str) -> str:
    """Return what a command line that begins with `cptref` prints, as 80 columns without colour."""
    words = [sys.executable, "-m", "cptref", *command.split()[1:]]
    env = {name: value for name, value in os.environ.items() if not name.startswith("CPTREF")}
    done = subprocess.run(words, env=env | PLAIN | environment, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).replace("python -m cptref", "cptref")


def sample(*commands: str, lines: int | None = None, medicare: bool = False) -> str:
    """Return a session as a Markdown block: each command, then what it prints, cut after some lines.

    medicare: whether releases are held.
    """
    shown = []
    environment = {"CPTREF_STORE": store()} if medicare else {}
    for command in commands:
        output = run(command, **environment).splitlines()
        more = ["..."] if lines and len(output) > lines else []
        shown += [f"$ {command}", *output[:lines], *more]
    return "\n".join(["```text", *shown, "```\n"])
