"""What each modifier does on a line: every value of the indicator that decides it."""

from collections.abc import Iterator
from datetime import date

import pytest
from rows import DAY, mue, relative_value

from cptref.cms.rows import Mue, RelativeValue
from cptref.medicare.effects import Effect, Line
from cptref.medicare.modifiers import STANDARD, effect, effects, of_status
from cptref.medicare.services import SITES

ACT, MANUAL = "Social Security Act, section 1848(i)(2)(B)", "Pub. 100-04, chapter 12, section 40.8"
RESIDENT = "42 CFR 415.190"
MACS = "Medicare contractors' publications"
Said = tuple[str, str, str, str, str]
"""Verdict, what decides, consequence, share ("-" for none), source."""


def said(found: Effect) -> Said:
    decides = ", ".join(f"{field} {value}" for field, value in found.decided_by)
    share = "-" if found.share is None else str(found.share)
    return found.verdict, decides, found.consequence, share, found.source


ROW = relative_value()


def told(
    modifier: str,
    row: RelativeValue = ROW,
    on: date = DAY,
    splits: frozenset[str] = frozenset(),
    limit: Mue | None = None,
) -> Said:
    found = effect(modifier, Line(row, splits, limit), on)
    assert found.modifier == modifier
    return said(found)


@pytest.mark.parametrize(
    ("modifier", "field", "value", "verdict", "consequence", "share", "source"),
    [
        ("50", "bilateral", "0", "no effect", "one side", "1", ""),
        ("50", "bilateral", "1", "payable", "half more", "1.5", ""),
        ("50", "bilateral", "2", "no effect", "both sides already", "1", ""),
        ("50", "bilateral", "3", "payable", "each side", "2", ""),
        ("50", "bilateral", "9", "not payable", "", "-", ""),
        ("50", "bilateral", "", "not payable", "", "-", ""),
        ("62", "co_surgeons", "0", "not payable", "", "-", MANUAL),
        ("62", "co_surgeons", "1", "payable with documentation", "two surgeons", "0.625", MANUAL),
        ("62", "co_surgeons", "2", "payable", "two surgeons", "0.625", MANUAL),
        ("62", "co_surgeons", "9", "not payable", "", "-", MANUAL),
        ("66", "team", "0", "not payable", "", "-", ""),
        ("66", "team", "1", "by report", "documents", "-", ""),
        ("66", "team", "2", "by report", "", "-", ""),
        ("66", "team", "9", "not payable", "", "-", ""),
        ("80", "assistant", "0", "payable with documentation", "assistant", "0.16", ACT),
        ("80", "assistant", "1", "not payable", "", "-", ACT),
        ("80", "assistant", "2", "payable", "assistant", "0.16", ACT),
        ("80", "assistant", "9", "not payable", "", "-", ACT),
        ("81", "assistant", "0", "payable with documentation", "assistant", "0.16", ACT),
        ("81", "assistant", "1", "not payable", "", "-", ACT),
        ("81", "assistant", "2", "payable", "assistant", "0.16", ACT),
        ("81", "assistant", "9", "not payable", "", "-", ACT),
        (
            *("82", "assistant", "0", "payable with documentation", "assistant without resident"),
            *("0.16", RESIDENT),
        ),
        ("82", "assistant", "1", "not payable", "", "-", RESIDENT),
        ("82", "assistant", "2", "payable", "assistant without resident", "0.16", RESIDENT),
        ("82", "assistant", "9", "not payable", "", "-", RESIDENT),
        (
            *("AS", "assistant", "0", "payable with documentation", "non-physician assistant"),
            *("0.136", "MM6123"),
        ),
        ("AS", "assistant", "1", "not payable", "", "-", "MM6123"),
        ("AS", "assistant", "2", "payable", "non-physician assistant", "0.136", "MM6123"),
        ("AS", "assistant", "9", "not payable", "", "-", "MM6123"),
        *(("51", "multiple", value, "no effect", "contractor ranks", "1", "") for value in "012345679"),
    ],
)
def test_one_indicator_decides(
    modifier: str, field: str, value: str, verdict: str, consequence: str, share: str, source: str
) -> None:
    found = told(modifier, relative_value(**{field: value}))
    assert found == (verdict, f"{field} {value}", consequence, share, source)


