"""Which codes are E/M services, which of the laboratory, and which modifiers name a site."""

from datetime import date, timedelta

import pytest
from rows import level2

from cptref.medicare.services import SITES, in_use, is_laboratory, is_visit
from cptref.medicare.services import VISITS as VISIT_RANGES

IN_2026 = date(2026, 1, 15)
VISITS = (
    *("99202", "99203", "99213", "99285", "99291", "99381", "99498", "99499"),
    *("98000", "98001", "98015", "98016"),
    *("92002", "92004", "92012", "92014"),
    *("G0380", "G0381", "G0382", "G0383", "G0384", "G0463"),
    *("G0402", "G0438", "G0439"),
)
NO_VISITS = (
    *("00100", "47370", "97999", "98017", "99183", "99199", "99201", "99500", "99607", "0001A"),
    *("92001", "92005", "92011", "92015", "92018", "92020", "91300", "G0379", "G0385", "G0390", "G0401"),
    *("G0403", "G0436", "G0437", "G0440", "G0442", "G0462", "G0464"),
)
BEGAN = (
    ("98000", "2025-01-01", "CY 2025 Physician Fee Schedule final rule"),
    ("98016", "2025-01-01", "CY 2025 Physician Fee Schedule final rule"),
    ("99213", "1992-01-01", "NCCI Policy Manual, chapter XI"),
    ("92004", "1992-01-01", "NCCI Policy Manual, chapter XI"),
    ("92014", "1992-01-01", "NCCI Policy Manual, chapter XI"),
    ("G0380", "2007-01-01", "NCCI Policy Manual, chapter XII"),
    ("G0402", "2009-01-01", "NCCI Policy Manual, chapter XII"),
    ("G0438", "2011-01-01", "NCCI Policy Manual, chapter XII"),
    ("G0463", "2014-01-01", "NCCI Policy Manual, chapter XII"),
)
LABORATORY = ("80047", "80053", "88305", "89398", "0001U", "0480U", "0002M", "0020M")
NO_LABORATORY = ("47370", "79999", "90281", "0001A", "0001F", "0042T", "36415", "M0201", "U0003", "G0103", "")


@pytest.mark.parametrize(("code", "answer"), [*((c, True) for c in VISITS), *((c, False) for c in NO_VISITS)])
def test_a_code_is_an_evaluation_or_is_none(code: str, answer: bool) -> None:
    assert is_visit(code, IN_2026) is answer


@pytest.mark.parametrize(("code", "day", "source"), BEGAN)
def test_a_visit_is_one_from_a_day_on(code: str, day: str, source: str) -> None:
    first = date.fromisoformat(day)
    assert is_visit(code, first)
    assert not is_visit(code, first - timedelta(days=1))
    assert [one.source for one in VISIT_RANGES if one.first <= code <= one.last] == [source]


@pytest.mark.parametrize(
    ("code", "answer"), [*((c, True) for c in LABORATORY), *((c, False) for c in NO_LABORATORY)]
)
def test_a_code_is_of_the_laboratory_or_is_not(code: str, answer: bool) -> None:
    assert is_laboratory(code) is answer


def test_sites_are_the_anatomic_modifiers_of_ncci() -> None:
    sides_and_vessels = "LT RT LC LD LM RC RI"
    lids = "E1 E2 E3 E4"
    fingers = "FA F1 F2 F3 F4 F5 F6 F7 F8 F9"
    toes = "TA T1 T2 T3 T4 T5 T6 T7 T8 T9"
    assert " ".join(SITES) == f"{sides_and_vessels} {lids} {fingers} {toes}"


BEFORE, FIRST, AFTER = date(1997, 12, 31), date(1998, 1, 1), date(1998, 1, 2)


@pytest.mark.parametrize(
    ("added", "terminated", "on", "answer"),
    [
        (None, None, FIRST, True),
        (FIRST, None, BEFORE, False),
        (FIRST, None, FIRST, True),
        (FIRST, None, AFTER, True),
        (None, FIRST, BEFORE, True),
        (None, FIRST, FIRST, True),
        (None, FIRST, AFTER, False),
        (FIRST, FIRST, BEFORE, False),
        (FIRST, FIRST, FIRST, True),
        (FIRST, FIRST, AFTER, False),
    ],
)
def test_a_code_counts_from_when_it_was_added_through_its_termination(
    added: date | None, terminated: date | None, on: date, answer: bool
) -> None:
    assert in_use(level2(added=added, terminated=terminated), on) is answer
