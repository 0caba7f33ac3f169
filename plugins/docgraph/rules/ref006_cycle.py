from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.cycles import cycles
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import ERROR, rule
from docgraph.rules._cycles import links_inside

_RELATIONS = ("supersedes", "part-of", "succeeded-by")
_FIXES = {
    "supersedes": "remove `supersedes` from the oldest of these decisions",
    "superseded-by": "remove `superseded-by` from the newest of these decisions",
    "parent": "remove `parent` from the outcome that contains the others",
    "successor": "remove `successor` from the person or role that comes last",
}
_ANY_KEY = "remove the reference by which an older decision supersedes a newer one"


@rule("REF006", "cycle", ERROR, fixable=True)
def cycle(graph: DocGraph) -> Iterator[Finding]:
    """Records supersede, contain or succeed each other in a cycle."""
    for relation in _RELATIONS:
        for group in cycles(graph, relation):
            first, *others = links_inside(graph, relation, group)
            names = " and ".join(f"`{record.id}`" for record in group)
            related = tuple(Related(other.at, f"`{other.key}` of `{other.source.id}`") for other in others)
            leads = "form a cycle" if len(group) > 1 else "refers to itself"
            message = f"{names} {leads} through `{first.key}`"
            same_key = all(link.key == first.key for link in others)
            by_key = _FIXES.get(first.key, f"remove `{first.key}` from one of these records")
            help = by_key if same_key else _ANY_KEY
            if len(group) == 1:
                help = f"remove `{first.text}` from `{first.key}:`"
            edits = [first.source.removal(*first.path)] if len(group) == 1 else []
            yield first.source.finding(first.path, message, help=help, related=related, edits=edits)
