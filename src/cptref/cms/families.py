"""The families of files that CMS publishes: one row says all there is to know of each."""

from importlib import import_module
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from cptref.cms import rows
    from cptref.cms.layout import Layout

RowT = TypeVar("RowT", bound=NamedTuple)
_RowT_co = TypeVar("_RowT_co", bound=NamedTuple, covariant=True)

Kind = Literal["", "practitioner", "hospital", "dme"]
"""Whose claims or services a file is for."""
Claim = Literal["practitioner", "hospital"]
"""Whose claims PTP edits are for."""
Period = Literal["quarter", "year"]


class Slot(NamedTuple):
    """A place that one release at a time fills."""

    kind: Kind = ""
    variant: str = ""
    """Which of two conversion factors a relative value file has: "qpp", or "" for the other."""
    part: str = ""
    """Which of the files that make the release together."""


class Family(Generic[_RowT_co]):
    """Files of one layout, which make one release after the other.

    row_type: the name of their rows' type in `cptref.cms.rows`.
    module: of `cptref.cms`, which reads them.
    slots: what is compared between two days; parts that are numbered aside.
    period: how long a release is in force, unless another follows sooner.
    dated: whether rows have dates of their own, so that the newest release answers earlier days as well.
    parts: numbers of the files that make a release together.
    late: whether a file tells the day on which it was released, which may lie after it came in force.
    by_zip: whether two files of one period are told apart by the quarter of their folders or zip files alone.
    """

    def __init__(  # noqa: PLR0913  a row of a table
        self,
        name: str,
        row_type: str,
        module: str,
        slots: tuple[Slot, ...] = (Slot(),),
        *,
        period: Period = "quarter",
        dated: bool = False,
        parts: tuple[str, ...] = (),
        late: bool = False,
        by_zip: bool = False,
    ) -> None:
        self.name = name
        self.slots = slots
        self.period = period
        self.dated = dated
        self.parts = parts
        self.late = late
        self.by_zip = by_zip
        self._row_type = row_type
        self._module = module

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of claim, one of which a release has; none where a release is for all."""
        return tuple(dict.fromkeys(slot.kind for slot in self.slots if slot.kind))

    @property
    def row(self) -> "type[_RowT_co]":
        """The type of its rows, which costs a start to load where no row is read."""
        found: type[_RowT_co] = getattr(import_module("cptref.cms.rows"), self._row_type)
        return found

    @property
    def layout(self) -> "Layout":
        """How its files are read; the module is imported when it is asked for."""
        found: Layout = import_module(f"cptref.cms.{self._module}").LAYOUT
        return found


PTP: "Family[rows.Edit]" = Family(
    "ptp", "Edit", "ptp", (Slot("practitioner"), Slot("hospital")), dated=True, parts=("1", "2", "3", "4")
)
MUE: "Family[rows.Mue]" = Family(
    "mue", "Mue", "mue", (Slot("practitioner"), Slot("hospital"), Slot("dme")), by_zip=True
)
GPCI: "Family[rows.Locality]" = Family("gpci", "Locality", "gpci", period="year", by_zip=True)
ASC: "Family[rows.Surgical]" = Family("asc", "Surgical", "asc", (Slot(part="AA"), Slot(part="EE")))
HCPCS: "Family[rows.Level2]" = Family("hcpcs", "Level2", "hcpcs", dated=True)
ZIP: "Family[rows.Zip]" = Family("zip", "Zip", "zips")
PFS: "Family[rows.RelativeValue]" = Family(
    "pfs", "RelativeValue", "pfs", (Slot(), Slot(variant="qpp")), late=True
)
OPPS: "Family[rows.Outpatient]" = Family("opps", "Outpatient", "opps")

FAMILIES: "tuple[Family[NamedTuple], ...]" = (PTP, MUE, GPCI, ASC, HCPCS, ZIP, PFS, OPPS)
"""In the order in which a file is held against their layouts."""

BY_NAME = {family.name: family for family in FAMILIES}
