from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule, told


@rule("DOC004", "unknown-key", WARNING, fixable=True)
def unknown_key(trace: Trace) -> Iterable[Finding]:
    """A key is not a key of its kind."""
    return told(trace, "unknown-key")
