"""What the documents show of the tool, for cog: help texts, samples, transcripts and tables, made from it."""

import atexit
import inspect
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

PLAIN = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
_JQ = " | jq -c "
_CODE = re.compile("^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def home() -> str:
    """Return a home folder for whose user small files in CMS's layouts are imported, those of the tests."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from published import publish

    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    published = publish(Path(folder.name) / "published")
    path = str(Path(folder.name) / "home")
    _process([sys.executable, "-m", "cptref", "import", str(published)], HOME=path).check_returncode()
    return path


def run(command: str, **environment: str) -> str:
    """Return what a command line that begins with `cptref` prints, as 80 columns without colour.

    It may end in ` | jq -c '.PATH'`, of which keys and `[]` are understood.
    """
    asked, _, path = command.partition(_JQ)
    done = _process([sys.executable, "-m", "cptref", *asked.split()[1:]], **environment)
    if path:
        found = _within(json.loads(done.stdout), path.strip("'.").split("."))
        return "".join(f"{json.dumps(one, separators=(',', ':'), ensure_ascii=False)}\n" for one in found)
    return (done.stdout + done.stderr).replace("python -m cptref", "cptref")


def sample(*commands: str, lines: int | None = None, medicare: bool = False) -> str:
    """Return a transcript as a Markdown block: each command, then what it prints, cut after some lines.

    medicare: whether releases are held.
    """
    shown = []
    environment = {"HOME": home()} if medicare else {}
    for command in commands:
        output = run(command, **environment).splitlines()
        more = ["..."] if lines and len(output) > lines else []
        shown += [f"$ {command}", *output[:lines], *more]
    return "\n".join(["```text", *shown, "```\n"])


def python(code: str) -> str:
    """Return what Python says to a snippet in a fresh interpreter, as a Markdown block; releases are held."""
    transcript = Path(__file__).with_name("transcript.py")
    done = _process([sys.executable, str(transcript)], code, HOME=home())
    if done.returncode:
        raise ValueError(done.stderr)
    return f"```pycon\n{done.stdout}```\n"


def written(path: str) -> str:
    """Return the first block of Python that a document holds."""
    found = _CODE.search(Path(path).read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{path} holds no block of Python")
    return found[1]


def answers(*more: str) -> str:
    """Return a table of the public types of answers, and of more, each with its fields and properties."""
    import cptref

    public = [name for name in cptref.__all__ if hasattr(getattr(cptref, name), "_fields")]
    rows = []
    for name in (*public, *more):
        kind = _found(name)
        derived = [name for name, member in vars(kind).items() if isinstance(member, property)]
        shown = f"cptref.{name}" if "." in name else name
        rows.append((f"`{shown}`", _said(kind), _listed((*kind._fields, *derived))))
    return _table(("type", "what it is", "what it has"), rows)


def errors() -> str:
    """Return a table of the public errors, each with the exit status of a command that meets it."""
    import cptref

    kinds = [getattr(cptref, name) for name in cptref.__all__ if name.endswith("Error")]
    kinds += [getattr(cptref, name) for name in cptref.__all__ if name.startswith(("Unknown", "Malformed"))]
    rows = [(f"`{kind.__name__}`", _said(kind), str(int(kind.exit_status))) for kind in kinds]
    return _table(("error", "what is wrong", "exit status"), rows)


def values(types: Mapping[str, str]) -> str:
    """Return a table of what values there are; types: what they say -> the type, with its module."""
    rows = [(what, f"`cptref.{name}`", _listed(get_args(_found(name)))) for what, name in types.items()]
    return _table(("what", "type", "values"), rows)


def _process(words: list[str], code: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a program for a user who has no wishes."""
    wishes = ("CPTREF", "XDG_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(wishes)}
    return subprocess.run(
        words, input=code, env=env | PLAIN | environment, capture_output=True, text=True, check=False
    )


def _within(found: Any, keys: list[str]) -> Iterator[Any]:
    """Yield what lies under keys, one in the other; of a key that ends in [], each element."""
    if not keys:
        yield found
        return
    key, *rest = keys
    inner = found[key.removesuffix("[]")]
    for one in inner if key.endswith("[]") else [inner]:
        yield from _within(one, rest)


def _found(name: str) -> Any:
    module, _, kind = f"cptref.{name}".rpartition(".")
    return getattr(import_module(module), kind)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" if name else '`""`' for name in names)


def _said(kind: type) -> str:
    """Return the first paragraph of a docstring."""
    return " ".join((inspect.getdoc(kind) or "").partition("\n\n")[0].split())


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in (heads, ("---",) * len(heads), *rows))
