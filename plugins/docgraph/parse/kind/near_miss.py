"""Reports a `kind` that is similar to `agent` or `outcome`, such as `agnt`, `ai-agent` or `outcom`."""

from __future__ import annotations

import re

from docgraph.kinds import lookup_kind
from docgraph.model.finding import Severity
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.parse.form.reader import form_fields
from docgraph.parse.kind.detection import is_manifest, near_kinds
from docgraph.parse.kind.missing import SIGNS
from docgraph.parse.raw_tree import RawTree

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
"""A word in `AiAgent`, `ai_agent` or `agent1`."""


def near_miss(text: Text, tree: RawTree, body: int, declared: str) -> Problem | None:
    """A problem if the kind `declared` is similar to `agent` or `outcome`, else None.

    A warning, because another tool may use such a kind. An error if the body has labels of the kind.
    """
    name = _missed(declared)
    kind, _ = lookup_kind(name)
    if kind is None or is_manifest({key.lower() for key in tree.data}, kind):
        return None
    has_labels = bool(form_fields(kind, text, body).data)
    message = f"unknown kind `{declared[:60]}`" + (f" above labels of an {kind.kind}" if has_labels else "")
    help = f"write `kind: {name}`" + ("" if has_labels else "; or ignore this if the kind belongs to another tool")
    severity = Severity.ERROR if has_labels else Severity.WARNING
    at = text.at(tree.marks.get(("kind",), 0))
    return Problem("unknown-kind", at, f"{message}; did you mean `{name}`?", help, severity=severity)


def _missed(declared: str) -> str:
    """`agent` or `outcome` if `declared` contains or misspells the word; else empty."""
    words = [word.lower() for word in _WORD.findall(declared[:200])]
    names = (*words, *near_kinds(declared)[:1])
    return next((name for name in names if lookup_kind(name)[0] in SIGNS), "")
