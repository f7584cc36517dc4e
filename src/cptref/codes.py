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
_LONGEST = 64
_MOST_MODIFIERS = 4  # a professional claim line has four modifier fields
_MOST_NEAREST = 5
_LOOKALIKES = str.maketrans("OIL", "011")
_PLAIN = (
    {0xFF01 + i: 0x21 + i for i in range(94)}  # full-width forms, from East Asian keyboards
    | dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212), "-")
    | dict.fromkeys((0x00A0, 0x202F, 0x3000), " ")
    | dict.fromkeys(
        (0xFEFF, 0x200B, 0x200E, 0x200F, 0x00AD, 0x00AE)
    )  # byte order mark, zero width, soft hyphen, (R)
)

_TYPED = (
    r"(?:(?:CPT|HCPCS)(?:\s+CODE)?[\s:#-]*)?"
    r"(?P<code>[0-9A-Z]+)(?:\.0+)?(?P<rest>(?:[\s:,-]+[0-9A-Z]+)*)"
)
_NEARLY = r"[0-9OIL]{4}[0-9A-Z]|[A-Z][0-9OIL]{4}"


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
    typed = text.strip(" \t\r\n\f\v\ufeff")
    if not typed:
        raise MalformedCode("a code is missing: the text is blank")
    if _is_plain(typed):
        return Asked(typed, typed, ())
    if len(typed) > _LONGEST:
        raise MalformedCode(f"{typed[:20]!r}... is too long for a procedure code: it has five characters")
    match = re.fullmatch(_TYPED, _normal(typed))
    if match is None:
        raise MalformedCode(f"{typed!r} is no procedure code: {_SHAPES}")
    code = match["code"]
    _check_code(typed, code)
    modifiers = tuple(re.split(r"[\s:,-]+", match["rest"])[1:])
    _check_modifiers(typed, modifiers)
    return Asked(typed, code, modifiers)


def parse_modifier(text: str) -> str:
    """Read a modifier as people type it: ` 59 `, `-59`, `xs`; raises MalformedCode for anything else."""
    modifier = _normal(text.strip()).removeprefix("-")
    if not re.fullmatch(MODIFIER, modifier):
        raise MalformedCode(f"{text[:20]!r} is no modifier: it has two letters or digits")
    return modifier


def nearest(code: str, held: Container[str]) -> tuple[str, ...]:
    """Name the codes held that a slip away from this one: a look-alike letter, two swapped, one wrong."""
    found = dict.fromkeys(slip for slip in _slips(code) if slip != code and slip in held)
    return tuple(found)[:_MOST_NEAREST]


_SHAPES = "five digits, four digits and a letter, or a letter and four digits"


def _is_plain(text: str) -> bool:
    """Tell whether a text is a code as published, as most are, without a start of regular expressions."""
    if len(text) != _LENGTH or not text.isascii() or not text[1:4].isdigit():
        return False
    first, last = text[0], text[4]
    return last in _ALPHABET if first.isdigit() else first.isupper() and last.isdigit()


def _normal(text: str) -> str:
    """Fold what keyboards and word processors make of plain characters; keep what else is foreign."""
    plain = text if text.isascii() else text.translate(_PLAIN)
    return plain.strip().strip("\"'").strip().upper() if plain.isascii() else plain


def _check_code(typed: str, code: str) -> None:
    if re.fullmatch(_NEARLY, code):
        return
    if len(code) < _LENGTH:
        zeros = f"; if a spreadsheet dropped leading zeros, it is {code:0>5}" if code.isdigit() else ""
        raise MalformedCode(f"{typed!r} is too short for a procedure code: it has five characters{zeros}")
    if len(code) > _LENGTH:
        raise MalformedCode(f"{typed!r} is too long for a procedure code: it has five characters")
    raise MalformedCode(f"{typed!r} is no procedure code: {_SHAPES}")


def _check_modifiers(typed: str, modifiers: tuple[str, ...]) -> None:
    for modifier in modifiers:
        if not re.fullmatch(MODIFIER, modifier):
            raise MalformedCode(
                f"{typed!r} names {modifier!r}, which is no modifier: it has two letters or digits"
            )
    if len(modifiers) > _MOST_MODIFIERS:
        raise MalformedCode(
            f"{typed!r} names {len(modifiers)} modifiers: a claim line takes {_MOST_MODIFIERS}"
        )


def _slips(code: str) -> Iterator[str]:
    yield code[0] + code[1:].translate(_LOOKALIKES)
    yield code.translate(_LOOKALIKES)
    for i in range(len(code) - 1):
        yield code[:i] + code[i + 1] + code[i] + code[i + 2 :]
    for i in range(len(code)):
        for letter in _ALPHABET:
            yield code[:i] + letter + code[i + 1 :]
