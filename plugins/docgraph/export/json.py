"""JSON for programs. The format is stable: in `version` 1, keys may be added, but not changed or removed."""

from __future__ import annotations

from collections.abc import Sequence
from json import dumps

from docgraph.export.payload import JsonObject, Payload

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def json(payload: Payload) -> dict[str, str]:
    """Serialize the graph as one JSON object in ASCII. Returns `{"graph.json": content}`.

    Each record, definition, relation and finding is on a separate line. `<`, `>` and `&` are escaped.
    """
    lists = {
        "records": payload.records,
        "pages": payload.pages,
        "definitions": payload.definitions,
        "relations": payload.relations,
        "findings": payload.findings,
    }
    parts = [
        '"version": 1',
        f'"as-of": {dumps(payload.as_of)}',
        *(f'"{key}": {_list(items)}' for key, items in lists.items()),
    ]
    text = "{\n" + ",\n".join(parts) + "\n}\n"
    for sign, escaped in _ESCAPES.items():
        text = text.replace(sign, escaped)
    return {"graph.json": text}


def _list(objects: Sequence[JsonObject]) -> str:
    return "[\n" + ",\n".join(dumps(item) for item in objects) + "\n]" if objects else "[]"
