"""ZIP code to Medicare locality: ZIP5, fixed-width txt of 80 columns, without headings.

The flag in column 21 says that the ZIP code lies in several localities, which the ZIP9 file tells apart.
"""

import re
from collections.abc import Iterator
from datetime import date

from cptref.cms.cells import Field, Fixed, pattern
from cptref.cms.files import CmsFile
from cptref.cms.layout import Identity, Layout
from cptref.cms.rows import Zip

_FIXED = Fixed(
    (
        Field("zip", pattern("five digits", "[0-9]{5}"), first=3, last=7),
        Field("state", pattern("a state", "[A-Z]{2}"), first=1, last=2),
        Field("mac", pattern("five digits", "[0-9]{5}"), first=8, last=12),
        Field("locality", pattern("two digits", "[0-9]{2}"), first=13, last=14),
        Field("rural", pattern("R, B, or a blank", "[A-Z]?"), first=15, last=15),
        Field("plus_four", pattern("0, 1, or a blank", "[01]?"), first=21, last=21),
        Field("quarter", pattern("a year and quarter", "20[0-9]{2}[1-4]"), first=76, last=80),
    ),
    preamble=r"(?!)",
)
_ROW = r"[A-Z]{2}[0-9]{10}[0-9A-Z]{2}.{61}(20[0-9]{2})([1-4])"


def _identify(file: CmsFile) -> Identity:
    found = re.search(_ROW, file.head)
    return Identity(found and date(int(found[1]), 3 * int(found[2]) - 2, 1))


def rows(file: CmsFile) -> Iterator[Zip]:
    """Yield the ZIP codes, all of one quarter; raises ReleaseFileError."""
    quarter = None
    for number, (*values, plus_four, said) in enumerate(_FIXED.rows(file), 1):
        quarter = quarter or said
        if said != quarter:
            raise file.fault(number, "quarter", f"{quarter} in every row", said)
        yield Zip._make((*values, "1" if plus_four == "1" else ""))


LAYOUT = Layout(lambda head: re.search(rf"(?m)\A{_ROW}\s*$", head), _identify, rows)
