from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.runbook import Runbook
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._ownerless import ownerless


@rule("RUN001", "runbook-without-owner", ERROR)
def runbook_without_owner(graph: DocGraph) -> Iterator[Finding]:
    """A runbook has no owner."""
    for record, found in ownerless(graph, Runbook, "runbook `{id}` has no owner"):
        yield record.finding("owner", found.message, help=found.help, unless=found.unless)
