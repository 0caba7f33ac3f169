from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule, told


@rule("DOC015", "host-breaking-body", WARNING, fixable=True)
def host_breaking_body(trace: Trace) -> Iterable[Finding]:
    """A body holds what can bring the host's Markdown reader down."""
    return told(trace, "host-breaking-body")
