"""The export for programs. Its keys are a promise: they are added to, never changed, while `version` is 1."""

from __future__ import annotations

from collections.abc import Sequence
from json import dumps

from docgraph.export.payload import JsonObject, Payload

_MARKUP = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def json(contents: Payload) -> dict[str, str]:
    """One object in ASCII, a record, relation or finding a line. No `<`, `>` or `&` stands in it as such."""
    lists = {
        "records": contents.records,
        "pages": contents.pages,
        "relations": contents.relations,
        "findings": contents.findings,
    }
    parts = [
        '"version": 1',
        f'"as-of": {dumps(contents.as_of)}',
        *(f'"{key}": {_list(of)}' for key, of in lists.items()),
    ]
    text = "{\n" + ",\n".join(parts) + "\n}\n"
    for sign, written in _MARKUP.items():
        text = text.replace(sign, written)
    return {"graph.json": text}


def _list(objects: Sequence[JsonObject]) -> str:
    return "[\n" + ",\n".join(dumps(one) for one in objects) + "\n]" if objects else "[]"
