"""What a person may type for a code, and what they probably meant."""

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from cptref.errors import MalformedCode

CODE = r"[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4}"
"""A CPT or HCPCS Level II code: five digits, four digits and a letter, or a letter and four digits."""
MODIFIER = r"[0-9A-Z]{2}"

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LENGTH = 5
_MODIFIER_LENGTH = 2
_MOST_MODIFIERS = 4  # a professional claim line has four modifier fields
_MOST_NEAREST = 5
_LOOKALIKES = str.maketrans("OIL", "011")


class Asked(NamedTuple):
    """What was asked for: a code and the modifiers typed with it."""

    text: str
    """As typed, without the blanks around it."""
    code: str
    """Five characters, upper case; letters O, I and L may stand where digits belong."""
    modifiers: tuple[str, ...]


def is_code(text: str) -> bool:
    """Tell whether the text is a code as published: `47370`, `0001U`, `G0105`."""
    return re.fullmatch(CODE, text) is not None


def code_system(code: str) -> str:
    """Name the system that a code belongs to, which its first character tells."""
    return "HCPCS Level II" if code[:1].isalpha() else "CPT"


def parse(text: str) -> Asked:
    """Read a code as people type it: `47370`, `cpt-47370`, `47370.0`, `47370-22-59`, full-width digits.

    Raises MalformedCode for anything else, with a sentence that says why.
    """
    found = parse_all(text)
    if len(found) > 1:
        raise MalformedCode(
            f"{text[:20]!r} names {len(found)} codes, the first {found[0].code}: ask for one at a time"
        )
    return found[0]


def parse_all(text: str) -> tuple[Asked, ...]:
    """Read one code or several: `47370-59`, `"47370","59"`, `99213, 99214`; raises MalformedCode."""
    return _parse(text, columns=False)


def parse_line(text: str) -> tuple[Asked, ...]:
    """Read a line of a list or table as `parse_all`, but refuse a column of digits, which may be units."""
    return _parse(text, columns=True)


def parse_modifier(text: str) -> str:
    """Read a modifier as people type it: ` 59 `, `-59`, `xs`; raises MalformedCode for anything else."""
    from cptref.typed import plain

    modifier = plain(text).strip("\"' ").removeprefix("-")
    if not re.fullmatch(MODIFIER, modifier):
        raise MalformedCode(f"{text[:20]!r} is no modifier: it has two letters or digits")
    return modifier


def nearest(code: str, held: Container[str]) -> tuple[str, ...]:
    """Name the codes held that a slip away from this one: a look-alike letter, two swapped, one wrong."""
    found = dict.fromkeys(slip for slip in _slips(code) if slip != code and slip in held)
    return tuple(found)[:_MOST_NEAREST]


def _parse(text: str, *, columns: bool) -> tuple[Asked, ...]:
    typed = text.strip(" \t\r\n\f\v\ufeff")
    if not typed:
        raise MalformedCode("a code is missing: the text is blank")
    if _is_plain(typed):
        return (Asked(typed, typed, ()),)
    code, *modifiers = typed.split("-")
    if _is_plain(code) and len(modifiers) <= _MOST_MODIFIERS and all(map(_is_modifier, modifiers)):
        return (Asked(typed, code, tuple(modifiers)),)
    from cptref.typed import read

    found = read(typed, columns=columns)
    if len(found) == 1:
        ((code, modifiers),) = found
        return (Asked(typed, code, tuple(modifiers)),)
    return tuple(Asked("-".join((code, *modifiers)), code, tuple(modifiers)) for code, modifiers in found)


def _is_modifier(text: str) -> bool:
    return len(text) == _MODIFIER_LENGTH and text[0] in _ALPHABET and text[1] in _ALPHABET


def _is_plain(text: str) -> bool:
    """Tell whether a text is a code as published, as most are, without a start of regular expressions."""
    if len(text) != _LENGTH or not text.isascii() or not text[1:4].isdigit():
        return False
    first, last = text[0], text[4]
    return last in _ALPHABET if first.isdigit() else first.isupper() and last.isdigit()


def _slips(code: str) -> Iterator[str]:
    yield code[0] + code[1:].translate(_LOOKALIKES)
    yield code.translate(_LOOKALIKES)
    for i in range(len(code) - 1):
        yield code[:i] + code[i + 1] + code[i] + code[i + 2 :]
    for i in range(len(code)):
        for letter in _ALPHABET:
            yield code[:i] + letter + code[i + 1 :]
