"""Run Python from standard input as if it were typed: print each statement, then what Python says to it."""

import ast
import sys
from typing import Any

import cptref


def main() -> None:
    """Print the transcript; errors of cptref are part of it."""
    text = sys.stdin.read()
    names: dict[str, Any] = {}
    for statement in ast.parse(text).body:
        first, *rest = (ast.get_source_segment(text, statement) or "").splitlines()
        print(f">>> {first}", *(f"... {line}" for line in rest), sep="\n")
        try:
            exec(compile(ast.Interactive([statement]), "<sample>", "single"), names)  # noqa: S102  our own
        except cptref.CptrefError as error:
            print(f"{type(error).__module__}.{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
