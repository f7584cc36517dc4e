"""What Medicare allows for a code and its modifiers, how the amount comes about, and what else is paid."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from cptref.answers.schedule import Source, sources
from cptref.codes import code_system, nearest
from cptref.errors import UnknownCode
from cptref.medicare.indicators import NA, STATUS
from cptref.medicare.modifiers import Effect
from cptref.medicare.price import SETTINGS, Price, Setting, effects, limiting_charge, non_participating, price
from cptref.sheet import Document, Fact, Item, Row, Section, Sheet, Table
from cptref.views import SCHEMA_VERSION
from cptref.views.coverage import NOTHING_HELD, newest, releases_document
from cptref.views.effects import effect_document, effect_fact
from cptref.views.rates import Rates

if TYPE_CHECKING:
    from cptref.answers.places import Place
    from cptref.cms.rows import Locality, RelativeValue
    from cptref.codes import Asked
    from cptref.releases.day import Choice, Held

KEYS = (
    *("schema_version", "code", "modifiers", "on", "coverage", "release", "status_code", "place", "amounts"),
    *("effects", "opps", "asc", "releases", "warnings", "note"),
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


class Question(NamedTuple):
    """What is asked beside the code."""

    held: "Held"
    place: "Place"
    settings: tuple[Setting, ...] = SETTINGS


class Amount(NamedTuple):
    """A price in a place."""

    source: Source
    effects: tuple[Effect, ...]
    price: Price
    locality: "Locality | None" = None


class Quote:
    """The answer to what a code and its modifiers are paid."""

    def __init__(self, asked: "Asked", question: Question) -> None:
        self.asked = asked
        self.held = question.held
        self.place = question.place
        self.settings = question.settings
        self.rates = Rates(asked.code, question.held)
        self.sources = sources(asked, question.held)
        if not (any(source.row for source in self.sources) or self.rates.known):
            self._check()
        self.amounts = [] if self.place.reason else self._priced()

    def _check(self) -> None:
        """Raise UnknownCode where a relative value file answers, and nothing held has the code."""
        for source in self.sources:
            if source.choice.standing:
                codes = self.held.codes("pfs", source.choice)
                raise UnknownCode(self.asked.code, nearest(self.asked.code, codes), what="release")

    def _priced(self) -> list[Amount]:
        """Return the amounts by locality, conversion factor and setting."""
        localities = self.place.localities or (None,)
        return [
            Amount(source, found, self._price(source, source.row, setting, found, locality), locality)
            for source in self.sources
            if source.row and source.line
            for found in [effects(self.asked.modifiers, source.line)]
            for locality in localities
            for setting in self.settings
        ]

    def _price(
        self,
        source: Source,
        row: "RelativeValue",
        setting: Setting,
        found: tuple[Effect, ...],
        locality: "Locality | None",
    ) -> Price:
        """Price a row; one of a modifier that was not asked for prices nothing else."""
        if source.modifier and source.modifier not in self.asked.modifiers:
            return Price(setting, "not payable", f"the file has it with modifier {source.modifier} only")
        return price(row, setting, found, locality)

    @property
    def _choices(self) -> "list[Choice]":
        """The releases that answer, or that would."""
        choices = [source.choice for source in self.sources]
        choices += [self.place.zips] if self.place.zips else []
        choices += [self.place.gpci] if self.place.asked else []
        return [*choices, *self.rates.choices]

    @property
    def warnings(self) -> list[str]:
        """What is to be known of the releases that answer, and why there is no amount."""
        told = [said for choice in self._choices if (said := newest(choice, self.held))]
        told += [self.place.reason] if self.place.reason else []
        return list(dict.fromkeys((*told, *self._absent())))

    def _absent(self) -> Iterator[str]:
        if not self.held.standing:
            yield NOTHING_HELD
        for source in self.sources:
            named = f"{source.participation} " if source.participation else ""
            if source.choice.standing is None:
                yield f"no {named}relative value release is held for {self.held.on}"
            elif source.row is None:
                yield f"{self.asked.code} stands in no row of {source.choice.name}"

    def document(self) -> Document:
        """Return the answer for scripts."""
        first = next((source for source in self.sources if source.choice.standing), self.sources[0])
        row = first.row
        return {
            "schema_version": SCHEMA_VERSION,
            "code": self.asked.code,
            "modifiers": list(self.asked.modifiers),
            "on": self.held.on.isoformat(),
            "coverage": first.choice.coverage,
            "release": first.choice.name or None,
            "status_code": row and {"value": row.status, "meaning": STATUS.get(row.status)},
            "place": self.place.asked or None,
            "amounts": [_document(amount, self) for amount in self.amounts],
            "effects": [effect_document(one, first.cited) for one in self._effects()],
            "opps": self.rates.opps_document(),
            "asc": self.rates.asc_document(),
            "releases": releases_document(self._choices),
            "warnings": self.warnings,
            "note": NOTE,
        }

    def rows(self) -> Iterator[Row]:
        """Yield rows of AMOUNTS; one without an amount where there is none."""
        shared = {
            "code": self.asked.code,
            "modifiers": " ".join(self.asked.modifiers),
            "on": self.held.on.isoformat(),
        }
        for amount in self.amounts:
            told = {key: str(value) for key, value in _document(amount, self).items() if value is not None}
            yield AMOUNTS.row(**shared, **{key: told[key] for key in AMOUNTS.columns if key in told})
        if not self.amounts:
            yield AMOUNTS.row(**shared, state="silent", reason="; ".join(self.warnings))

    def sheet(self) -> Sheet:
        """Return the answer for readers."""
        notes = [Fact("date of service", (self.held.on.isoformat(),))]
        notes.append(Fact("place", (self._place_told(),), source=self.place.source))
        notes += [Fact("warning", (warning,)) for warning in self.warnings]
        sections = [Section("medicare amount", tuple(self._amount_facts()))]
        if self.amounts and len(self.amounts) <= len(SETTINGS) * len(self.sources):
            sections += [
                Section("how it comes about", facts) for facts in [tuple(self._factor_facts())] if facts
            ]
        if found := self._effects():
            cited = next(source for source in self.sources if source.line).cited
            sections.append(Section("modifiers", tuple(effect_fact(one, cited) for one in found)))
        sections.append(Section("facility side", tuple(self.rates.facts())))
        sections.append(Section("note", (Fact("amount", (NOTE,)),)))
        return Sheet(tuple(sections), self.asked.code, code_system(self.asked.code), notes=tuple(notes))

    def _effects(self) -> tuple[Effect, ...]:
        line = next((source.line for source in self.sources if source.line), None)
        return effects(self.asked.modifiers, line) if line else ()

    def _place_told(self) -> str:
        if len(self.place.localities) != 1:
            return self.place.asked or "the nation, every index 1"
        (one,) = self.place.localities
        return f"{self.place.asked}: {one.name.title()}, {one.state} (MAC {one.mac}, locality {one.locality})"

    def _amount_facts(self) -> Iterator[Fact]:
        for amount in self.amounts:
            where = amount.locality
            several = where and len(self.place.localities) > 1
            parts = (
                f"{where.name.title()} {where.mac}-{where.locality}" if where and several else "",
                amount.price.setting,
                amount.source.participation,
            )
            yield Fact(
                ", ".join(filter(None, parts)), tuple(_amount_told(amount)), source=amount.source.cited
            )
        if not self.amounts:
            yield Fact("amount", (), "silent")

    def _factor_facts(self) -> Iterator[Fact]:
        """Tell the factors of each amount; those that two have in common once."""
        told: dict[tuple[str, str], list[str]] = {}
        cited: dict[tuple[str, str], str] = {}
        for amount in self.amounts:
            for factor in _factors(amount, self):
                key = (factor["name"], factor["value"])
                told.setdefault(key, []).append(amount.price.setting)
                cited.setdefault(key, factor["source"] or "")
        settings = {amount.price.setting for amount in self.amounts if amount.price.factors}
        for (name, value), where in told.items():
            only = "" if set(where) == settings else f", {where[0]}"
            yield Fact(f"{name}{only}", (value,), source=cited[name, value])


def fee(asked: "Asked", question: Question) -> Item:
    """Answer what Medicare allows; raises UnknownCode."""
    quote = Quote(asked, question)
    return Item(quote.document, quote.sheet, rows=quote.rows)


def dollars(amount: Decimal) -> str:
    """Write dollars as people do."""
    return f"${amount:,}"


def _factors(amount: Amount, quote: Quote) -> list[dict[str, Any]]:
    """Return what the amount is made of, each with its source."""
    factors = amount.price.factors
    if factors is None:
        return []
    file = amount.source.cited
    where = amount.locality
    gpci = quote.place.gpci.cite(where.mac, where.locality) if where else None
    capped = ", capped by OPPS" if amount.price.capped else ""
    told = [
        ("work RVU", factors.work, file),
        ("work GPCI", factors.work_gpci, gpci),
        (f"practice expense RVU{capped}", factors.pe, file),
        ("practice expense GPCI", factors.pe_gpci, gpci),
        (f"malpractice RVU{capped}", factors.malpractice, file),
        ("malpractice GPCI", factors.malpractice_gpci, gpci),
        (f"conversion factor {amount.source.participation}".strip(), factors.conversion_factor, file),
    ]
    told += [
        (f"share of modifier {one.modifier}", one.share, "; ".join(filter(None, (file, one.source))))
        for one in amount.effects
        if one.share is not None and one.share != 1
    ]
    return [{"name": name, "value": str(value), "source": source} for name, value, source in told]


def _amount_told(amount: Amount) -> Iterator[str]:
    found = amount.price
    if found.amount is None:
        yield ": ".join(filter(None, (found.verdict, found.reason)))
    else:
        yield dollars(found.amount)
        if found.verdict != "payable":
            yield f"{found.verdict} ({found.reason})"
        yield f"non-participating {dollars(non_participating(found.amount))}"
        yield f"limiting charge {dollars(limiting_charge(found.amount))}"
    if found.na:
        yield f"flagged NA: {NA['NA']}"


def _document(amount: Amount, quote: Quote) -> dict[str, Any]:
    found, where, row = amount.price, amount.locality, amount.source.row
    dollar = found.amount
    return {
        "setting": found.setting,
        "mac": where and where.mac,
        "locality": where and where.locality,
        "locality_name": where and where.name,
        "participation": amount.source.participation or None,
        "conversion_factor": row and str(row.conversion_factor),
        "amount": None if dollar is None else str(dollar),
        "state": found.verdict,
        "reason": found.reason or None,
        "na": NA["NA"] if found.na else None,
        "capped": found.capped,
        "non_participating": None if dollar is None else str(non_participating(dollar)),
        "limiting_charge": None if dollar is None else str(limiting_charge(dollar)),
        "factors": _factors(amount, quote),
        "coverage": amount.source.choice.coverage,
        "source": amount.source.cited,
    }
