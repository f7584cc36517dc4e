"""The words for what a modifier does on a claim line, what decides it, and what decides of an amount."""

from typing import TYPE_CHECKING

from cptref.sheet import Fact
from cptref.views.indicators import POLICY, STATUS
from cptref.views.meanings import MEANINGS

if TYPE_CHECKING:
    from decimal import Decimal

    from cptref.medicare.effects import Consequence, Effect, Indicator, Verdict
    from cptref.medicare.price import Reason
    from cptref.releases.day import Citation
    from cptref.views.parts import EffectDocument, IndicatorDocument

CONSEQUENCES: "dict[Consequence, str]" = {
    "": "",
    "24 is meant": "not for E/M services: 24 is meant",
    "as its primary": "as on the primary procedure; an add-on has no global period of its own",
    "assistant": "{percent} of the price",
    "assistant without resident": "{percent} of the price, only where no qualified resident is at hand",
    "both sides already": "100 percent: the RVUs are for both sides",
    "contractor prices": "the contractor prices it by what was done",
    "contractor ranks": "the contractor ranks procedures itself; the modifier is not needed",
    "documents": "documents must establish the need",
    "each side": "100 percent for each side",
    "facilities only": "for facility claims only; a physician's line takes 53",
    "full price": "full price",
    "global period only": "for procedures with a global period only",
    "half more": "150 percent, before procedures are ranked",
    "names the site": "names the site",
    "new global period": "full price; a new global period begins",
    "no global period": "the global concept does not apply to the code: no change, and no new period",
    "no own row": "the file has no row for it",
    "no rule": "no rule of Medicare's for it is held",
    "no second unit": "no change of the price; a second unit on the same day cannot be paid",
    "non-physician assistant": "{percent} of the price: 85 of 16 percent",
    "not for visits": "not for E/M services",
    "not yet": "no rule of Medicare's for it is held for so early a day",
    "one side": "100 percent: no payment for the second side",
    "operative report": "the contractor prices it by operative report and a statement of what was more",
    "own row": "priced by the row of modifier {modifier}",
    "part of surgery": "no separate payment: care before surgery is part of 54",
    "postoperative care": "{percent} of the price for all of it, by share of days; name the date of transfer",
    "price unchanged": "no change of the price",
    "prices what was done": "priced by what was done",
    "share of zero": "the share is printed as 0.00",
    "surgery alone": "{percent} of the price; no new global period; in an operating room",
    "surgical care": "{percent} of the price; needs an agreement on the transfer of care",
    "surgical period only": "for a global period of 10 or 90 days only",
    "two surgeons": "{percent} for each; both bill 62 with one code",
    "undoes edits": "undoes an edit of indicator 1 where a pair stands on the claim",
    "units limited": "no change of the price; the MUE limits the units",
    "visits only": "for E/M services only",
}
_WHERE_DOCUMENTED = ("assistant", "assistant without resident", "non-physician assistant")
_DECIDES = {
    ("visit", "yes"): "E/M service",
    ("visit", "no"): "no E/M service",
    ("own row", "yes"): "a row of its own",
    ("own row", "no"): "no row of its own",
}


def consequence(one: "Effect") -> str:
    """Say what a modifier does or asks for."""
    told = _filled(one.consequence, one.modifier, one.share)
    documented = one.verdict == "payable with documentation" and one.consequence in _WHERE_DOCUMENTED
    return f"{told}, where documents establish the need" if documented else told


def decided(by: "tuple[Indicator, ...]") -> str:
    """Say what decides: an indicator with its value and meaning, or what a row has."""
    limits = [one for one in by if one.field in ("mue", "mai")]
    return (", " if limits else " + ").join(map(_decides, by))


def reason(one: "Reason", verdict: "Verdict") -> str:
    """Say what decides of a line that is not plainly payable."""
    if one.code == "status":
        schedule = "not payable by this schedule, " if verdict == "not payable" else ""
        return f"{schedule}{decided(one.decided_by)}"
    if one.code == "other row":
        return f"the file has it with modifier {one.modifiers[0]} only"
    if one.code == "modifier":
        told = decided(one.decided_by) or _filled(one.consequence, one.modifiers[0])
        return f"modifier {one.modifiers[0]}: {told}"
    together = " and ".join(sorted(one.modifiers))
    if one.code == "one role":
        return f"{together} name different parts in one surgery: one line has one"
    return f"{together} on one line: {APART[one.code]}"


APART = {
    "one surgeon": "one surgeon who does both reports the code alone",
    "both components": "both components are the code alone",
    "part of surgery": "care before surgery is part of 54",
    "surgery alone": "78 pays surgery alone, no other part of the global package",
    "no care before": "care before surgery is part of the procedure",
    "one relation": "a procedure is planned, unplanned or unrelated to the one before: one of them applies",
    "assistants": "who assists in surgery has no part in care after it",
    "physicians": "73 and 74 are for facilities; a physician's line takes 53 alone",
    "two lines": "a return on both sides is written on two lines, LT and RT",
    "one notice": "GA says that the patient was given a notice, GZ that none was given",
    "one distinct": "XE, XP, XS and XU say more than 59: write the one that fits",
}


def effect_document(one: "Effect", cited: "Citation | None") -> "EffectDocument":
    """Return what a modifier does, for scripts; cited: the row whose indicators decide."""
    return {
        "modifier": one.modifier,
        "meaning": MEANINGS.get(one.modifier),
        "state": one.verdict,
        "indicator": decided(one.decided_by) or None,
        "effect": consequence(one) or None,
        "share": str(one.share) if one.share is not None else None,
        "source": _sources(one, cited) or None,
        "decided_by": indicator_documents(one.decided_by),
        "consequence": one.consequence or None,
    }


def indicator_documents(by: "tuple[Indicator, ...]") -> "list[IndicatorDocument]":
    """Return what decides, for scripts."""
    return [{"field": one.field, "value": one.value} for one in by]


def effect_fact(one: "Effect", cited: "Citation | None") -> Fact:
    """Tell a reader what a modifier does."""
    told = ": ".join(filter(None, (one.verdict, consequence(one))))
    by = decided(one.decided_by)
    return Fact(
        one.modifier, tuple(filter(None, (told, by and f"decided by {by}"))), source=_sources(one, cited)
    )


def _sources(one: "Effect", cited: "Citation | None") -> str:
    return "; ".join(filter(None, (str(cited) if cited else "", one.source)))


def _filled(key: "Consequence", modifier: str, share: "Decimal | None" = None) -> str:
    percent = f"{(share * 100).normalize():f} percent" if share is not None else ""
    return CONSEQUENCES[key].format(modifier=modifier, percent=percent)


def _decides(one: "Indicator") -> str:
    if told := _DECIDES.get((one.field, one.value)):
        return told
    if one.field in ("mue", "mai"):
        return f"{one.field.upper()} {one.value}"
    meanings = STATUS if one.field == "status" else POLICY.get(one.field)
    named = f"{one.field.replace('_', ' ')} {one.value}"
    return f"{named}: {meanings.get(one.value, 'no meaning is held')}" if meanings else named
