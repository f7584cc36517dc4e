"""NCCI medically unlikely edits (MUE): csv, one table each for practitioners, hospitals and DME suppliers.

The first row is one quoted notice of many lines. A heading holds a line break, and that of the values names
the table. A value of 0 is legal. Some MUEs are confidential: a code that is absent is not without a limit.
"""

import re
from collections.abc import Iterator

from cptref.cms import names
from cptref.cms.cells import CODE, TEXT, Field, Headed, Kind, pattern
from cptref.cms.files import CmsFile
from cptref.cms.layout import Identity, Layout
from cptref.cms.rows import Mue

_UNITS = pattern("a number of units", "[0-9]{1,6}")
_HEADED = Headed(
    "HCPCS ?/ ?CPT.*",
    (
        Field("code", CODE, "^HCPCS ?/ ?CPT"),
        Field("units", Kind(_UNITS.words, lambda cell: int(_UNITS.read(cell))), "MUE VALUES?$"),
        Field(
            "mai_text",
            pattern("an MAI such as 2 Date of Service Edit: Policy", "[123]( .*)?"),
            "ADJUDICATION",
        ),
        Field("rationale", TEXT, "RATIONALE"),
    ),
    endings=frozenset(
        {
            "Anatomic Consideration",
            "CMS NCCI Policy",
            "CMS Policy",
            "Clinical: CMS Workgroup",
            "Clinical: Data",
            "Clinical: Society Comment",
            "Code Descriptor / CPT Instruction",
            "Compounded Drug Policy",
            "Drug discontinued",
            "Nature of Analyte",
            "Nature of Equipment",
            "Nature of Service/Procedure",
            "Oral Medication; Not Payable",
            "Prescribing Information",
            "Published Contractor Policy",
        }
    ),
)
_KINDS = {
    "practitioner": "practitioner",
    "outpatient hospital": "hospital",
    "outpatienthospital": "hospital",
    "facility": "hospital",
    "dme": "dme",
}


def _identify(file: CmsFile) -> Identity:
    heading = re.search(r",\"?([^,]*)MUE\s+Value", file.head)
    told = (heading[1],) if heading else ()
    zipped = names.first(file.names[1:], names.day)
    return Identity(
        names.first(file.names, names.day),
        kind=names.first((*told, *file.names), _kind) or "",
        revision=zipped.isoformat() if zipped else "",
    )


def _kind(name: str) -> str | None:
    return next((kind for words, kind in _KINDS.items() if words in name.lower().replace("-", " ")), None)


def rows(file: CmsFile) -> Iterator[Mue]:
    """Yield the limits; raises ReleaseFileError."""
    for code, units, mai, rationale in _HEADED.rows(file):
        yield Mue(code, units, mai[0], mai, rationale)


LAYOUT = Layout(
    lambda head: re.search(r"(?i)MUE\s+Adjudication|HCPCS\s*/\s*CPT\s+Code\"?,", head), _identify, rows
)
