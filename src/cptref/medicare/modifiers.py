"""What Medicare's indicators say of a modifier on a professional claim line, and what it does to the price.

Each modifier has one deciding indicator. The shares and indicators are those of the relative value file;
where a percentage or a condition comes from, the effect says beside it.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from cptref.medicare.indicators import POLICY, STATUS
from cptref.medicare.services import SITES, is_visit

if TYPE_CHECKING:
    from cptref.cms.rows import Mue, RelativeValue

Verdict = Literal["payable", "payable with documentation", "no effect", "not payable", "by report", "unknown"]

WHOLE = Decimal(1)
_CONTRACTORS = "Medicare contractors' publications"


class Effect(NamedTuple):
    """What a modifier does on a claim line."""

    modifier: str
    verdict: Verdict
    indicator: str = ""
    """The deciding field and its value, such as "assistant 2"; "" where no field decides."""
    effect: str = ""
    """What it does or asks for, in words."""
    share: Decimal | None = WHOLE
    """What the price is multiplied by; None where there is no price."""
    source: str = ""
    """Of the rule, beside the release."""


class Line(NamedTuple):
    """What decides the modifiers of a code: its rows of a relative value file, and its MUE."""

    row: "RelativeValue"
    splits: frozenset[str] = frozenset()
    """Modifiers for which the file has rows of their own."""
    mue: "Mue | None" = None

    def says(self, field: str) -> str:
        """Name a deciding indicator with its value and meaning."""
        value = getattr(self.row, field)
        return f"{field.replace('_', ' ')} {value}: {POLICY[field].get(value, 'no meaning is held')}"

    @property
    def is_visit(self) -> bool:
        """Whether the code is an evaluation and management (E/M) service."""
        return is_visit(self.row.code)


def effect(modifier: str, line: Line) -> Effect:
    """Return what one modifier does on a line of this code.

    Of a status that this schedule does not price the verdict is the status's, save that what the
    modifier's own indicator forbids stays forbidden.
    """
    rule = _RULES.get(modifier)
    if rule is None:
        said = "no rule of Medicare's for it is held"
        return Effect(modifier, "unknown", effect=said, share=None)
    found = rule(modifier, line)
    verdict, says = of_status(line.row.status)
    if found.verdict == "not payable" or verdict == "payable":
        return found
    return found._replace(verdict=verdict, indicator=says, effect="", share=None)


_UNPRICED: dict[str, Verdict] = {"C": "by report", "J": "unknown"}


def of_status(status: str) -> "tuple[Verdict, str]":
    """Return what a status alone says of payment, and the status in words; A, R and T have a price."""
    says = f"status {status}: {STATUS.get(status, 'no meaning is held')}"
    return "payable" if status in ("A", "R", "T") else _UNPRICED.get(status, "not payable"), says


def conflict(modifiers: Iterable[str]) -> str:
    """Say why modifiers may not stand on one line; "" where they may."""
    found = set(modifiers)
    roles = [group for group in ({"62"}, {"66"}, {"80"}, {"81"}, {"82"}, {"AS"}) if group & found]
    if len(roles) > 1:
        return f"{_listed(set().union(*roles))} name different parts in one surgery: one line has one"
    for pair, why in _PAIRS.items():
        if set(pair) <= found:
            return f"{_listed(set(pair))} on one line: {why}"
    return ""


_PAIRS = {
    ("54", "55"): "one surgeon who does both reports the code alone",
    ("26", "TC"): "both components are the code alone",
    ("54", "56"): "care before surgery is part of 54",
}


def _listed(modifiers: set[str]) -> str:
    return " and ".join(sorted(modifiers))


def _by_indicator(
    field: str, verdicts: dict[str, tuple[Verdict, str, Decimal | None]], source: str
) -> "_Rule":
    """Make the rule of a modifier that one indicator decides; of values not named it is not payable."""

    def rule(modifier: str, line: Line) -> Effect:
        verdict, said, share = verdicts.get(getattr(line.row, field), ("not payable", "", None))
        return Effect(modifier, verdict, line.says(field), said, share, source)

    return rule


def _always(verdict: Verdict, said: str, share: Decimal | None, source: str = "") -> "_Rule":
    return lambda modifier, _: Effect(modifier, verdict, "", said, share, source)


def _visit_only(modifier: str, line: Line) -> Effect:
    said = "for E/M services only"
    if line.is_visit:
        return Effect(modifier, "payable", "E/M service", "no change of the price", WHOLE, _CONTRACTORS)
    return Effect(modifier, "not payable", "no E/M service", said, None, _CONTRACTORS)


def _increased(modifier: str, line: Line) -> Effect:
    if line.row.global_days in ("000", "010", "090", "YYY") and not line.is_visit:
        said = "the contractor prices it by operative report and a statement of what was more"
        return Effect(modifier, "by report", line.says("global_days"), said, None, _CONTRACTORS)
    said = "for procedures with a global period only"
    return Effect(modifier, "not payable", line.says("global_days"), said, None, _CONTRACTORS)


def _reduced(modifier: str, line: Line) -> Effect:
    if line.is_visit:
        return Effect(modifier, "not payable", "E/M service", "not for E/M services", None, _CONTRACTORS)
    return Effect(modifier, "by report", "", "the contractor prices it by what was done", None, _CONTRACTORS)


def _stopped(modifier: str, line: Line) -> Effect:
    if line.is_visit:
        return Effect(modifier, "not payable", "E/M service", "not for E/M services", None, _CONTRACTORS)
    if modifier in line.splits:
        return Effect(modifier, "payable", "a row of its own", "priced by the row of modifier 53", WHOLE)
    return Effect(modifier, "by report", "no row of its own", "priced by what was done", None)


def _component(modifier: str, line: Line) -> Effect:
    allowed = {"26": ("1", "6"), "TC": ("1",)}[modifier]
    if line.row.pc_tc not in allowed:
        return Effect(modifier, "not payable", line.says("pc_tc"), "", None)
    if modifier in line.splits:
        said = f"priced by the row of modifier {modifier}"
        return Effect(modifier, "payable", line.says("pc_tc"), said, WHOLE)
    return Effect(modifier, "by report", line.says("pc_tc"), "the file has no row for it", None)


def _split(modifier: str, line: Line) -> Effect:
    """Share the global package between surgeons: 54, before and in surgery; 55, after it."""
    row = line.row
    if row.global_days not in ("010", "090"):
        said = "for a global period of 10 or 90 days only"
        return Effect(modifier, "not payable", line.says("global_days"), said, None, _CONTRACTORS)
    share = row.pre + row.intra if modifier == "54" else row.post
    parts = f"pre {row.pre} + intra {row.intra}" if modifier == "54" else f"post {row.post}"
    if not share:
        return Effect(modifier, "by report", parts, "the share is printed as 0.00", None, _CONTRACTORS)
    said = {
        "54": f"{_percent(share)} of the price; needs an agreement on the transfer of care",
        "55": f"{_percent(share)} of the price for all of it, by share of days; name the date of transfer",
    }[modifier]
    return Effect(modifier, "payable", parts, said, share, _CONTRACTORS)


def _returned(modifier: str, line: Line) -> Effect:
    """Price an unplanned return: the share in surgery alone; a global period of 0 days has no shares."""
    row = line.row
    if row.global_days == "000":
        return Effect(modifier, "payable", line.says("global_days"), "full price", WHOLE, _CONTRACTORS)
    if not row.intra:
        return Effect(
            modifier, "by report", f"intra {row.intra}", "the share is printed as 0.00", None, _CONTRACTORS
        )
    said = f"{_percent(row.intra)} of the price; no new global period; in an operating room"
    return Effect(modifier, "payable", f"intra {row.intra}", said, row.intra, _CONTRACTORS)


def _repeated(modifier: str, line: Line) -> Effect:
    mue = line.mue
    if mue and mue.units == 1 and mue.mai == "2":
        said = "no change of the price; a second unit on the same day cannot be paid"
        return Effect(modifier, "payable", "MUE 1, MAI 2", said, WHOLE)
    decides = f"MUE {mue.units}, MAI {mue.mai}" if mue else ""
    return Effect(modifier, "payable", decides, "no change of the price; the MUE limits the units", WHOLE)


def _percent(share: Decimal) -> str:
    percent = share * 100
    return f"{percent.normalize():f} percent"


def _ranked(modifier: str, line: Line) -> Effect:
    said = "the contractor ranks procedures itself; the modifier is not needed"
    return Effect(modifier, "no effect", line.says("multiple"), said, WHOLE)


_Rule = Callable[[str, Line], Effect]

_HALF_MORE, _DOUBLE = Decimal("1.5"), Decimal(2)
_CO_SURGEON, _ASSISTANT, _NON_PHYSICIAN = Decimal("0.625"), Decimal("0.16"), Decimal("0.136")

_BOTH_SIDES = _by_indicator(
    "bilateral",
    {
        "0": ("no effect", "100 percent: no payment for the second side", WHOLE),
        "1": ("payable", "150 percent, before procedures are ranked", _HALF_MORE),
        "2": ("no effect", "100 percent: the RVUs are for both sides", WHOLE),
        "3": ("payable", "100 percent for each side", _DOUBLE),
    },
    "",
)
_TWO_SURGEONS = _by_indicator(
    "co_surgeons",
    {
        "1": ("payable with documentation", "62.5 percent for each; both bill 62 with one code", _CO_SURGEON),
        "2": ("payable", "62.5 percent for each; both bill 62 with one code", _CO_SURGEON),
    },
    "Pub. 100-04, chapter 12, section 40.8",
)
_SURGICAL_TEAM = _by_indicator(
    "team",
    {"1": ("by report", "documents must establish the need", None), "2": ("by report", "", None)},
    "",
)


def _assistant(share: Decimal, said: str, source: str) -> _Rule:
    return _by_indicator(
        "assistant",
        {
            "0": ("payable with documentation", f"{said}, where documents establish the need", share),
            "2": ("payable", said, share),
        },
        source,
    )


_DISTINCT = _always("no effect", "undoes an edit of indicator 1 where a pair stands on the claim", WHOLE)
_FULL = _always("payable", "full price; a new global period begins", WHOLE, _CONTRACTORS)
_FACILITY = _always("not payable", "for facility claims only; a physician's line takes 53", None)

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
    "56": _always("not payable", "no separate payment: care before surgery is part of 54", None),
    "58": _FULL,
    "79": _FULL,
    **dict.fromkeys(("59", "XE", "XP", "XS", "XU"), _DISTINCT),
    "62": _TWO_SURGEONS,
    "66": _SURGICAL_TEAM,
    "73": _FACILITY,
    "74": _FACILITY,
    "76": _repeated,
    "77": _repeated,
    "78": _returned,
    "80": _assistant(_ASSISTANT, "16 percent of the price", "Social Security Act, section 1848(i)(2)(B)"),
    "81": _assistant(_ASSISTANT, "16 percent of the price", "Social Security Act, section 1848(i)(2)(B)"),
    "82": _assistant(
        _ASSISTANT, "16 percent of the price, only where no qualified resident is at hand", "42 CFR 415.190"
    ),
    "AS": _assistant(_NON_PHYSICIAN, "13.6 percent of the price: 85 of 16 percent", "MM6123"),
    **dict.fromkeys(SITES, _always("no effect", "names the site", WHOLE)),
}
"""The rule of each modifier that has one."""
