"""The program as a process of its own, as a shell or a script runs it."""

import os
import subprocess
import sys
from typing import Any

CPTREF = (sys.executable, "-m", "cptref")


def process(*arguments: str | bytes, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    """Run `cptref` with these arguments; settings are those of subprocess.run."""
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.run([*CPTREF, *arguments], timeout=60, check=False, **streams | settings)


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which `cptref` is the program."""
    program = f'cptref() {{ "{sys.executable}" -m cptref "$@"; }}; {line}'
    settings: dict[str, Any] = {"capture_output": True, "timeout": 60, "env": os.environ | environment}
    return subprocess.run(["bash", "-c", program], check=False, **settings)
