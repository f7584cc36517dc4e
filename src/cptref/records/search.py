"""Which records speak of some words: case, accents and hyphens do not matter."""

import json
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import combining, normalize

_AROUND = 50  # characters shown on either side of a word
_HYPHENS = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015"
_Path = tuple[int | str, ...]
_NOT_SEARCHED = ("schema_version", "source", "id", "address", "sections", "section")


class Hit(NamedTuple):
    """A text of a record in which a word was found."""

    field: str
    """Where it stands in the record: `context.indications[0]`."""
    text: str
    """The word and the words around it."""


def hits(record: str, words: tuple[str, ...]) -> list[Hit]:
    """Find where a record, given as JSON, speaks of all the words: the first text with all of them.

    Where no one text has all, the first text with each; nothing where the record lacks one.
    """
    sought = list(dict.fromkeys(word for word in map(fold, words) if word))
    whole = fold(record)  # keys too: this only passes over, at little cost, the records that lack a word
    if not sought or not all(json.dumps(word, ensure_ascii=False)[1:-1] in whole for word in sought):
        return []
    first: dict[str, tuple[_Path, str]] = {}
    for path, text in _texts(json.loads(record), ()):
        folded = fold(text)
        new = [word for word in sought if word in folded]
        if len(new) == len(sought):
            return [Hit(_field(path), _excerpt(text, sought))]
        for word in new:
            first.setdefault(word, (path, text))
    if len(first) < len(sought):
        return []
    return [Hit(_field(path), _excerpt(text, sought)) for path, text in dict.fromkeys(first.values())]


def fold(text: str) -> str:
    """Take case, accents and hyphens from a text."""
    if text.isascii():
        return text.lower().replace("-", "")
    return "".join(map(_fold_character, text))


def _fold_character(character: str) -> str:
    if character.isascii():
        return "" if character == "-" else character.lower()
    plain = (part for part in normalize("NFKD", character) if not combining(part))
    return "" if character in _HYPHENS else "".join(plain).casefold()


def _texts(part: object, path: _Path) -> Iterator[tuple[_Path, str]]:
    if isinstance(part, str):
        yield path, part
    elif isinstance(part, dict):
        for key, value in part.items():
            if key not in _NOT_SEARCHED:
                yield from _texts(value, (*path, key))
    elif isinstance(part, list):
        for i, value in enumerate(part):
            yield from _texts(value, (*path, i))


def _field(path: _Path) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def _excerpt(text: str, words: list[str]) -> str:
    """Cut a text between blanks, around the first of the words in it."""
    kept = (_fold_character(character) for character in text)
    origin = [i for i, folded in enumerate(kept) for _ in folded]
    folded = fold(text)
    start, word = min((folded.find(word), word) for word in words if word in folded)
    first, last = origin[start], origin[start + len(word) - 1]
    left = 0 if first <= _AROUND else text.find(" ", first - _AROUND, first) + 1 or first
    right = len(text) if last + _AROUND >= len(text) else text.rfind(" ", last, last + _AROUND)
    right = right if right > last else min(len(text), last + _AROUND)
    return f"{'...' * (left > 0)}{text[left:right]}{'...' * (right < len(text))}"
