"""Geographic practice cost indices: Addendum E, as csv and as fixed-width txt.

A title, a blank row, headings that carry the year, then a row a locality; footnotes below. A locality's
number alone is not unique: the contractor (MAC) belongs to it. Some years' csv lacks leading zeros of both.
Names carry the asterisks of footnotes. Some files have two columns of work: the one with the floor of 1.0
counts. Indices change within a year too; which quarter's zip file they lie in is all that tells.
"""

import re
from collections.abc import Iterator

from cptref.cms import names
from cptref.cms.cells import TEXT, Field, Fixed, Headed, number, pattern
from cptref.cms.files import CmsFile
from cptref.cms.layout import Identity, Layout
from cptref.cms.rows import Locality

_INDEX = number("an index such as 1.081", r"[0-9]*\.?[0-9]+")
_FIELDS = (
    Field("mac", pattern("five digits", "[0-9]{4,5}"), "CONTRACTOR", 1, 5),
    Field("locality", pattern("two digits", "[0-9]{1,2}"), "LOCALITY NUMBER", 25, 26),
    Field("state", pattern("a state", "[A-Z]{2}"), "STATE", 17, 18),
    Field("name", TEXT, "LOCALITY NAME", 30, 117),
    Field("work", _INDEX, r"PW GPCI(?! ?\(WITHOUT)", 118, 128),
    Field("pe", _INDEX, "PE GPCI", 129, 140),
    Field("malpractice", _INDEX, "MP GPCI", 141, 150),
)
_FIRST = r".*\(MAC\)|MEDICARE ADMINISTRATIVE CONTRACTOR"
_HEADED = Headed(_FIRST, _FIELDS)
_FLOORLESS = Headed(
    _FIRST, tuple(one._replace(heading="PW GPCI") if one.name == "work" else one for one in _FIELDS)
)
_FIXED = Fixed(_FIELDS, preamble=r"\*|[A-Za-z]{2}")
_WORK = r"(?i)PW GPCI\s?(\(without)?"


def _identify(file: CmsFile) -> Identity:
    found = re.search(r"(20\d\d) PW GPCI", file.head)
    year = names.first((*((found[1],) if found else ()), *file.names), names.year)
    zipped = names.first(file.names, names.day)
    return Identity(
        effective=year,
        revision=zipped.isoformat() if zipped and year and zipped.year == year.year else "",
        floor=_has_floor(file.head),
    )


def _has_floor(head: str) -> bool:
    """Tell whether a column of work has the floor: no heading but "without" says that it lacks it."""
    columns = re.findall(_WORK, head)
    return not columns or "" in columns


def rows(file: CmsFile) -> Iterator[Locality]:
    """Yield the localities, names without the marks of footnotes; raises ReleaseFileError."""
    headed = _HEADED if _has_floor(file.head) else _FLOORLESS
    for values in (_FIXED if _is_fixed(file.head) else headed).rows(file):
        row = Locality._make(values)
        yield row._replace(mac=row.mac.zfill(5), locality=row.locality.zfill(2), name=row.name.rstrip("* "))


def _is_fixed(head: str) -> bool:
    return bool(re.search(r"(?m)^Medicare Admi[^,\n]*PW GPCI", head))


LAYOUT = Layout(
    lambda head: re.search("PW GPCI|GEOGRAPHIC PRACTICE COST INDICES [^\n,]{0,99},,", head),
    _identify,
    rows,
)
