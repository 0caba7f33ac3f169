from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.context_pack import ContextPack
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import is_unreadable, unread
from docgraph.rules._phrases import plural
from docgraph.rules._reviews import overdue_review


@rule("CTX002", "stale-context-pack", WARNING, dated=True)
def stale_context_pack(graph: DocGraph) -> Iterator[Finding]:
    """A context pack was last refreshed longer ago than `fresh-for` allows, or its review is overdue."""
    for pack in graph.all(ContextPack):
        if overdue := overdue_review(pack, graph.as_of, "context pack", _users(graph, pack)):
            yield overdue
            continue
        if pack.fresh_for is None:
            continue
        if pack.is_absent("refreshed"):
            message = f"context pack `{pack.id}` has `fresh-for` ({pack.fresh_for}) but no `refreshed` date"
            help = "add `refreshed: YYYY-MM-DD`, the date of its last refresh"
            if is_unreadable(pack, "refreshed"):
                message = f"context pack `{pack.id}` has an invalid `refreshed` date"
                help = "set `refreshed: YYYY-MM-DD`, the date of its last refresh"
            yield pack.finding("refreshed", message, help=help, unless=unread(pack, "refreshed"))
        elif pack.refreshed and pack.fresh_for.after(pack.refreshed) < graph.as_of:
            days = plural((graph.as_of - pack.refreshed).days, "day")
            message = f"context pack `{pack.id}` was refreshed {days} ago, but `fresh-for` is {pack.fresh_for}"
            help = "refresh the pack, then set `refreshed: YYYY-MM-DD`"
            yield pack.finding("refreshed", message, help=help, related=_users(graph, pack))


def _users(graph: DocGraph, pack: ContextPack) -> tuple[Related, ...]:
    return tuple(Related(edge.at, "used here") for edge in graph.edges_to(pack, "uses-context"))
