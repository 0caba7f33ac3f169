from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("DOC006", "placeholder-left", ERROR, fixable=True)
def placeholder_left(trace: Trace) -> Iterable[Finding]:
    """A placeholder from a template was never filled in."""
    return told(trace, "placeholder-left")
