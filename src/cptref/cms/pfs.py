"""PFS relative values: PPRRVU, as csv and as fixed-width txt.

The csv has rows of preamble, headings spread over five rows, and from 2026 on one column more (PRIC IND),
so columns are found by heading. The txt begins with HDR rows; in 2026 PRIC IND stands in what was filler.
A number is printed for practice expense where the NA flag says that the setting does not apply.
The copyright year of the txt is not the year of the release.
"""

import re
from collections.abc import Iterator

from cptref.cms import names
from cptref.cms.cells import CODE, TEXT, Field, Fixed, Headed, number, or_blank, pattern, within
from cptref.cms.files import CmsFile
from cptref.cms.layout import Identity, Layout
from cptref.cms.rows import RelativeValue

_RVU = number("a number such as 20.80", r"[0-9]{0,5}\.?[0-9]{1,4}")
_HIGHEST = 100
"""Dollars for one RVU: more than twice what any year has had."""
_FACTOR = within(number("a conversion factor", r"[0-9]{1,5}\.[0-9]{1,4}"), 0, _HIGHEST)
_NA = pattern("NA or a blank", "(NA)?")
_DIGIT = pattern("an indicator of one character", "[0-9A-Z]?")

_FIELDS = (
    Field("code", CODE, "HCPCS$", 1, 5),
    Field("modifier", pattern("a modifier or a blank", "([0-9A-Z]{2})?"), "MOD$", 6, 7),
    Field("descriptor", TEXT, "DESCRIPTION$", 8, 57),
    Field("status", pattern("a status letter", "[A-Z]"), "STATUS CODE$", 58, 58),
    Field("work", _RVU, "WORK RVU$", 60, 65),
    Field("non_facility_pe", _RVU, "NON-?FAC(ILITY)? PE RVU$", 67, 72),
    Field("non_facility_na", _NA, "NON-?FAC(ILITY)? NA INDICATOR$", 73, 74),
    Field("facility_pe", _RVU, "(?<!NON-)(?<!NON)FACILITY PE RVU$", 76, 81),
    Field("facility_na", _NA, "(?<!NON-)(?<!NON)FACILITY NA INDICATOR$", 82, 83),
    Field("malpractice", _RVU, "MP RVU$", 85, 89),
    Field("non_facility_total", _RVU, "NON-?FACILITY TOTAL$", 91, 96),
    Field("facility_total", _RVU, "(?<!NON-)(?<!NON)FACILITY TOTAL$", 97, 102),
    Field("pc_tc", _DIGIT, "PC/?TC IND$", 103, 103),
    Field("global_days", pattern("global days", "[0-9]{3}|[A-Z]{3}"), "GLOB DAYS$", 104, 106),
    Field("pre", _RVU, "PRE OP$", 107, 109),
    Field("intra", _RVU, "INTRA OP$", 110, 112),
    Field("post", _RVU, "POST OP$", 113, 115),
    Field("multiple", _DIGIT, "MULT PROC$", 116, 116),
    Field("bilateral", _DIGIT, "BILAT SURG$", 117, 117),
    Field("assistant", _DIGIT, "ASST SURG$", 118, 118),
    Field("co_surgeons", _DIGIT, "CO- ?SURG$", 119, 119),
    Field("team", _DIGIT, "TEAM SURG$", 120, 120),
    Field("pricing", _DIGIT, "PRIC IND$", 121, 121, optional=True),
    Field("endoscopic_base", or_blank(CODE), "ENDO BASE$", 128, 132),
    Field("conversion_factor", _FACTOR, "CONV FACTOR$", 133, 140),
    Field("supervision", pattern("a supervision level", "[0-9A-Z]{0,2}"), "SUPERVISION OF.*$", 142, 143),
    Field("calculation", _DIGIT, "CALCULATION FLAG$", 144, 144),
    Field(
        "imaging_family", pattern("an imaging family", "[0-9]{0,2}"), "IMAGING FAMILY INDICATOR$", 146, 147
    ),
    Field("opps_non_facility_pe", _RVU, "NON-?FACILITY PE USED FOR OPPS.*$", 152, 157),
    Field("opps_facility_pe", _RVU, "(?<!NON-)(?<!NON)FACILITY PE USED FOR OPPS.*$", 159, 164),
    Field("opps_malpractice", _RVU, "MP USED FOR OPPS.*$", 166, 171),
)
_HEADED = Headed("HCPCS", _FIELDS, joined=True)
_FIXED = Fixed(_FIELDS, preamble="HDR")
_FIXED_ROW = r"[0-9A-Z]{5}.{52}[A-Z] .{5}[0-9] .{60,}"
_TITLE = r"(20\d\d) National Physician Fee Schedule Relative Value File ([A-Za-z]+)"


def _is_headed(head: str) -> bool:
    headings = re.search(r"(?im)^[^\w\n]*HCPCS[^\w\n]*,", head) and re.search("(?i)WORK|RVU", head)
    return bool(headings or re.search(f",{_TITLE}", head))


def _is_fixed(head: str) -> bool:
    return bool(re.search(rf"(?m)^{_FIXED_ROW}", head))


def _identify(file: CmsFile) -> Identity:
    title = re.search(_TITLE, file.head)
    told = (f"{title[1]}_{title[2]}",) if title else ()
    released = re.search(r"RELEASED (\d\d?/\d\d?/\d{4})", file.head)
    revision = names.published(f"{released[1]}.") if released else None
    return Identity(
        effective=names.first((*told, *file.names), names.day),
        variant=_variant(file),
        revision=revision or "",
    )


def _variant(file: CmsFile) -> str:
    """Tell the two files of a quarter from 2026 on apart: by name, or by PRIC IND, 1 on rows of QPP."""
    for name in file.names:
        if found := re.search("(?i)(non)?qpp", name):
            return "" if found[1] else "qpp"
    row = next(rows(file), None)
    return "qpp" if row and row.pricing == "1" else ""


def rows(file: CmsFile) -> Iterator[RelativeValue]:
    """Yield the rows, which add up, all of one conversion factor; raises ReleaseFileError."""
    layout = _HEADED if _is_headed(file.head) else _FIXED
    factor = None
    for number_, values in enumerate(layout.rows(file), 1):
        row = RelativeValue._make(values)
        factor = factor or row.conversion_factor
        if row.conversion_factor != factor:
            found = f"{row.conversion_factor} for {row.code} in row {number_}"
            raise file.fault(0, "conversion_factor", f"{factor} in every row", found)
        _add_up(file, number_, row)
        yield row


def _add_up(file: CmsFile, number_: int, row: RelativeValue) -> None:
    """Hold the totals against their parts, as a free checksum; raises ReleaseFileError."""
    common = row.work + row.malpractice
    for name, total, expense in (
        ("non_facility_total", row.non_facility_total, row.non_facility_pe),
        ("facility_total", row.facility_total, row.facility_pe),
    ):
        if total != common + expense:
            parts = f"{row.work} + {expense} + {row.malpractice} = {common + expense}"
            raise file.fault(0, name, parts, f"{total} for {row.code} in row {number_}")


LAYOUT = Layout(lambda head: _is_headed(head) or _is_fixed(head), _identify, rows)
