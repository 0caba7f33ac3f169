from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Resolution
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import ERROR, rule
from docgraph.rules._unresolved import unresolved_references


@rule("REF003", "ambiguous-reference", ERROR)
def ambiguous_reference(graph: DocGraph) -> Iterator[Finding]:
    """A reference matches more than one record."""
    for link in unresolved_references(graph, Resolution.AMBIGUOUS):
        forms = " or ".join(f"`{other.ref}`" for other in link.candidates)
        related = tuple(Related(other.at("id"), f"{other.kind} `{other.id}`") for other in link.candidates)
        message = f"`{link.text}` is ambiguous: it could be {forms}"
        yield link.source.finding(link.path, message, help=f"write {forms}", related=related)
