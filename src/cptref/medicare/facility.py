"""What facilities are paid: whether an ambulatory surgical center (ASC) is paid for a procedure.

Excluded: a row of Addendum EE. Packaged: payment indicators N1, L1 and S1 of Addendum DD1.
"""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cptref.cms.rows import Surgical

AscPayment = Literal["payable", "packaged", "excluded"]

_PACKAGED = ("N1", "L1", "S1")


def asc_payment(row: "Surgical") -> AscPayment:
    """Say whether an ASC is paid for a procedure by itself."""
    if row.excluded:
        return "excluded"
    return "packaged" if row.payment_indicator in _PACKAGED else "payable"
