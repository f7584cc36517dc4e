"""A terminal is not trusted with data: what could steer it is written as its escape."""

import re
from typing import Any, cast

from cptref.sheet import Sheet

_STEERING = (
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # the twelve bidirectional controls
    "\u2028\u2029\ufeff\ud800-\udfff]"  # line and paragraph separator, byte order mark, lone surrogates
)
_STEERING_IN_JSON = _STEERING.replace("\x00-\x1f", "", 1)  # where C0 is escaped already, but for line ends


def inert(text: str) -> str:
    r"""Write control characters, bidirectional controls and lone surrogates as `\uXXXX`."""
    return text if text.isprintable() else re.sub(_STEERING, _escape, text)


def inert_json(text: str) -> str:
    r"""Do the same in JSON text, where it is the string's own escape and reads back as it was."""
    return text if text.isascii() and "\x7f" not in text else re.sub(_STEERING_IN_JSON, _escape, text)


def inert_sheet(sheet: Sheet) -> Sheet:
    """Make every text of a sheet inert."""
    return cast("Sheet", _inert_parts(sheet))


def _inert_parts(part: Any) -> Any:
    if isinstance(part, str):
        return inert(part)
    if not isinstance(part, tuple):
        return part
    parts = map(_inert_parts, part)
    return type(part)._make(parts) if hasattr(part, "_make") else tuple(parts)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