@pytest.mark.parametrize(
    ("modifier", "pc_tc", "own_row", "without"),
    [
        ("26", "0", "not payable", "not payable"),
        ("26", "1", "payable", "by report"),
        ("26", "2", "not payable", "not payable"),
        ("26", "3", "not payable", "not payable"),
        ("26", "4", "not payable", "not payable"),
        ("26", "5", "not payable", "not payable"),
        ("26", "6", "payable", "by report"),
        ("26", "7", "not payable", "not payable"),
        ("26", "8", "not payable", "not payable"),
        ("26", "9", "not payable", "not payable"),
        ("TC", "0", "not payable", "not payable"),
        ("TC", "1", "payable", "by report"),
        ("TC", "2", "not payable", "not payable"),
        ("TC", "3", "not payable", "not payable"),
        ("TC", "4", "not payable", "not payable"),
        ("TC", "5", "not payable", "not payable"),
        ("TC", "6", "not payable", "not payable"),
        ("TC", "7", "not payable", "not payable"),
        ("TC", "8", "not payable", "not payable"),
        ("TC", "9", "not payable", "not payable"),
    ],
)
def test_a_component_has_a_price_where_it_has_a_row(
    modifier: str, pc_tc: str, own_row: str, without: str
) -> None:
    follows: dict[str, tuple[str, str]] = {"payable": ("own row", "1"), "by report": ("no own row", "-")}
    for verdict, splits in ((own_row, frozenset({"26", "TC"})), (without, frozenset({"53"}))):
        consequence, share = follows.get(verdict, ("", "-"))
        found = told(modifier, relative_value(code="70496", pc_tc=pc_tc), splits=splits)
        assert found == (verdict, f"pc_tc {pc_tc}", consequence, share, "")


def test_the_row_of_one_component_does_not_price_the_other() -> None:
    row = relative_value(code="70496", pc_tc="1")
    assert told("26", row, splits=frozenset({"TC"}))[0] == "by report"
    assert told("TC", row, splits=frozenset({"26"}))[0] == "by report"


@pytest.mark.parametrize(
    ("code", "splits", "answer"),
    [
        ("45378", {"53"}, ("payable", "own row yes", "own row", "1", "")),
        ("47370", set(), ("by report", "own row no", "prices what was done", "-", "")),
        ("70496", {"26", "TC"}, ("by report", "own row no", "prices what was done", "-", "")),
        ("99213", set(), ("not payable", "visit yes", "not for visits", "-", MACS)),
    ],
)
def test_a_procedure_that_was_stopped_is_priced_by_its_own_row(
    code: str, splits: set[str], answer: Said
) -> None:
    assert told("53", relative_value(code=code), splits=frozenset(splits)) == answer


@pytest.mark.parametrize(
    ("code", "global_days", "verdict"),
    [
        ("47370", "000", "by report"),
        ("47370", "010", "by report"),
        ("47370", "090", "by report"),
        ("47379", "YYY", "by report"),
        ("59400", "MMM", "not payable"),
        ("70496", "XXX", "not payable"),
        ("49327", "ZZZ", "not payable"),
        ("99213", "XXX", "not payable"),
        ("99213", "000", "not payable"),
    ],
)
def test_more_work_is_priced_by_report_where_there_is_a_global_period(
    code: str, global_days: str, verdict: str
) -> None:
    consequence = "operative report" if verdict == "by report" else "global period only"
    found = told("22", relative_value(code=code, global_days=global_days))
    assert found == (verdict, f"global_days {global_days}", consequence, "-", MACS)


NO_SHARES = {"pre": "0.00", "intra": "0.00", "post": "0.00"}


@pytest.mark.parametrize(
    ("modifier", "cells", "answer"),
    [
        ("54", {}, ("payable", "pre 0.09, intra 0.81", "surgical care", "0.90", MACS)),
        ("54", {"global_days": "010"}, ("payable", "pre 0.09, intra 0.81", "surgical care", "0.90", MACS)),
        ("54", {"pre": "0.00"}, ("payable", "pre 0.00, intra 0.81", "surgical care", "0.81", MACS)),
        ("54", {"intra": "0.00"}, ("payable", "pre 0.09, intra 0.00", "surgical care", "0.09", MACS)),
        ("54", NO_SHARES, ("by report", "pre 0.00, intra 0.00", "share of zero", "-", MACS)),
        ("55", {}, ("payable", "post 0.10", "postoperative care", "0.10", MACS)),
        ("55", {"global_days": "010"}, ("payable", "post 0.10", "postoperative care", "0.10", MACS)),
        ("55", {"post": "0.00"}, ("by report", "post 0.00", "share of zero", "-", MACS)),
        ("78", {}, ("payable", "intra 0.81", "surgery alone", "0.81", MACS)),
        ("78", {"global_days": "010"}, ("payable", "intra 0.81", "surgery alone", "0.81", MACS)),
        ("78", {"global_days": "000"}, ("payable", "global_days 000", "full price", "1", MACS)),
        ("78", NO_SHARES | {"global_days": "000"}, ("payable", "global_days 000", "full price", "1", MACS)),
        *(
            ("78", NO_SHARES | {"global_days": days}, ("by report", "intra 0.00", "share of zero", "-", MACS))
            for days in ("010", "090", "YYY")
        ),
        ("58", {}, ("payable", "global_days 090", "new global period", "1", MACS)),
        ("58", {"global_days": "010"}, ("payable", "global_days 010", "new global period", "1", MACS)),
        ("58", {"global_days": "000"}, ("payable", "global_days 000", "full price", "1", MACS)),
        ("58", {"global_days": "YYY"}, ("payable", "global_days YYY", "full price", "1", MACS)),
        ("79", {}, ("payable", "global_days 090", "new global period", "1", MACS)),
        ("79", {"global_days": "000"}, ("payable", "global_days 000", "full price", "1", MACS)),
        *(
            (name, {"global_days": days}, ("no effect", f"global_days {days}", "no global period", "1", MACS))
            for name in ("58", "78", "79")
            for days in ("XXX", "MMM")
        ),
        *(
            (name, {"global_days": "ZZZ"}, ("payable", "global_days ZZZ", "as its primary", "1", MACS))
            for name in ("58", "78", "79")
        ),
        *(
            (name, {"code": "99213"}, ("not payable", "visit yes", "24 is meant", "-", MACS))
            for name in ("58", "78", "79")
        ),
    ],
)
def test_the_global_package_is_shared(modifier: str, cells: dict[str, str], answer: Said) -> None:
    assert told(modifier, relative_value(**cells)) == answer


