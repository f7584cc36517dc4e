"""Made-up codes, records and texts that try to harm a terminal."""

from typing import Any

from hypothesis import strategies as st

codes = st.one_of(
    st.from_regex(r"[0-9]{4}[0-9A-Z]", fullmatch=True), st.from_regex(r"[A-Z][0-9]{4}", fullmatch=True)
)
modifiers = st.from_regex(r"[0-9A-Z]{2}", fullmatch=True)
modifier_lists = st.lists(modifiers, max_size=4)

HOSTILE = (
    "[bold red]markup[/] [/] [link=https://example.org]x[/link] :smile:",
    "\x1b[31mred\x1b[0m \x1b[2J\x1b]0;title\x07",
    "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
    "bell\x07 back\x08 return\rover\nline\ttab \x9b31m \x85",
    "bidi \u202eevil\u202c \u2066a\u2069 \u200e\u200f\u061c",
    "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 漢字かな e\u0301",
    "a|b `c` *d* _e_ <script>f</script> &amp; # g ~h~ \\|",
    '=1+1, "quoted"; \u2028 \u2029 \ufeff',
)
"""Texts that a record may hold and no terminal, table or page may obey."""

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text.strip() != "")
texts = st.one_of(st.sampled_from(HOSTILE), words)
lists = st.lists(texts, max_size=3)
CITATION = {"id": "a", "section": "s"}


def _part(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a part of a record with its source and some of these fields."""
    return st.fixed_dictionaries({"source": st.just(CITATION)}, optional=fields)


def _rows(unique: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Draw rows with their source and all of these fields, no two with the same value of one."""
    row = st.fixed_dictionaries({"source": st.just(CITATION), **fields})
    return st.lists(row, max_size=3, unique_by=lambda drawn: str(drawn[unique]))


_sizes = st.tuples(st.floats(0.1, 99.0), st.floats(0.1, 99.0)).map(
    lambda pair: {"minimum": min(pair), "maximum": max(pair), "unit": "cm"}
)

documents = st.fixed_dictionaries(
    {
        "schema_version": st.just(1),
        "code": st.just("47370"),
        "code_system": st.just("CPT"),
        "title": texts,
        "summary": st.none() | _part(denotes=texts, matters_for=lists),
        "service": st.none() | _part(service_type=texts, sites_of_service=lists, energy=texts),
        "context": st.none()
        | _part(typical_patient=texts, indications=lists, lesion_size=_sizes, steps=lists),
        "modifiers": _rows(
            "modifier",
            modifier=modifiers,
            description=texts,
            when_to_use=texts | st.none(),
            reportable=st.booleans(),
            note=texts | st.none(),
        ),
        "payers": _rows(
            "id",
            id=st.sampled_from(["aetna", "b", "c-1"]),
            name=texts,
            kind=st.sampled_from(["commercial", "government"]),
        ),
        "not_available": _rows(
            "topic",
            topic=texts,
            section=st.sampled_from(["payers", "context", None]),
            statement=texts,
        ),
        "sources": texts.map(
            lambda text: [
                {
                    "id": "a",
                    "title": text,
                    "publisher": text,
                    "address": "https://example.org/a",
                    "sections": ["s"],
                }
            ]
        ),
    }
)
"""Records that the model takes."""

wide_topic = {
    "schema_version": 1,
    "code": "47370",
    "code_system": "CPT",
    "title": "t",
    "summary": None,
    "service": None,
    "context": None,
    "modifiers": [],
    "payers": [],
    "not_available": [{"topic": HOSTILE[5], "section": None, "statement": HOSTILE[6], "source": CITATION}],
    "sources": [
        {"id": "a", "title": "t", "publisher": "p", "address": "https://example.org/a", "sections": ["s"]}
    ],
}
"""A record with a label that takes more columns of a screen than it has characters."""
