"""Which records speak of some words: case, accents and hyphens do not matter."""

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import combining, normalize

_AROUND = 50
_HYPHENS = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015"
_NOT_SEARCHED = ("schema_version", "source", "id", "address", "sections", "section")


class Hit(NamedTuple):
    """A text of a record in which a word was found."""

    field: str
    """Where it stands in the record: `context.indications[0]`."""
    text: str
    """The word and the words around it."""


def hits(document: dict[str, object], words: tuple[str, ...]) -> list[Hit]:
    """Find the texts that speak of all words; where no one text does but the record does, those of any.

    Returns nothing unless every word stands somewhere in the record.
    """
    folded = [folded for folded in map(fold, words) if folded]
    texts = [(field, text, fold(text)) for field, text in _texts(document)]
    if not folded or not all(any(word in text for *_, text in texts) for word in folded):
        return []
    every = [row for row in texts if all(word in row[2] for word in folded)]
    some = every or [row for row in texts if any(word in row[2] for word in folded)]
    return [Hit(field, _excerpt(text, folded)) for field, text, _ in some]


def fold(text: str) -> str:
    """Take case, accents and hyphens from a text."""
    if text.isascii():
        return text.lower().replace("-", "")
    return "".join(map(_fold_character, text))


def _fold_character(character: str) -> str:
    plain = (part for part in normalize("NFKD", character) if not combining(part))
    return "" if character in _HYPHENS else "".join(plain).casefold()


def _texts(part: object, field: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(part, str):
        yield field, part
    elif isinstance(part, list):
        for i, value in enumerate(part):
            yield from _texts(value, f"{field}[{i}]")
    elif isinstance(part, dict):
        for key, value in part.items():
            if key not in _NOT_SEARCHED:
                yield from _texts(value, f"{field}.{key}" if field else key)


def _excerpt(text: str, words: list[str]) -> str:
    """Cut a text between blanks, around the first of the words in it."""
    origin = [i for i, character in enumerate(text) for _ in _fold_character(character)]
    folded = fold(text)
    start, word = min((folded.find(word), word) for word in words if word in folded)
    first, last = origin[start], origin[start + len(word) - 1]
    left = 0 if first <= _AROUND else text.find(" ", first - _AROUND, first) + 1 or first
    right = len(text) if last + _AROUND >= len(text) else text.rfind(" ", last, last + _AROUND)
    right = right if right > last else min(len(text), last + _AROUND)
    return f"{'...' * (left > 0)}{text[left:right]}{'...' * (right < len(text))}"
