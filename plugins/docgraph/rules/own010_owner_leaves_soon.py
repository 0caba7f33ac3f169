from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.offboarding import duties_to_reassign
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.person import Person
from docgraph.model.field_types import days_after
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import WARNING, rule
from docgraph.rules._phrases import plural


@rule("OWN010", "owner-leaves-soon", WARNING, dated=True)
def owner_leaves_soon(graph: DocGraph, *, days: int = 30) -> Iterator[Finding]:
    """An owner of live records leaves soon."""
    for person in graph.all(Person):
        if person.left is None or not graph.as_of < person.left <= days_after(graph.as_of, days):
            continue
        owned = [loss for loss in duties_to_reassign(graph, person, person.left) if loss.key == "owner"]
        if owned:
            message = f"person `{person.id}` leaves on {person.left} and still owns {plural(len(owned), 'record')}"
            related = tuple(Related(loss.link.at, f"owner of {loss.record.kind} `{loss.record.id}`") for loss in owned)
            help = f"set another owner for each record by {person.left}; `docgraph leaver {person.id}` lists them"
            yield person.finding("left", message, help=help, related=related)
