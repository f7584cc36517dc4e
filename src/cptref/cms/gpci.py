"""Geographic practice cost indices: Addendum E, as csv.

A title, a blank row, headings that carry the year, then a row a locality; footnotes below. A locality's
number alone is not unique: the contractor (MAC) belongs to it. Some years' csv lacks leading zeros of both.
Names carry the asterisks of footnotes.
"""

import re
from collections.abc import Iterator

from cptref.cms import names
from cptref.cms.cells import TEXT, Field, Headed, number, pattern
from cptref.cms.files import CmsFile
from cptref.cms.layout import Identity, Layout
from cptref.cms.rows import Locality

_INDEX = number("an index such as 1.081", r"[0-9]*\.?[0-9]+")
_HEADED = Headed(
    r".*\(MAC\)|MEDICARE ADMINISTRATIVE CONTRACTOR",
    (
        Field("mac", pattern("five digits", "[0-9]{4,5}"), "CONTRACTOR"),
        Field("locality", pattern("two digits", "[0-9]{1,2}"), "LOCALITY NUMBER"),
        Field("state", pattern("a state", "[A-Z]{2}"), "STATE"),
        Field("name", TEXT, "LOCALITY NAME"),
        Field("work", _INDEX, "PW GPCI"),
        Field("pe", _INDEX, "PE GPCI"),
        Field("malpractice", _INDEX, "MP GPCI"),
    ),
)


def _identify(file: CmsFile) -> Identity:
    year = re.search(r"(20\d\d) PW GPCI", file.head)
    return Identity(names.first((*((year[1],) if year else ()), *file.names), names.year))


def rows(file: CmsFile) -> Iterator[Locality]:
    """Yield the localities, names without the marks of footnotes; raises ReleaseFileError."""
    for values in _HEADED.rows(file):
        row = Locality._make(values)
        yield row._replace(mac=row.mac.zfill(5), locality=row.locality.zfill(2), name=row.name.rstrip("* "))


LAYOUT = Layout(
    lambda head: re.search("PW GPCI|GEOGRAPHIC PRACTICE COST INDICES .*,,", head),
    _identify,
    rows,
)
