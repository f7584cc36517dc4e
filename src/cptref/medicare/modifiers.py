"""What Medicare's indicators say of a modifier on a professional claim line, and what it does to the price.

Each modifier has one deciding indicator. The shares and indicators are those of the relative value file;
where a percentage or a condition comes from, the effect says beside it. Nothing here is worded: what decides
and what follows are values, for which `views` has the words.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from cptref.medicare import parameters
from cptref.medicare.effects import WHOLE, Consequence, Effect, Indicator, Line, Verdict
from cptref.medicare.parameters import Dated, at
from cptref.medicare.services import SITES, is_visit

if TYPE_CHECKING:
    from datetime import date

_CONTRACTORS = "Medicare contractors' publications"

STANDARD = (
    *("22", "24", "25", "26", "50", "51", "52", "53", "54", "55", "56", "57", "58", "59", "62", "66"),
    *("73", "74", "76", "77", "78", "79", "80", "81", "82", "AS", "TC", "XE", "XP", "XS", "XU"),
)
"""The modifiers of which `modifiers CODE` gives a verdict."""


def effect(modifier: str, line: Line, on: "date") -> Effect:
    """Return what one modifier does on a line of this code on a date of service.

    Of a status that this schedule does not price the verdict is the status's, save that what the
    modifier's own indicator forbids stays forbidden.
    """
    rule = _RULES.get(modifier)
    if rule is None:
        return Effect(modifier, "unknown", consequence="no rule", share=None)
    found = rule(modifier, line, on)
    verdict = of_status(line.row.status)
    if found.verdict == "not payable" or verdict == "payable":
        return found
    return Effect(modifier, verdict, (Indicator("status", line.row.status),), "", None, found.source)


def effects(modifiers: Sequence[str], line: Line, on: "date") -> tuple[Effect, ...]:
    """Return what each modifier of a line does; LT with RT is 50."""
    if not modifiers:
        return ()
    found = [effect(modifier, line, on) for modifier in modifiers]
    if {"LT", "RT"} <= set(modifiers) and "50" not in modifiers:
        found = [one for one in found if one.modifier not in ("LT", "RT")]
        found.append(effect("50", line, on)._replace(modifier="LT RT"))
    return tuple(found)


def of_status(status: str) -> Verdict:
    """Return what a status alone says of payment; A, R and T have a price."""
    return "payable" if status in ("A", "R", "T") else _UNPRICED.get(status, "not payable")


_UNPRICED: dict[str, Verdict] = {"C": "by report", "J": "unknown"}

_Rule = Callable[[str, Line, "date"], Effect]


def _of(line: Line, field: str) -> tuple[Indicator, ...]:
    """Return a field of the row as what decides."""
    return (Indicator(field, getattr(line.row, field)),)


def _not_yet(modifier: str) -> Effect:
    return Effect(modifier, "unknown", consequence="not yet", share=None)


_VISIT = (Indicator("visit", "yes"),)
_NO_VISIT = (Indicator("visit", "no"),)
_OWN_ROW = (Indicator("own row", "yes"),)
_NO_OWN_ROW = (Indicator("own row", "no"),)


def _by_indicator(field: str, verdicts: dict[str, tuple[Verdict, Consequence, Decimal | None]]) -> _Rule:
    """Make the rule of a modifier that one indicator decides; of values not named it is not payable."""

    def rule(modifier: str, line: Line, _on: "date") -> Effect:
        verdict, consequence, share = verdicts.get(getattr(line.row, field), ("not payable", "", None))
        return Effect(modifier, verdict, _of(line, field), consequence, share)

    return rule


def _always(verdict: Verdict, consequence: Consequence, share: Decimal | None, source: str = "") -> _Rule:
    return lambda modifier, _line, _on: Effect(modifier, verdict, (), consequence, share, source)


def _by_share(
    field: str, shares: tuple[Dated[Decimal], ...], consequence: Consequence, verdicts: dict[str, Verdict]
) -> _Rule:
    """Make the rule of a modifier that is paid a share that has days, where an indicator allows it."""

    def rule(modifier: str, line: Line, on: "date") -> Effect:
        verdict = verdicts.get(getattr(line.row, field))
        share = at(shares, on)
        if share is None:
            return _not_yet(modifier)
        if verdict is None:
            return Effect(modifier, "not payable", _of(line, field), "", None, share.source)
        return Effect(modifier, verdict, _of(line, field), consequence, share.value, share.source)

    return rule


def _visit_only(modifier: str, line: Line, on: "date") -> Effect:
    if is_visit(line.row.code, on):
        return Effect(modifier, "payable", _VISIT, "price unchanged", WHOLE, _CONTRACTORS)
    return Effect(modifier, "not payable", _NO_VISIT, "visits only", None, _CONTRACTORS)


def _increased(modifier: str, line: Line, on: "date") -> Effect:
    decides = _of(line, "global_days")
    if line.row.global_days in ("000", "010", "090", "YYY") and not is_visit(line.row.code, on):
        return Effect(modifier, "by report", decides, "operative report", None, _CONTRACTORS)
    return Effect(modifier, "not payable", decides, "global period only", None, _CONTRACTORS)


def _reduced(modifier: str, line: Line, on: "date") -> Effect:
    if is_visit(line.row.code, on):
        return Effect(modifier, "not payable", _VISIT, "not for visits", None, _CONTRACTORS)
    return Effect(modifier, "by report", (), "contractor prices", None, _CONTRACTORS)


def _stopped(modifier: str, line: Line, on: "date") -> Effect:
    if is_visit(line.row.code, on):
        return Effect(modifier, "not payable", _VISIT, "not for visits", None, _CONTRACTORS)
    if modifier in line.splits:
        return Effect(modifier, "payable", _OWN_ROW, "own row")
    return Effect(modifier, "by report", _NO_OWN_ROW, "prices what was done", None)


def _component(modifier: str, line: Line, _on: "date") -> Effect:
    allowed = {"26": ("1", "6"), "TC": ("1",)}[modifier]
    decides = _of(line, "pc_tc")
    if line.row.pc_tc not in allowed:
        return Effect(modifier, "not payable", decides, "", None)
    if modifier in line.splits:
        return Effect(modifier, "payable", decides, "own row")
    return Effect(modifier, "by report", decides, "no own row", None)


def _split(modifier: str, line: Line, _on: "date") -> Effect:
    """Share the global package between surgeons: 54, before and in surgery; 55, after it."""
    row = line.row
    if row.global_days not in ("010", "090"):
        decides = _of(line, "global_days")
        return Effect(modifier, "not payable", decides, "surgical period only", None, _CONTRACTORS)
    parts = ("pre", "intra") if modifier == "54" else ("post",)
    share = sum((getattr(row, part) for part in parts), start=Decimal(0))
    decides = tuple(Indicator(part, str(getattr(row, part))) for part in parts)
    if not share:
        return Effect(modifier, "by report", decides, "share of zero", None, _CONTRACTORS)
    consequence: Consequence = "surgical care" if modifier == "54" else "postoperative care"
    return Effect(modifier, "payable", decides, consequence, share, _CONTRACTORS)


def _postoperative(rule: _Rule) -> _Rule:
    """Make the rule of a modifier that places a procedure in another's global period.

    It is for procedures: 24 is for visits. An add-on goes with its primary; a code to which the global
    concept does not apply is paid as without the modifier, and begins no period.
    """

    def of_line(modifier: str, line: Line, on: "date") -> Effect:
        decides = _of(line, "global_days")
        if is_visit(line.row.code, on):
            return Effect(modifier, "not payable", _VISIT, "24 is meant", None, _CONTRACTORS)
        if line.row.global_days == "ZZZ":
            return Effect(modifier, "payable", decides, "as its primary", WHOLE, _CONTRACTORS)
        if line.row.global_days in ("XXX", "MMM"):
            return Effect(modifier, "no effect", decides, "no global period", WHOLE, _CONTRACTORS)
        return rule(modifier, line, on)

    return of_line


def _in_full(modifier: str, line: Line, _on: "date") -> Effect:
    """Price a staged or an unrelated procedure: as any, with a global period of its own where it has one."""
    begins = line.row.global_days in ("010", "090")
    consequence: Consequence = "new global period" if begins else "full price"
    return Effect(modifier, "payable", _of(line, "global_days"), consequence, WHOLE, _CONTRACTORS)


def _returned(modifier: str, line: Line, _on: "date") -> Effect:
    """Price an unplanned return: the share in surgery alone; a global period of 0 days has no shares."""
    row = line.row
    if row.global_days == "000":
        return Effect(modifier, "payable", _of(line, "global_days"), "full price", WHOLE, _CONTRACTORS)
    decides = (Indicator("intra", str(row.intra)),)
    if not row.intra:
        return Effect(modifier, "by report", decides, "share of zero", None, _CONTRACTORS)
    return Effect(modifier, "payable", decides, "surgery alone", row.intra, _CONTRACTORS)


def _distinct(modifier: str, _line: Line, on: "date") -> Effect:
    known = at(parameters.DISTINCT, on)
    if known is None or modifier not in known.value:
        return _not_yet(modifier)
    return Effect(modifier, "no effect", (), "undoes edits")


def _repeated(modifier: str, line: Line, _on: "date") -> Effect:
    mue = line.mue
    decides = (Indicator("mue", str(mue.units)), Indicator("mai", mue.mai)) if mue else ()
    barred = mue is not None and mue.units <= 1 and mue.mai == "2"
    return Effect(modifier, "payable", decides, "no second unit" if barred else "units limited")


def _ranked(modifier: str, line: Line, _on: "date") -> Effect:
    return Effect(modifier, "no effect", _of(line, "multiple"), "contractor ranks")


_HALF_MORE, _DOUBLE = Decimal("1.5"), Decimal(2)
_BOTH_SIDES = _by_indicator(
    "bilateral",
    {
        "0": ("no effect", "one side", WHOLE),
        "1": ("payable", "half more", _HALF_MORE),
        "2": ("no effect", "both sides already", WHOLE),
        "3": ("payable", "each side", _DOUBLE),
    },
)
_SURGICAL_TEAM = _by_indicator("team", {"1": ("by report", "documents", None), "2": ("by report", "", None)})
_TWO_SURGEONS = _by_share(
    "co_surgeons", parameters.CO_SURGEON, "two surgeons", {"1": "payable with documentation", "2": "payable"}
)
_ASSISTANTS: dict[str, Verdict] = {"0": "payable with documentation", "2": "payable"}
_ASSISTANT = _by_share("assistant", parameters.ASSISTANT, "assistant", _ASSISTANTS)
_WITHOUT_RESIDENT = _by_share(
    "assistant", parameters.ASSISTANT_WITHOUT_RESIDENT, "assistant without resident", _ASSISTANTS
)
_NON_PHYSICIAN = _by_share(
    "assistant", parameters.NON_PHYSICIAN_ASSISTANT, "non-physician assistant", _ASSISTANTS
)
_FULL = _postoperative(_in_full)
_FACILITY = _always("not payable", "facilities only", None)

_RULES: dict[str, _Rule] = {
    **dict.fromkeys(("24", "25", "57"), _visit_only),
    "22": _increased,
    "26": _component,
    "TC": _component,
    "50": _BOTH_SIDES,
    "51": _ranked,
    "52": _reduced,
    "53": _stopped,
    "54": _split,
    "55": _split,
    "56": _always("not payable", "part of surgery", None),
    "58": _FULL,
    "79": _FULL,
    **dict.fromkeys(parameters.DISTINCT[-1].value, _distinct),
    "62": _TWO_SURGEONS,
    "66": _SURGICAL_TEAM,
    "73": _FACILITY,
    "74": _FACILITY,
    "76": _repeated,
    "77": _repeated,
    "78": _postoperative(_returned),
    "80": _ASSISTANT,
    "81": _ASSISTANT,
    "82": _WITHOUT_RESIDENT,
    "AS": _NON_PHYSICIAN,
    **dict.fromkeys(SITES, _always("no effect", "names the site", WHOLE)),
}
"""The rule of each modifier that has one."""
