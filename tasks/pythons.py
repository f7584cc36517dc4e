"""Run the tests on every supported Python found beside the running one, from a wheel's install."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SUPPORTED = ("3.11", "3.12", "3.13", "3.14")


def interpreter(version: str) -> str | None:
    """Return an interpreter of this version: pyenv's, or one on PATH that answers."""
    installed = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    found = str(installed[-1]) if installed else shutil.which(f"python{version}")
    answers = found and subprocess.run([found, "-c", "import venv"], capture_output=True, check=False)
    return found if answers and answers.returncode == 0 else None


def test(python: str) -> int:
    """Install the project and what its tests need for an interpreter, and run them; return the status."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([python, "-m", "venv", folder], check=True)
        pip = [f"{folder}/bin/python", "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--upgrade", "pip>=25.1"], check=True)
        subprocess.run([*pip, "--group", "dev", "--editable", "."], check=True)
        return subprocess.run(
            [f"{folder}/bin/pytest", "-n", "auto", "-m", "not packaging"], check=False
        ).returncode


def main() -> int:
    """Test on each version that is there and name those that are not."""
    failed = []
    for version in SUPPORTED:
        if version == f"{sys.version_info.major}.{sys.version_info.minor}":
            continue
        if python := interpreter(version):
            print(f"Python {version}: {python}", flush=True)
            failed += [version] if test(python) else []
        else:
            print(f"Python {version}: not installed here, not tested", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
