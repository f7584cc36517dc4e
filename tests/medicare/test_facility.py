"""Whether an ambulatory surgical center is paid for a procedure."""

import pytest
from rows import surgical

from cptref.medicare.facility import asc_payment


@pytest.mark.parametrize(
    ("payment_indicator", "answer"),
    [
        *((one, "packaged") for one in ("N1", "L1", "S1")),
        *((one, "payable") for one in ("A2", "D2", "F4", "G2", "H2", "J7", "J8", "K2", "K7", "L6")),
        *((one, "payable") for one in ("P2", "P3", "R2", "Z2", "Z3", "")),
    ],
)
def test_the_payment_indicator_decides(payment_indicator: str, answer: str) -> None:
    assert asc_payment(surgical(payment_indicator)) == answer


@pytest.mark.parametrize("payment_indicator", ["", "G2", "N1"])
def test_a_procedure_of_addendum_ee_is_excluded_whatever_else_is_said(payment_indicator: str) -> None:
    assert asc_payment(surgical(payment_indicator, excluded=1)) == "excluded"


@pytest.mark.parametrize("payment_indicator", ["B5", "C5", "D5", "E5", "M6", "U5", "X5", "Y5"])
def test_some_payment_indicators_say_that_nothing_is_paid(payment_indicator: str) -> None:
    assert asc_payment(surgical(payment_indicator)) == "not payable"
