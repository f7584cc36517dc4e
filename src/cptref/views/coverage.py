"""How the releases that answer stand to the day, and the limits of units that one of them has."""

from typing import TYPE_CHECKING, Any

from cptref.medicare.indicators import MAI, words
from cptref.sheet import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cptref.cms.rows import Mue
    from cptref.releases.day import Choice, Held


NOTHING_HELD = "no release is held: 'cptref import' takes the files that CMS publishes"


def newest(choice: "Choice", held: "Held") -> str:
    """Warn of a release that answers for a day after it; "" of any other."""
    if choice.standing and choice.coverage == "newest held":
        return f"{choice.name} answers for {held.on}: the newest held, in force until {choice.standing.until}"
    return ""


def releases_document(choices: "Iterable[Choice]") -> list[dict[str, Any]]:
    """Return the releases that answer, each with how it stands to the day, for scripts."""
    held = {choice.name: choice.coverage for choice in choices if choice.standing}
    return [{"release": name, "coverage": coverage} for name, coverage in held.items()]


def limit_document(choice: "Choice", row: "Mue | None") -> dict[str, Any]:
    """Return a limit of units, for scripts."""
    return {
        "units": row and row.units,
        "mai": row and row.mai,
        "meaning": row and MAI.get(row.mai),
        "rationale": row and row.rationale,
        "coverage": choice.coverage,
        "state": "stated" if row else "silent",
        "source": choice.cite(row.code) if row else None,
    }


def limit_fact(label: str, choice: "Choice", row: "Mue | None", code: str) -> Fact:
    """Tell a reader the same."""
    if row is None:
        absent = f"stands in no row of {choice.name}; some limits are confidential"
        return Fact(label, (absent,) if choice.standing else (), "silent")
    told = (
        f"{row.units} a {'line' if row.mai == '1' else 'day'}",
        f"MAI {words(MAI, row.mai)}",
        row.rationale,
    )
    return Fact(label, told, source=choice.cite(code))
