from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import Trace
from docgraph.graph.reference import State
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import ERROR, rule


@rule("REF003", "ambiguous-reference", ERROR)
def ambiguous_reference(trace: Trace) -> Iterator[Finding]:
    """A reference matches more than one record."""
    for link in trace.left_open(State.AMBIGUOUS):
        forms = " or ".join(f"`{other.ref}`" for other in link.others)
        related = tuple(Related(other.at("id"), f"{other.kind} `{other.id}`") for other in link.others)
        message = f"`{link.text}` is ambiguous: it could be {forms}"
        yield link.source.finding(link.path, message, help=f"write {forms}", related=related)
