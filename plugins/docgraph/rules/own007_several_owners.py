from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.owners import owner_links
from docgraph.graph.reference import Reference
from docgraph.model.finding import Finding
from docgraph.model.location import KeyPath
from docgraph.model.record import Record
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import explained_by
from docgraph.rules._reversed_names import reversed_name
from docgraph.rules._single_owner import kept


@rule("OWN007", "several-owners", ERROR, fixable=True)
def several_owners(graph: DocGraph) -> Iterator[Finding]:
    """More than one owner is named."""
    for record in graph.records:
        named: dict[KeyPath, dict[KeyPath, Reference]] = defaultdict(dict)
        for link in (*graph.links_of(record, "owner"), *owner_links(graph, record)):
            named[link.path[:-1]][link.path] = link
        for key, links in named.items():
            if len(links) > 1:
                yield _several(graph, record, key, list(links.values()))


def _several(graph: DocGraph, record: Record, key: KeyPath, links: Sequence[Reference]) -> Finding:
    targets = {link.target for link in links}
    once = len(targets) == 1 and None not in targets
    past = "history" in key
    help = "keep one `owner:` in this `history` entry" if past else kept("owner", record.kind)
    names = ", ".join(f"`{link.text}`" for link in links)
    what = f"lists the same owner {len(links)} times" if once else f"has {len(links)} owners"
    message = f"{record.kind} `{record.id}` {what}{' in one `history` entry' if past else ''}: {names}"
    edits = [record.removal(*link.path) for link in links[1:]] if once else []
    first, *_ = links
    # `Schmidt, Anna` is one name
    unless = explained_by(("REF001",), record, *key) if reversed_name(graph, first) else ()
    return record.finding(key, message, help="list the owner once" if once else help, edits=edits, unless=unless)
