"""The shape of the source: small files, short functions, typed answers, words apart from rules."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import cptref
from cptref.answers.notes import NoteCode
from cptref.cms.archive import UnreadReason
from cptref.medicare.edits import Verdict as PairVerdict
from cptref.medicare.effects import Consequence
from cptref.medicare.price import ReasonCode
from cptref.releases.importing import OutcomeReason
from cptref.views import edits, effects, notes, releases

SOURCE = Path(cptref.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
RULES = ("answers", "medicare", "releases")


def functions(file: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def lines(function: ast.FunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_file_is_long() -> None:
    assert [file.name for file in FILES if len(file.read_text(encoding="utf-8").splitlines()) > 300] == []


def test_no_function_is_long_and_nine_in_ten_are_short() -> None:
    lengths = sorted(lines(function) for file in FILES for function in functions(file))
    assert lengths[-1] <= 50
    assert lengths[len(lengths) * 9 // 10] < 25


@pytest.mark.parametrize("folder", RULES)
def test_no_signature_of_the_rules_leaves_a_type_open(folder: str) -> None:
    open_ = [
        f"{file.name} {function.name}"
        for file in (SOURCE / folder).glob("*.py")
        for function in functions(file)
        if re.search(r"\bAny\b", f"{ast.unparse(function.args)} {ast.unparse(function.returns or function)}")
    ]
    assert open_ == []


@pytest.mark.parametrize("folder", ["medicare", "answers"])
def test_rules_and_answers_word_nothing(folder: str) -> None:
    """Texts of more than a few words are a view's, but for docstrings, sources and errors."""
    told = [
        (file.name, node.value)
        for file in (SOURCE / folder).glob("*.py")
        for node in ast.walk(_without_docstrings(ast.parse(file.read_text(encoding="utf-8"))))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value.split()) > 5
    ]
    assert [
        text for _, text in told if not re.match(r"Pub\. 100-04|Social Security Act|CY \d{4} Physician", text)
    ] == []


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            kept = [part for part in body if not _is_text(part) and not isinstance(part, ast.Raise)]
            node.body = kept  # type: ignore[attr-defined]  # which nodes with statements have
    return tree


def _is_text(part: ast.AST) -> bool:
    return isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)


def test_every_value_has_its_words() -> None:
    assert set(effects.CONSEQUENCES) == set(get_args(Consequence))
    assert set(edits.VERDICTS) == set(get_args(PairVerdict))
    assert set(notes.SENTENCES) == set(get_args(NoteCode))
    assert set(releases.REASONS) == {*get_args(OutcomeReason), *get_args(UnreadReason)}
    told_apart = set(get_args(ReasonCode)) - {"status", "other row", "modifier", "one role"}
    assert set(effects.APART) == told_apart
