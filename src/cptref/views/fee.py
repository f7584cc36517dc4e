"""What Medicare allows for a code and its modifiers, how the amount comes about, and what else is paid."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from cptref.codes import code_system
from cptref.sheet import Fact, Item, Row, Section, Sheet, Table
from cptref.views import effects, facility, notes
from cptref.views.indicators import NA, STATUS
from cptref.views.items import SCHEMA_VERSION

if TYPE_CHECKING:
    from cptref.answers.fee import Amount, Fee
    from cptref.answers.places import Place
    from cptref.medicare.price import Reason
    from cptref.views.documents import FeeDocument
    from cptref.views.parts import AmountDocument, FactorDocument, ReasonDocument

KEYS = (
    *("schema_version", "code", "modifiers", "on", "coverage", "release", "status_code", "place", "amounts"),
    *("effects", "opps", "asc", "releases", "warnings", "note", "notes"),
)
AMOUNTS = Table(
    (
        *("code", "modifiers", "on", "setting", "mac", "locality", "locality_name", "participation"),
        *("conversion_factor", "amount", "state", "reason", "non_participating", "limiting_charge"),
        *("coverage", "source"),
    ),
    details=(
        *("code", "modifiers", "on", "participation", "conversion_factor", "state", "reason"),
        *("non_participating", "limiting_charge", "coverage", "source"),
    ),
)
NOTE = "the amount that Medicare allows, before deductible, coinsurance and sequestration"


def fee(answer: "Fee") -> Item:
    """Tell what Medicare allows."""
    return Item(lambda: document(answer), lambda: _sheet(answer), rows=lambda: _rows(answer))


def document(answer: "Fee") -> "FeeDocument":
    """Return the answer for scripts."""
    first = next((one for one in answer.schedules if one.choice.standing), answer.schedules[0])
    row = first.row
    return {
        "schema_version": SCHEMA_VERSION,
        "code": answer.code,
        "modifiers": list(answer.modifiers),
        "on": answer.on.isoformat(),
        "coverage": first.choice.coverage,
        "release": first.choice.name or None,
        "status_code": {"value": row.status, "meaning": STATUS.get(row.status)} if row else None,
        "place": notes.place(answer.place.kind, answer.place.name) or None,
        "amounts": [_amount_document(amount, answer.place) for amount in answer.amounts],
        "effects": [effects.effect_document(one, first.source) for one in answer.effects],
        "opps": facility.opps_document(answer.facility.opps),
        "asc": facility.asc_document(answer.facility.asc),
        "releases": notes.releases(answer.choices),
        "warnings": notes.warnings(answer.notes),
        "note": NOTE,
        "notes": notes.documents(answer.notes),
    }


def dollars(amount: Decimal) -> str:
    """Write dollars as people do."""
    return f"${amount:,}"


def _amount_document(one: "Amount", place: "Place") -> "AmountDocument":
    where, file = one.locality, notes.cite(one.source)
    return {
        "setting": one.setting,
        "mac": where and where.mac,
        "locality": where and where.locality,
        "locality_name": where and where.name,
        "participation": one.participation or None,
        "conversion_factor": str(one.conversion_factor),
        "amount": _written(one.amount),
        "state": one.verdict,
        "reason": effects.reason(one.reason, one.verdict) if one.reason else None,
        "na": NA["NA"] if one.na else None,
        "capped": one.capped,
        "non_participating": _written(one.non_participating),
        "limiting_charge": _written(one.limiting_charge),
        "factors": _factors(one, place, file),
        "coverage": one.coverage,
        "source": file,
        "decided_by": _reason_document(one.reason) if one.reason else None,
    }


def _written(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _reason_document(one: "Reason") -> "ReasonDocument":
    return {
        "code": one.code,
        "modifiers": list(one.modifiers),
        "indicators": effects.indicator_documents(one.decided_by),
        "consequence": one.consequence or None,
    }


def _factors(one: "Amount", place: "Place", file: str) -> "list[FactorDocument]":
    """Return what the amount is made of, each with its source."""
    factors = one.factors
    if factors is None:
        return []
    where = one.locality
    gpci = notes.cite(place.gpci.cite(where.mac, where.locality)) if where else None
    capped = ", capped by OPPS" if one.capped else ""
    told = [
        ("work RVU", factors.work, file),
        ("work GPCI", factors.work_gpci, gpci),
        (f"practice expense RVU{capped}", factors.pe, file),
        ("practice expense GPCI", factors.pe_gpci, gpci),
        (f"malpractice RVU{capped}", factors.malpractice, file),
        ("malpractice GPCI", factors.malpractice_gpci, gpci),
        (f"conversion factor {one.participation}".strip(), factors.conversion_factor, file),
    ]
    told += [
        (f"share of modifier {done.modifier}", done.share, "; ".join(filter(None, (file, done.source))))
        for done in one.effects
        if done.share is not None and done.share != 1
    ]
    return [{"name": name, "value": str(value), "source": source} for name, value, source in told]


def _rows(answer: "Fee") -> Iterator[Row]:
    """Yield rows of AMOUNTS; one without an amount where there is none."""
    shared = {
        "code": answer.code,
        "modifiers": " ".join(answer.modifiers),
        "on": answer.on.isoformat(),
    }
    for amount in answer.amounts:
        told = _amount_document(amount, answer.place)
        cells = {key: str(value) for key, value in told.items() if value is not None}
        yield AMOUNTS.row(**shared, **{key: cells[key] for key in AMOUNTS.columns if key in cells})
    if not answer.amounts:
        yield AMOUNTS.row(**shared, state="silent", reason="; ".join(notes.warnings(answer.notes)))


def _sheet(answer: "Fee") -> Sheet:
    head = [
        Fact("date of service", (answer.on.isoformat(),)),
        Fact("place", (_place_told(answer.place),), source=notes.cite(answer.place.source)),
        *notes.facts(answer.notes),
    ]
    sections = [Section("medicare amount", tuple(_amount_facts(answer)))]
    one_place = len(answer.place.localities) <= 1
    if one_place and (factors := tuple(_factor_facts(answer))):
        sections.append(Section("how it comes about", factors))
    if answer.effects:
        cited = next(one.source for one in answer.schedules if one.line)
        told = tuple(effects.effect_fact(one, cited) for one in answer.effects)
        sections.append(Section("modifiers", told))
    sections.append(Section("facility side", tuple(facility.facts(answer.facility))))
    sections.append(Section("note", (Fact("amount", (NOTE,)),)))
    return Sheet(tuple(sections), answer.code, code_system(answer.code), notes=tuple(head))


def _place_told(place: "Place") -> str:
    asked = notes.place(place.kind, place.name)
    if len(place.localities) != 1:
        return asked or "the nation, every index 1"
    (one,) = place.localities
    return f"{asked}: {one.name.title()}, {one.state} (MAC {one.mac}, locality {one.locality})"


def _amount_facts(answer: "Fee") -> Iterator[Fact]:
    several = len(answer.place.localities) > 1
    for one in answer.amounts:
        where = one.locality
        named = f"{where.name.title()} {where.mac}-{where.locality}" if where and several else ""
        label = ", ".join(filter(None, (named, one.setting, one.participation)))
        yield Fact(label, tuple(_amount_told(one)), source=notes.cite(one.source))
    if not answer.amounts:
        yield Fact("amount", (), "silent")


def _amount_told(one: "Amount") -> Iterator[str]:
    reason = effects.reason(one.reason, one.verdict) if one.reason else ""
    if one.amount is None:
        yield ": ".join(filter(None, (one.verdict, reason)))
    else:
        yield dollars(one.amount)
        if one.verdict != "payable":
            yield f"{one.verdict} ({reason})"
        if one.non_participating is not None:
            yield f"non-participating {dollars(one.non_participating)}"
        if one.limiting_charge is not None:
            yield f"limiting charge {dollars(one.limiting_charge)}"
    if one.na:
        yield f"flagged NA: {NA['NA']}"


def _factor_facts(answer: "Fee") -> Iterator[Fact]:
    """Tell the factors of each amount; those that two have in common once."""
    told: dict[tuple[str, str], list[str]] = {}
    cited: dict[tuple[str, str], str] = {}
    for amount in answer.amounts:
        for factor in _factors(amount, answer.place, notes.cite(amount.source)):
            key = (factor["name"], factor["value"])
            told.setdefault(key, []).append(amount.setting)
            cited.setdefault(key, factor["source"] or "")
    settings = {amount.setting for amount in answer.amounts if amount.factors}
    for (name, value), where in told.items():
        only = "" if set(where) == settings else f", {where[0]}"
        yield Fact(f"{name}{only}", (value,), source=cited[name, value])