@pytest.mark.parametrize("modifier", ["54", "55"])
@pytest.mark.parametrize("global_days", ["000", "MMM", "XXX", "YYY", "ZZZ"])
def test_without_days_after_surgery_there_is_nothing_to_share(modifier: str, global_days: str) -> None:
    found = told(modifier, relative_value(global_days=global_days))
    assert found == ("not payable", f"global_days {global_days}", "surgical period only", "-", MACS)


@pytest.mark.parametrize("modifier", ["76", "77"])
@pytest.mark.parametrize(
    ("limit", "decides", "consequence"),
    [
        (None, "", "units limited"),
        (mue(0, "2"), "mue 0, mai 2", "no second unit"),
        (mue(0, "3"), "mue 0, mai 3", "units limited"),
        (mue(1, "1"), "mue 1, mai 1", "units limited"),
        (mue(1, "2"), "mue 1, mai 2", "no second unit"),
        (mue(1, "3"), "mue 1, mai 3", "units limited"),
        (mue(2, "2"), "mue 2, mai 2", "units limited"),
        (mue(2, "3"), "mue 2, mai 3", "units limited"),
    ],
)
def test_a_repeated_procedure_meets_its_mue(
    modifier: str, limit: Mue | None, decides: str, consequence: str
) -> None:
    assert told(modifier, limit=limit) == ("payable", decides, consequence, "1", "")


@pytest.mark.parametrize(
    ("modifiers", "code", "answer"),
    [
        ("24 25 57", "99213", ("payable", "visit yes", "price unchanged", "1", MACS)),
        ("24 25 57", "G0439", ("payable", "visit yes", "price unchanged", "1", MACS)),
        ("24 25 57", "47370", ("not payable", "visit no", "visits only", "-", MACS)),
        ("52", "47370", ("by report", "", "contractor prices", "-", MACS)),
        ("52", "99213", ("not payable", "visit yes", "not for visits", "-", MACS)),
        ("56", "47370", ("not payable", "", "part of surgery", "-", "")),
        ("59 XE XS XP XU", "47370", ("no effect", "", "undoes edits", "1", "")),
        ("73 74", "47370", ("not payable", "", "facilities only", "-", "")),
        (" ".join(SITES), "47370", ("no effect", "", "names the site", "1", "")),
        ("27 90 91 99 GC QX ZZ 00", "47370", ("unknown", "", "no rule", "-", "")),
    ],
)
def test_a_modifier_says_what_it_says_of_every_procedure(modifiers: str, code: str, answer: Said) -> None:
    for modifier in modifiers.split():
        assert told(modifier, relative_value(code=code)) == answer, modifier


