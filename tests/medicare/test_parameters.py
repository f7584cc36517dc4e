"""The rules that began or changed: what each says on the day before a change and on the day itself."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from cptref.medicare import parameters
from cptref.medicare.parameters import Dated, at

if TYPE_CHECKING:
    from collections.abc import Sequence

ACT = "Social Security Act, section"
NCCI = "NCCI Policy Manual, chapter I"
NAMES = (
    *("ASSISTANT", "ASSISTANT_WITHOUT_RESIDENT", "NON_PHYSICIAN_ASSISTANT", "CO_SURGEON"),
    *("NON_PARTICIPATING", "LIMITING_CHARGE", "CONVERSION_FACTORS", "DISTINCT", "DISTINCT_COLUMNS"),
)
X_MODIFIERS = ("59", "XE", "XS", "XP", "XU")


@pytest.mark.parametrize(
    ("name", "day", "value", "source"),
    [
        ("ASSISTANT", "1991-12-31", None, ""),
        ("ASSISTANT", "1992-01-01", Decimal("0.16"), f"{ACT} 1848(i)(2)(B)"),
        ("ASSISTANT_WITHOUT_RESIDENT", "1991-12-31", None, ""),
        ("ASSISTANT_WITHOUT_RESIDENT", "1992-01-01", Decimal("0.16"), "42 CFR 415.190"),
        ("NON_PHYSICIAN_ASSISTANT", "1997-12-31", None, ""),
        ("NON_PHYSICIAN_ASSISTANT", "1998-01-01", Decimal("0.136"), "MM6123"),
        ("CO_SURGEON", "1991-12-31", None, ""),
        ("CO_SURGEON", "1992-01-01", Decimal("0.625"), "Pub. 100-04, chapter 12, section 40.8"),
        ("NON_PARTICIPATING", "1991-12-31", None, ""),
        ("NON_PARTICIPATING", "1992-01-01", Decimal("0.95"), f"{ACT} 1848(a)(3)"),
        ("LIMITING_CHARGE", "1992-12-31", None, ""),
        ("LIMITING_CHARGE", "1993-01-01", Decimal("1.15"), "42 CFR 414.48"),
        ("CONVERSION_FACTORS", "1991-12-31", None, ""),
        ("CONVERSION_FACTORS", "1992-01-01", ("",), f"{ACT} 1848(d)(1)(A)"),
        ("CONVERSION_FACTORS", "2025-12-31", ("",), f"{ACT} 1848(d)(1)(A)"),
        ("CONVERSION_FACTORS", "2026-01-01", ("non-QPP", "QPP"), f"{ACT} 1848(d)(1)(A)"),
        ("DISTINCT", "1995-12-31", None, ""),
        ("DISTINCT", "1996-01-01", ("59",), NCCI),
        ("DISTINCT", "2014-12-31", ("59",), NCCI),
        ("DISTINCT", "2015-01-01", X_MODIFIERS, "CR 8863"),
        ("DISTINCT_COLUMNS", "1995-12-31", None, ""),
        ("DISTINCT_COLUMNS", "1996-01-01", ("column two",), NCCI),
        ("DISTINCT_COLUMNS", "2019-06-30", ("column two",), NCCI),
        ("DISTINCT_COLUMNS", "2019-07-01", ("column one", "column two"), "CR 11168"),
    ],
)
def test_a_parameter_holds_from_its_day_on(name: str, day: str, value: Any, source: str) -> None:
    parameter: Sequence[Dated[Any]] = getattr(parameters, name)
    said = at(parameter, date.fromisoformat(day))
    assert (said and (said.value, said.source)) == (None if value is None else (value, source))


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_still_holds_and_its_rows_are_in_order(name: str) -> None:
    parameter: Sequence[Dated[Any]] = getattr(parameters, name)
    days = [row.since for row in parameter]
    assert days == sorted(set(days))
    assert at(parameter, date.max) is parameter[-1]


def test_nothing_is_said_by_a_parameter_of_no_rows() -> None:
    assert at((), date(2026, 1, 1)) is None
