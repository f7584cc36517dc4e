"""What a person typed -> the codes in it, each with its modifiers; or a sentence on what it is instead."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cptref.errors import MalformedCode

_LENGTH = 5
_MODIFIER_LENGTH = 2
_LONGEST = 1000
_SHOWN = 64
_MOST_MODIFIERS = 4  # a professional claim line has four modifier fields
_PLAIN = (
    {0xFF01 + i: 0x21 + i for i in range(94)}  # full-width forms, from East Asian keyboards
    | dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212), "-")
    | dict.fromkeys((0x00A0, 0x202F, 0x3000), " ")
    | dict.fromkeys((0x201C, 0x201D, 0x201E), '"')
    | dict.fromkeys((0x2018, 0x2019), "'")
    | {0x00D7: "X"}  # the multiplication sign
    | dict.fromkeys(
        (0xFEFF, 0x200B, 0x200E, 0x200F, 0x00AD, 0x00AE, 0x2122)
    )  # byte order mark, zero width, soft hyphen, (R), (TM)
)
_PREFIX = r"(?<![0-9A-Z])(?:CPT|HCPCS)(?:[- ]?4(?=[\s:#-]))?(?:\s+CODES?)?[\s:#.-]*(?=[0-9A-Z])"
_NEARLY = r"[0-9OIL]{4}[0-9A-Z]|[A-Z][0-9OIL]{4}"
_SHAPES = "five digits, four digits and a letter, or a letter and four digits"

_BLANK = " \t\r\n"
_QUOTES = "\"'"
_COLUMN = frozenset(f"{_BLANK},;{_QUOTES}")
"""Between columns of a table; the other signs bind a modifier to its code."""
_BETWEEN = _COLUMN | frozenset("|/.:()+&-")
_BEFORE = frozenset(f"{_BLANK}{_QUOTES}(+#=")
_AFTER = frozenset(f"{_BLANK}{_QUOTES}).,;:|")
_RANGE = frozenset(("-", "--", ".", "..", "...", ":"))
_JOINING = (
    dict.fromkeys(("AND", "PLUS", "WITH"), ",")
    | dict.fromkeys(("MOD", "MODS", "MODIFIER", "MODIFIERS"), "-")
    | dict.fromkeys(("TO", "THRU", "THROUGH"), "..")
)
"""Words between codes or before modifiers, and the sign that each stands for."""

_CODE = "(?:[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4})"
_OF_UNITS = ("X", "*", "UNIT", "QTY", "QUANTITY")  # looked for first, as most texts have none
_UNITS = "|".join(
    (
        r"(?<![0-9A-Z/:.|\"'-])X\s?[0-9]{1,3}(?![0-9A-Z])",  # 47370 x2
        rf"(?<![0-9A-Z]){_CODE}(?:X[0-9]{{1,3}}(?![0-9A-Z])|\s?\*\s?[0-9])",  # 47370x2, 47370*2
        rf"(?<![0-9A-Z])[0-9]{{1,3}}\s?[X*]\s?(?={_CODE}(?![0-9A-Z]))",  # 2 x 47370
        r"(?<![0-9A-Z])[0-9]{1,3}\s?UNITS?(?![0-9A-Z])",
        r"(?<![0-9A-Z])(?:UNITS?|QTY|QUANTITY)[\s:=]{0,3}[0-9]",
    )
)

_ICD = "an ICD-10-CM diagnosis code"
_NDC = "an NDC, which names a drug"
_REVENUE = "a revenue code of a hospital's bill"
_OTHERS = (
    (r"(?:ICD\W?(?:9|10)?(?:\W?CM)?\W{0,3})?[A-Z][0-9][0-9A-Z]\.[0-9A-Z]{1,4}", _ICD),
    (r"[A-Z][0-9][0-9A-Z]{1,2}|[A-Z][0-9][0-9A-Z]{3}[0-9X][A-Z]|ICD.*", _ICD),
    (r"0[0-9A-HJ-NP-Z]{6}", "an ICD-10-PCS code, which hospitals report for inpatients"),
    (r"(?:[0-9]{4}-[0-9]{4}|[0-9]{5}-[0-9]{3,4})-[0-9]{1,2}|(?:N4)?[0-9]{11}|NDC.*", _NDC),
    (r"[12][0-9]{9}", "an NPI, which names who bills"),
    (r"[0-9]{10}", _NDC),
    (r"(?:MS|APR)?\W?DRG\W{0,3}[0-9]{1,4}.*", "a DRG, which prices a hospital's inpatient stay"),
    (r"APC\W{0,3}[0-9]{1,4}.*", "an APC, which groups a hospital's outpatient services"),
    (r"0[0-9]{3}|(?:REV(?:ENUE)?|RC|UBRC)\W{0,3}(?:CODE)?\W{0,3}[0-9]{3,4}.*", _REVENUE),
)
"""How the codes of other systems look, and what they are."""

Line = tuple[str, list[str]]
"""A code and its modifiers."""


class _Word(NamedTuple):
    before: str
    """What stands between it and the word before."""
    text: str


class _Text(NamedTuple):
    shown: str
    """As typed, for a sentence."""
    plain: str
    columns: bool
    """Whether it is a line of a table, in which a column of digits may be units."""


def read(typed: str, *, columns: bool = False) -> list[Line]:
    """Read the codes in a text: `47370/59`, `47370(59)`, `"47370","59"`, `99213, 99214`.

    Raises MalformedCode, with a sentence that says what the text is and what to do.
    columns: of a line of a table, in which a column of digits may be units: it is refused.
    """
    shown = repr(typed) if len(typed) <= _SHOWN else f"{typed[:20]!r}..."
    if len(typed) > _LONGEST:
        raise MalformedCode(f"{shown} is too long for a procedure code: it has five characters")
    folded = plain(typed).replace('="', '"')
    has_prefix = "CPT" in folded or "HCPCS" in folded
    text = _Text(shown, re.sub(_PREFIX, "", folded) if has_prefix else folded, columns)
    if any(sign in folded for sign in _OF_UNITS) and re.search(_UNITS, text.plain):
        raise _units(text)
    words = list(_words(text))
    lines: list[Line] = []
    named = _is_quoted(text.plain, words)
    for word in words:
        _take(text, lines, word, named=named)
    for code, modifiers in lines:
        if len(modifiers) > _MOST_MODIFIERS:
            raise MalformedCode(
                f"{text.shown} names {len(modifiers)} modifiers with {code}: "
                f"a claim line takes {_MOST_MODIFIERS}"
            )
    return lines


def plain(text: str) -> str:
    """Fold what keyboards and word processors make of plain characters; keep what else is foreign."""
    folded = text if text.isascii() else text.translate(_PLAIN)
    return folded.strip().upper() if folded.isascii() else folded


def _words(text: _Text) -> Iterator[_Word]:
    """Split a text into words, and take those that join others for the signs they stand for."""
    parts = re.split("([0-9A-Z]+)", text.plain)
    between, words = parts[::2], parts[1::2]
    is_known = all(map(_BETWEEN.issuperset, between[1:-1]))
    if not words or not is_known or not _BEFORE.issuperset(between[0]) or not _AFTER.issuperset(between[-1]):
        raise _no_code(text, words[0] if words and is_known and between[0] == "" else "")
    joined = ""
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else ""
        if word in _JOINING and (len(following) == _LENGTH or (following and word != "TO")):
            joined = _JOINING[word]
            continue
        yield _Word(joined or between[i], word)
        joined = ""


def _take(text: _Text, lines: list[Line], word: _Word, *, named: bool) -> None:
    """Take a word as a code, or as a modifier of the code before it."""
    sign = word.before.strip(_BLANK)
    if re.fullmatch(_NEARLY, word.text):
        if lines and sign in _RANGE:
            raise _range(text, lines[-1][0], word.text)
        lines.append((word.text, []))
    elif not lines:
        raise _no_code(text, word.text)
    elif sign == "." and not lines[-1][1] and not word.text.strip("0"):
        pass  # a spreadsheet's number: 47370.00
    elif text.columns and not named and word.text.isdigit() and _COLUMN.issuperset(word.before):
        raise _may_be_units(text, lines[-1][0], word.text)
    elif len(word.text) != _MODIFIER_LENGTH or sign.startswith(".."):
        raise _no_modifier(text, word)
    else:
        lines[-1][1].append(word.text)


def _is_quoted(plain: str, words: list[_Word]) -> bool:
    """Tell whether each word is quoted and the last is no number, so that none of them is a count."""
    return plain.count('"') >= 2 * len(words) and not words[-1].text.isdigit()


def _no_code(text: _Text, word: str) -> MalformedCode:
    """Say what a text that is no procedure code looks like."""
    bare = text.plain.strip(f"{_BLANK}{_QUOTES}")
    if other := _other_system(bare) or _other_system(word):
        zeros = f", not {bare:0>5}" if bare.isdigit() and len(bare) < _LENGTH else ""
        return MalformedCode(
            f"{text.shown} looks like {other}{zeros}: give a CPT or HCPCS code, such as 47370 or G0105"
        )
    if re.search(r"[*?%]", bare):
        return MalformedCode(f"{text.shown} is a pattern, and patterns are not looked up: name each code")
    if 0 < len(word) < _LENGTH:
        return MalformedCode(
            f"{text.shown} is too short for a procedure code: it has five characters{_short(word)}"
        )
    if len(word) > _LENGTH:
        return MalformedCode(
            f"{text.shown} is too long for a procedure code: it has five characters{_joined(word)}"
        )
    return MalformedCode(f"{text.shown} is no procedure code: {_SHAPES}")


def _short(word: str) -> str:
    if word.isdigit():
        return f"; if a spreadsheet dropped leading zeros, it is {word:0>5}"
    return (
        "; a modifier is written behind its code, such as 47370-LT" if len(word) == _MODIFIER_LENGTH else ""
    )


def _joined(word: str) -> str:
    """Tell how a code and modifiers that are written as one word are written."""
    code, rest = word[:_LENGTH], word[_LENGTH:]
    if len(rest) % 2 or len(rest) > 2 * _MOST_MODIFIERS or not re.fullmatch(_CODE, code):
        return ""
    modifiers = (rest[i : i + 2] for i in range(0, len(rest), 2))
    return f"; with modifiers it is written {'-'.join((code, *modifiers))}"


def _no_modifier(text: _Text, word: _Word) -> MalformedCode:
    if other := _other_system(text.plain) or _other_system(word.text):
        return MalformedCode(f"{text.shown} names {word.text!r}, which looks like {other}: leave it out")
    hint = ""
    if text.columns and _COLUMN.issuperset(word.before):
        hint = "; columns are told apart by a first line that names them, such as code,description"
    elif word.text.isdigit() and len(word.text) < _LENGTH:
        hint = "; an answer is of one unit, so leave units out"
    return MalformedCode(
        f"{text.shown} names {word.text!r}, which is no modifier: it has two letters or digits{hint}"
    )


def _units(text: _Text) -> MalformedCode:
    found = re.search(
        rf"(?<![0-9A-Z])(?:[0-9]{{1,3}}X)?({_CODE}(?:-[0-9A-Z]{{2}})*)(?=(?:X[0-9]{{1,3}})?(?![0-9A-Z]))",
        text.plain,
    )
    digit = re.search(r"X\s?([0-9])(?![0-9A-Z])", text.plain)
    name = found[1] if found else "the code alone, such as 47370,"
    modifier = f"; modifier X{digit[1]} is written {found[1]}-X{digit[1]}" if found and digit else ""
    return MalformedCode(
        f"{text.shown} names units, and an answer is of one: write {name} and multiply its amount{modifier}"
    )


def _may_be_units(text: _Text, code: str, digits: str) -> MalformedCode:
    if len(digits) != _MODIFIER_LENGTH:
        return MalformedCode(
            f"{text.shown} has a column {digits!r} that nothing names: "
            "name the columns in a first line, such as code,units"
        )
    return MalformedCode(
        f"{text.shown} may name modifier {digits} or {int(digits)} units: "
        f"write {code}-{digits} for the modifier, "
        "or name the columns in a first line, such as code,modifier or code,units"
    )


def _range(text: _Text, first: str, last: str) -> MalformedCode:
    return MalformedCode(
        f"{text.shown} reads as a range of codes, and ranges are not looked up: "
        f"name each code, such as '{first}, {last}'"
    )


def _other_system(bare: str) -> str:
    """Name the system whose codes look like this; "" where none does."""
    return next((name for shape, name in _OTHERS if re.fullmatch(shape, bare)), "")
