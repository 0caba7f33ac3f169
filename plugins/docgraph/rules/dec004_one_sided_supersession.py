from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from docgraph.graph.trace import Trace
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import WARNING, rule
from docgraph.rules._lost import lost


@rule("DEC004", "one-sided-supersession", WARNING)
def one_sided_supersession(trace: Trace) -> Iterator[Finding]:
    """One decision replaces another, and only one of the two says so."""
    unheard = lost(trace, "supersedes")
    circles = trace.cycles("supersedes")
    for new in trace.all(Decision):
        for edge in trace.edges_from(new, "supersedes"):
            old = cast(Decision, edge.target)
            at = (Related(edge.at, "said here"),)
            told = f"`{new.id}` supersedes `{old.id}`"
            # a circle is told as one
            if any({new, old} <= set(circle) for circle in circles):
                continue
            if not _says(trace, new, "supersedes", old) and not unheard(old):
                help = f"add `supersedes: {old.id}`"
                yield new.finding("supersedes", f"{told}, which only `{old.id}` says", help=help, related=at)
            # until it is accepted, the old one stands
            if new.status not in ("accepted", "superseded"):
                continue
            if not _says(trace, old, "superseded-by", new):
                help = f"add `superseded-by: {new.id}`"
                help += "" if old.status == "superseded" else ", and `status: superseded`"
                if not unheard(new):
                    yield old.finding("superseded-by", f"{told}, which only `{new.id}` says", help=help, related=at)
            elif old.status != "superseded" and not old.unusable("status"):
                message = f"{told}, and `{old.id}` still says {old.status}"
                yield old.finding("status", message, help="write `status: superseded`", related=at)


def _says(trace: Trace, decision: Decision, key: str, other: Decision) -> bool:
    return any(link.target is other for link in trace.links_of(decision, key))
