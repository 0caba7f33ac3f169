from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._named_lines import named_lines
from docgraph.rules._ownerless import ownerless


@rule("OWN001", "orphan-outcome", ERROR)
def orphan_outcome(graph: DocGraph) -> Iterator[Finding]:
    """An outcome has no owner."""
    for record, found in ownerless(graph, Outcome, "outcome `{id}` has no owner"):
        related = named_lines(graph, record, "owner", "person", "role")
        yield record.finding("owner", found.message, help=found.help, related=related, unless=found.unless)
