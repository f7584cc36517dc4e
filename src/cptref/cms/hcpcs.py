"""HCPCS Level II: ANWEB, as csv and as fixed-width txt of 320 columns; procedures and modifiers.

A description that is too long for a row goes on in rows of RECID 4 (procedure) and 8 (modifier), which hold
nothing else and may end with it. Modifiers stand at the right of the code's five columns. Some files begin
with disclaimers, wrapped or not.
Neither holds a CPT code; the text is public, but for that of dental codes in old files.
"""

import re
from collections.abc import Iterator

from cptref.cms import names
from cptref.cms.cells import DAY, TEXT, Field, Fixed, Headed, or_blank, pattern
from cptref.cms.files import CmsFile
from cptref.cms.layout import Identity, Layout
from cptref.cms.rows import Level2

_DATE = or_blank(DAY, None)
_FIELDS = (
    Field("code", pattern("a code or a modifier", "[A-Z][0-9]{4}|[0-9A-Z]{2}"), "^HCPC(S)?( CODE)?$", 1, 5),
    Field("record", pattern("3, 4, 7 or 8", "[3478]"), "^RECID$", 11, 11),
    Field("description", TEXT, "^LONG DESCRIPTION$", 12, 91),
    Field("short_description", TEXT, "^SHORT DESCRIPTION$", 92, 119),
    Field("coverage", pattern("a coverage code", "[A-Z0-9]?"), "^COV(ERAGE)?$", 230, 230),
    Field("betos", pattern("a BETOS code", "[0-9A-Z]{0,3}"), "^BETOS$", 257, 259, light=True),
    Field("added", _DATE, "^ADD DT$", 269, 276),
    Field("action_effective", _DATE, "^ACT EFF DT$", 277, 284),
    Field("terminated", _DATE, "^TERM DT$", 285, 292),
    Field("action", pattern("an action code", "[A-Z]?"), "^ACTION CD$", 293, 293),
)
_HEADED = Headed("HCPC(S)?( CODE)?", _FIELDS)
_CODED = "(?:[A-Z][0-9]{4}|   [0-9A-Z]{2})[0-9]{5}"
_FIXED = Fixed(_FIELDS, preamble=r"\*|\t|.{0,290}\t", first=f"{_CODED}[3478]", short=f"{_CODED}[48]")
_FIXED_ROW = rf"(?m)^{_CODED}[3478]"
_HEADINGS = r"(?m)^[^\w\n]*HCPC(?:[^\w\n,]*,[^\w\n,]*SEQ|.*,LONG DESCRIPTION)"
_CONTINUED = ("4", "8")


def _is_headed(head: str) -> bool:
    return bool(re.search(_HEADINGS, head))


def _identify(file: CmsFile) -> Identity:
    day = names.first(file.names, names.day)
    return Identity(
        effective=day or names.first(file.names, names.year),
        month_told=day is not None,
        revision=names.first(file.names, names.published) or "",
    )


def rows(file: CmsFile) -> Iterator[Level2]:
    """Yield the procedures and modifiers, each with its whole description; raises ReleaseFileError."""
    held: Level2 | None = None
    for code, record, description, *values in (_HEADED if _is_headed(file.head) else _FIXED).rows(file):
        if record in _CONTINUED:
            if held is None or held.code != code:
                raise file.fault(0, "record", f"a first row of {code} before its continuation", "none")
            held = held._replace(description=f"{held.description} {description}".strip())
            continue
        if held:
            yield _public(held)
        held = Level2(code, description, *values)
    if held:
        yield _public(held)


def _public(row: Level2) -> Level2:
    """Leave out what is said of dental codes (D0120), which the American Dental Association owns."""
    is_dental = re.fullmatch("D[0-9]{4}", row.code)
    return row._replace(description="", short_description="") if is_dental else row


LAYOUT = Layout(lambda head: _is_headed(head) or re.search(_FIXED_ROW, head), _identify, rows)