@pytest.mark.parametrize(
    ("modifier", "day", "answer"),
    [
        ("62", "1991-12-31", ("unknown", "", "not yet", "-", "")),
        ("62", "1992-01-01", ("payable", "co_surgeons 2", "two surgeons", "0.625", MANUAL)),
        ("80", "1991-12-31", ("unknown", "", "not yet", "-", "")),
        ("80", "1992-01-01", ("payable", "assistant 2", "assistant", "0.16", ACT)),
        ("81", "1991-12-31", ("unknown", "", "not yet", "-", "")),
        ("82", "1991-12-31", ("unknown", "", "not yet", "-", "")),
        (
            "82",
            "1992-01-01",
            ("payable", "assistant 2", "assistant without resident", "0.16", RESIDENT),
        ),
        ("AS", "1997-12-31", ("unknown", "", "not yet", "-", "")),
        ("AS", "1998-01-01", ("payable", "assistant 2", "non-physician assistant", "0.136", "MM6123")),
        ("59", "1995-12-31", ("unknown", "", "not yet", "-", "")),
        ("59", "1996-01-01", ("no effect", "", "undoes edits", "1", "")),
        ("XE", "1995-12-31", ("unknown", "", "not yet", "-", "")),
        ("XE", "2014-12-31", ("unknown", "", "not yet", "-", "")),
        ("XE", "2015-01-01", ("no effect", "", "undoes edits", "1", "")),
        ("XU", "2014-12-31", ("unknown", "", "not yet", "-", "")),
    ],
)
def test_a_rule_holds_from_its_day_on(modifier: str, day: str, answer: Said) -> None:
    assert told(modifier, relative_value(co_surgeons="2"), date.fromisoformat(day)) == answer


@pytest.mark.parametrize(
    ("statuses", "verdict"),
    [
        ("A R T", "payable"),
        ("C", "by report"),
        ("J", "unknown"),
        ("B D E F G H I M N P Q X a", "not payable"),
    ],
)
def test_a_status_says_whether_there_is_a_price(statuses: str, verdict: str) -> None:
    assert {of_status(status) for status in (*statuses.split(), statuses[0])} == {verdict}
    assert of_status("") == "not payable"


@pytest.mark.parametrize(
    ("status", "modifier", "cells", "answer"),
    [
        ("A", "79", {}, ("payable", "global_days 090", "new global period", "1", MACS)),
        ("R", "79", {}, ("payable", "global_days 090", "new global period", "1", MACS)),
        ("T", "79", {}, ("payable", "global_days 090", "new global period", "1", MACS)),
        ("C", "79", {}, ("by report", "status C", "", "-", MACS)),
        ("J", "79", {}, ("unknown", "status J", "", "-", MACS)),
        ("N", "79", {}, ("not payable", "status N", "", "-", MACS)),
        ("N", "50", {}, ("not payable", "status N", "", "-", "")),
        ("C", "62", {"co_surgeons": "1"}, ("by report", "status C", "", "-", MANUAL)),
        ("C", "62", {"co_surgeons": "0"}, ("not payable", "co_surgeons 0", "", "-", MANUAL)),
        ("C", "56", {}, ("not payable", "", "part of surgery", "-", "")),
        ("J", "66", {"team": "0"}, ("not payable", "team 0", "", "-", "")),
        ("N", "66", {"team": "0"}, ("not payable", "team 0", "", "-", "")),
        ("N", "QX", {}, ("unknown", "", "no rule", "-", "")),
    ],
)
def test_the_status_decides_unless_the_modifier_is_forbidden(
    status: str, modifier: str, cells: dict[str, str], answer: Said
) -> None:
    assert told(modifier, relative_value(status=status, **cells)) == answer


def each(*modifiers: str, **cells: str) -> Iterator[tuple[str, str, str]]:
    for found in effects(modifiers, Line(relative_value(**cells)), DAY):
        yield found.modifier, found.verdict, found.consequence


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", ""),
        ("LT", "LT names the site"),
        ("RT", "RT names the site"),
        ("LT RT", "LT RT half more"),
        ("RT LT", "LT RT half more"),
        ("LT 78 RT", "78 surgery alone, LT RT half more"),
        ("LT RT 50", "LT names the site, RT names the site, 50 half more"),
        ("50", "50 half more"),
        ("50 LT", "50 half more, LT names the site"),
        ("LT LT", "LT names the site, LT names the site"),
        ("E1 RT", "E1 names the site, RT names the site"),
        ("80 78", "80 assistant, 78 surgery alone"),
    ],
)
def test_left_with_right_is_both_sides(typed: str, answer: str) -> None:
    found = each(*typed.split(), bilateral="1")
    assert ", ".join(f"{modifier} {consequence}" for modifier, _, consequence in found) == answer


@pytest.mark.parametrize(
    ("bilateral", "verdict", "consequence"),
    [("0", "no effect", "one side"), ("3", "payable", "each side"), ("9", "not payable", "")],
)
def test_left_with_right_is_decided_as_50_is(bilateral: str, verdict: str, consequence: str) -> None:
    assert list(each("LT", "RT", bilateral=bilateral)) == [("LT RT", verdict, consequence)]


def test_the_standard_modifiers_are_those_of_the_table() -> None:
    assert " ".join(STANDARD) == (
        "22 24 25 26 50 51 52 53 54 55 56 57 58 59 62 66 73 74 76 77 78 79 80 81 82 AS TC XE XP XS XU"
    )
