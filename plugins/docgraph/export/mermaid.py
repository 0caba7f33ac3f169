"""A Mermaid flowchart. Text from documents is escaped, and only used in labels."""

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
    "undocumented-agent": "#b3261e",
    "definition": "#6a5acd",
    "skill": "#2e7d6b",
    "mcp-server": "#7a5c2e",
    "page": "#777777",
}
_DEFAULT_STROKE = "#444444"
_MAX_LABEL_LENGTH = 120


def mermaid(payload: Payload) -> dict[str, str]:
    """Serialize the graph as a Mermaid flowchart. Returns `{"graph.mmd": content}`.

    The nodes are named `n1`, `n2` and so on, and their class is their kind. Equal relations between two nodes appear
    once.
    """
    names = {ref: f"n{number}" for number, (ref, _) in enumerate(payload.nodes, start=1)}
    nodes = [
        f'{names[ref]}["{escape_label(node["title"])}"]:::{_class_name(node["kind"])}' for ref, node in payload.nodes
    ]
    arrows = [(names[edge["from"]], edge["relation"], names[edge["to"]]) for edge in payload.edges]
    edges = [f'{source} -->|"{relation}"| {target}' for source, relation, target in dict.fromkeys(arrows)]
    used = {node["kind"] for _, node in payload.nodes}
    strokes = _STROKES | dict.fromkeys(sorted(used - _STROKES.keys()), _DEFAULT_STROKE)
    classes = [f"classDef {_class_name(kind)} stroke:{stroke}" for kind, stroke in strokes.items() if kind in used]
    return {"graph.mmd": "\n".join(["flowchart LR", *(f"  {line}" for line in (*nodes, *edges, *classes)), ""])}


def escape_label(text: str) -> str:
    """`text` as a label on one line, shortened if it is long.

    Characters other than letters, digits, spaces and `.,_-` become codes such as `#60;`.
    """
    shown = escape_invisible(" ".join(text.split()))
    short = shown if len(shown) <= _MAX_LABEL_LENGTH else shown[: _MAX_LABEL_LENGTH - 1] + "…"
    return "".join(letter if _is_plain(letter) else f"#{ord(letter)};" for letter in short)


def _is_plain(character: str) -> bool:
    return character.isalnum() or character in " .,_-" or unicodedata.category(character).startswith("M")


def _class_name(kind: str) -> str:
    return kind.replace("-", "_")
