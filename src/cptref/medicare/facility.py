"""What facilities are paid: whether an ambulatory surgical center (ASC) is paid for a procedure.

Excluded: a row of Addendum EE. Of Addendum AA the payment indicator says: packaged, or that nothing is paid
(Pub. 100-04, chapter 14, section 60.3).
"""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cptref.cms.rows import Surgical

AscPayment = Literal["payable", "packaged", "excluded", "not payable"]

_BY_INDICATOR: dict[str, AscPayment] = {
    **dict.fromkeys(("L1", "N1", "S1"), "packaged"),
    **dict.fromkeys(("B5", "C5", "D5", "E5", "M6", "U5", "X5", "Y5"), "not payable"),
}


def asc_payment(row: "Surgical") -> AscPayment:
    """Say whether an ASC is paid for a procedure by itself."""
    if row.excluded:
        return "excluded"
    return _BY_INDICATOR.get(row.payment_indicator, "payable")
