"""Files of CMS's that are known and hold nothing that an answer uses."""

import re
from typing import Literal

from cptref.cms.files import CmsFile

Unused = Literal["LOCCO", "ANES", "OPPSCAP", "other addendum"]

_SHOWN: tuple[tuple[Unused, str, str], ...] = (
    ("LOCCO", r"COUNTIES INCLUDED IN|[^\n]*Locality Number,State ?,Fee Schedule Area", "[0-9]{2}LOCCO"),
    ("ANES", r"[^\n]*National Anes CF|[0-9]{5} +[0-9]{2} +[A-Z][^\n]{20,80} [0-9]{4}\s", "ANES[0-9]{2}"),
    ("OPPSCAP", "HCPCS,MOD,PROCSTAT,CARRIER", "OPPSCAP"),
    ("other addendum", r"[^\w\n]*Addendum\s+(?!(?:AA|B|EE)\b)[A-Z]{1,2}[0-9]?\b", "(?!)"),
)
"""What it is, how its first line begins, and how its name does, in any case."""


def unused(file: CmsFile) -> Unused | None:
    """Tell which of them a file is, by its first line or its name."""
    name = file.names[0] if file.names else ""
    for what, first, named in _SHOWN:
        if re.match(first, file.head, re.IGNORECASE) or re.match(named, name, re.IGNORECASE):
            return what
    return None
