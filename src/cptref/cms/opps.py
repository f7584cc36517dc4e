"""OPPS Addendum B: payment for hospital outpatient services, csv or tab-delimited txt.

A few rows of title and notice, then headings, some of which change with the year; amounts are written with
a dollar sign, commas and blanks. A service that is not paid by itself has neither APC nor rate.
"""

import re
from collections.abc import Iterator

from cptref.cms import names
from cptref.cms.cells import CODE, MONEY, TEXT, Field, Headed, number, or_blank, pattern
from cptref.cms.files import CmsFile
from cptref.cms.layout import Identity, Layout
from cptref.cms.rows import Outpatient

_FIELDS = (
    Field("code", CODE, "^HCPCS"),
    Field("descriptor", TEXT, "SHORT DESCRIPT"),
    Field(
        "status_indicator",
        pattern("a status indicator", "[A-Z][0-9]?( ?\\\\*)?"),
        "^(SI|CI|STATUS INDICATOR)$",
    ),
    Field("apc", pattern("an APC or a blank", "[0-9]{0,5}"), "^APC$"),
    Field("weight", or_blank(number("a weight", r"[0-9]*\.?[0-9]+"), None), "RELATIVE WEIGHT", light=True),
    Field("rate", or_blank(MONEY, None), "PAYMENT RATE"),
)
_FIRST = "HCPCS( CODE)?"


def _identify(file: CmsFile) -> Identity:
    title = file.head[: file.head.upper().find("HCPCS CODE")]
    told = [title] if names.day(title) else []
    return Identity(
        effective=names.first((*file.names, *told), names.day),
        revision=names.first(file.names, names.published) or "",
    )


def rows(file: CmsFile) -> Iterator[Outpatient]:
    """Yield the services; raises ReleaseFileError."""
    delimiter = "\t" if re.search(r"(?im)^[^\w\n]*HCPCS( CODE)?[^\w\n]*\t", file.head) else ","
    for values in Headed(_FIRST, _FIELDS, delimiter).rows(file):
        yield Outpatient._make(values)


_HEADINGS = r"(?im)^[^\w\n]*HCPCS( CODE)?[^\w\n]*[,\t].*$"
_BLANK = r"[^\w\n,\t]*"
_COLUMNS = rf"(?i)[,\t]{_BLANK}(SI|Status Indicator){_BLANK}[,\t]{_BLANK}APC\b"


def _matches(head: str) -> bool:
    titled = re.match(r"\W*Addendum\s+B\b", head, re.IGNORECASE) and "Payment" in head
    return bool(titled or any(re.search(_COLUMNS, row[0]) for row in re.finditer(_HEADINGS, head)))


LAYOUT = Layout(_matches, _identify, rows)
