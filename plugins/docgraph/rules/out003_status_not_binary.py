from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("OUT003", "status-not-binary", ERROR, fixable=True)
def status_not_binary(trace: Trace) -> Iterable[Finding]:
    """The status of an outcome is not `open`, `met`, `missed` or `dropped`."""
    return told(trace, "status-not-binary")
