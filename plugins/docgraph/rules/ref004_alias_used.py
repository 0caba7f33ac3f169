from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Resolution
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule
from docgraph.rules._unresolved import unresolved_references


@rule("REF004", "alias-used", INFO, fixable=True)
def alias_used(graph: DocGraph) -> Iterator[Finding]:
    """A reference uses an alias, a title, a number or a link instead of the id."""
    for link in unresolved_references(graph, Resolution.ALIAS):
        # an adopted document is not changed for us, so it has its own spelling of names
        if link.target is not None and not link.source.place.adopted:
            target = link.target
            message = f"`{link.text}` resolves to `{target.id}`, but is not its id"
            edits = (link.source.replacement(link.path, link.text, target.id),)
            yield link.source.finding(link.path, message, help=f"replace `{link.text}` with `{target.id}`", edits=edits)
