from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.context_pack import ContextPack
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule


@rule("CTX003", "context-pack-without-owner", WARNING)
def context_pack_without_owner(trace: Trace) -> Iterator[Finding]:
    """Nobody keeps this context pack."""
    for pack in trace.all(ContextPack):
        if pack.missing("owner"):
            message = f"nobody keeps context pack `{pack.id}`"
            yield pack.finding("owner", message, help="add `owner: <person or role id>`")
