"""Answers as JSON: one document, an array, or a line each."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from cptref.render.inert import inert_json
from cptref.sheet import Answer, Item, Row

if TYPE_CHECKING:
    from cptref.render import Style


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def render(answer: Answer, style: "Style") -> Iterator[str]:
    """Yield JSON: a line an item for `jsonl`; else an object, or an array where many were asked."""
    lines = style.format == "jsonl"

    # A batch asks the same few thousand codes again and again: 1,024 lines of 10 kB are 10 MB.
    @lru_cache(1024 if answer.many else 0)
    def text(item: Item) -> str:
        return _text(item, style)

    if lines:
        for item in answer.items:
            yield text(item) + "\n"
    elif answer.many:
        before = "[\n"
        for item in answer.items:
            yield before + text(item)
            before = ",\n"
        yield "[]\n" if before == "[\n" else "\n]\n"
    else:
        for item in answer.items:
            yield text(item) + "\n"


def _text(item: Item, style: "Style") -> str:
    document = item.document()
    if isinstance(document, str):
        if style.format == "json" and not style.fields:
            return inert_json(document)
        document = json.loads(document)
    if style.fields and "status" not in document:
        document = _picked(document, style.fields)
    if style.format == "json":
        return inert_json(json.dumps(document, ensure_ascii=False, indent=2))
    return inert_json(_COMPACT.encode(document))


def _picked(document: Mapping[str, object], fields: Row) -> dict[str, object]:
    return {field: document[field] for field in fields if field in document}
