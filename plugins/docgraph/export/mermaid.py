"""A flowchart in Mermaid. Nothing that a document says can be more in it than the text of a label."""

from __future__ import annotations

import unicodedata

from docgraph.export.payload import Payload
from docgraph.report.context import escape_invisible

_STROKES = {
    "outcome": "#1b7f4d",
    "agent": "#7a3db8",
    "person": "#1f6fb5",
    "role": "#3f8fa8",
    "team": "#52708a",
    "decision": "#b0600f",
    "raci": "#8a6d1a",
    "runbook": "#a8324a",
    "incident": "#c22f2f",
    "context-pack": "#5b6b1f",
    "page": "#777777",
}
_LONGEST = 120


def mermaid(contents: Payload) -> dict[str, str]:
    """Nodes `n1`, `n2`, ... in the order of the contents, with their kind as class; each relation of two nodes once."""
    names = {address: f"n{number}" for number, (address, _) in enumerate(contents.nodes, start=1)}
    nodes = [
        f'{names[address]}["{escape_label(lines["title"])}"]:::{_word(lines["kind"])}'
        for address, lines in contents.nodes
    ]
    arrows = [(names[one["from"]], one["relation"], names[one["to"]]) for one in contents.edges]
    edges = [f'{source} -->|"{relation}"| {target}' for source, relation, target in dict.fromkeys(arrows)]
    used = {lines["kind"] for _, lines in contents.nodes}
    classes = [f"classDef {_word(kind)} stroke:{stroke}" for kind, stroke in _STROKES.items() if kind in used]
    return {"graph.mmd": "\n".join(["flowchart LR", *(f"  {line}" for line in (*nodes, *edges, *classes)), ""])}


def escape_label(text: str) -> str:
    """`text` on one line, in letters, digits, spaces and `.,_-`; every other character as its number, `#60;`."""
    shown = escape_invisible(" ".join(text.split()))
    short = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
    return "".join(one if _is_inert(one) else f"#{ord(one)};" for one in short)


def _is_inert(character: str) -> bool:
    return character.isalnum() or character in " .,_-" or unicodedata.category(character).startswith("M")


def _word(kind: str) -> str:
    return kind.replace("-", "_")
