from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.context_pack import ContextPack
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._ownerless import ownerless


@rule("CTX003", "context-pack-without-owner", WARNING)
def context_pack_without_owner(graph: DocGraph) -> Iterator[Finding]:
    """A context pack has no owner."""
    for record, found in ownerless(graph, ContextPack, "context pack `{id}` has no owner"):
        yield record.finding("owner", found.message, help=found.help, unless=found.unless)
