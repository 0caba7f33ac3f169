from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.context_pack import ContextPack
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._words import counted


@rule("CTX002", "stale-context-pack", WARNING, dated=True)
def stale_context_pack(trace: Trace) -> Iterator[Finding]:
    """A context pack is older than it may be."""
    for pack in trace.all(ContextPack):
        if pack.refreshed and pack.fresh_for and pack.fresh_for.after(pack.refreshed) < trace.as_of:
            days = counted((trace.as_of - pack.fresh_for.after(pack.refreshed)).days, "day")
            since = f"was refreshed on {pack.refreshed} and is fresh for {pack.fresh_for}"
            message = f"context pack `{pack.id}` {since}: {days} over"
            yield pack.finding("refreshed", message, help="refresh it and write the day under `refreshed:`")
