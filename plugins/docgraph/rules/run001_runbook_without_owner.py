from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import Trace
from docgraph.kinds.runbook import Runbook
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._ownerless import ownerless


@rule("RUN001", "runbook-without-owner", ERROR)
def runbook_without_owner(trace: Trace) -> Iterator[Finding]:
    """Nobody keeps this runbook true."""
    for record, found in ownerless(trace, Runbook, "nobody keeps runbook `{id}`"):
        yield record.finding("owner", found.message, help=found.help, unless=found.unless)
