from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("DOC009", "unreadable-file", ERROR, fixable=True)
def unreadable_file(trace: Trace) -> Iterable[Finding]:
    """A file cannot be read as text, or cannot be published."""
    return told(trace, "unreadable-file")
