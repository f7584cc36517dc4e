"""ASC addenda AA (covered surgical procedures) and EE (those excluded), csv or tab-delimited txt.

A title of one or two lines, a notice, then headings that carry month and year; an unnamed second column of
AA holds marks of change; notes may follow the rows. EE carries a year and no month.
"""

import re
from collections.abc import Iterator

from cptref.cms import names
from cptref.cms.cells import CODE, MONEY, TEXT, Field, Headed, number, or_blank, pattern
from cptref.cms.files import CmsFile
from cptref.cms.layout import Identity, Layout
from cptref.cms.rows import Surgical

_COVERED = (
    Field("code", CODE, "^HCPCS"),
    Field("descriptor", TEXT, "SHORT DESCRIPT"),
    Field("discounted", pattern("Y, N or a blank", "[YN]?"), "MULTIPLE PROCEDURE"),
    Field("payment_indicator", pattern("a payment indicator", "[A-Z][0-9]"), "PAYMENT INDICATOR"),
    Field("weight", or_blank(number("a weight", r"[0-9]*\.?[0-9]+"), None), "PAYMENT WEIGHT", light=True),
    Field("rate", or_blank(MONEY, None), "PAYMENT RATE"),
)
_EXCLUDED = (
    Field("code", CODE, "^HCPCS"),
    Field("descriptor", TEXT, "SHORT DESCRIPT"),
)
_FIRST = "HCPCS( CODE)?"
_MONTH = r"([A-Z][a-z]{2,8})\s+(20\d\d)\s+Payment"


def _part(head: str) -> str:
    if re.search(r"Addendum\s+EE\b", head, re.IGNORECASE):
        return "EE"
    covered = r"Addendum\s+AA\b|Subject\s+to\s+Multiple\s+Procedure"
    return "AA" if re.search(covered, head, re.IGNORECASE) else ""


def _identify(file: CmsFile) -> Identity:
    month = re.search(_MONTH, file.head)
    told = (f"{month[1]} {month[2]}",) if month else ()
    day = names.first((*told, *file.names), names.day)
    return Identity(
        effective=day or names.first((file.head, *file.names), names.year),
        month_told=day is not None,
        part=_part(file.head),
        revision=names.first(file.names[:1], names.published) or "",
    )


def rows(file: CmsFile) -> Iterator[Surgical]:
    """Yield the procedures; raises ReleaseFileError."""
    delimiter = "\t" if re.search(r"(?im)^[^\w\n]*HCPCS( CODE)?[^\w\n]*\t", file.head) else ","
    if _part(file.head) == "EE":
        for code, descriptor in Headed(_FIRST, _EXCLUDED, delimiter).rows(file):
            yield Surgical(code, descriptor, 1, "", "", None, None)
    else:
        for code, descriptor, *values in Headed(_FIRST, _COVERED, delimiter).rows(file):
            yield Surgical(code, descriptor, 0, *values)


def _matches(head: str) -> bool:
    headings = _part(head) and re.search(r"(?im)^[^\w\n]*HCPCS( CODE)?[^\w\n]*[,\t]", head)
    return bool(headings or re.match(r"\W*Addendum\s+(AA|EE)\b[^\n]*[,\t\n]", head))


LAYOUT = Layout(_matches, _identify, rows)
