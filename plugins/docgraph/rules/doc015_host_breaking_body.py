from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("DOC015", "host-breaking-body", ERROR, fixable=True)
def host_breaking_body(trace: Trace) -> Iterable[Finding]:
    """A body contains text that crashes or hangs the site generator."""
    return told(trace, "host-breaking-body")
