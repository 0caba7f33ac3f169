from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.raci import Raci
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import WARNING, rule


@rule("RAC004", "raci-contradicts-owner", WARNING, dated=True)
def raci_contradicts_owner(trace: Trace) -> Iterator[Finding]:
    """A RACI never names the owner of what it is about as accountable."""
    for raci in trace.all(Raci):
        answering = {person for target in trace.targets(raci, "accountable") for person in trace.humans(target)}
        for edge in trace.edges_from(raci, "scoped-to"):
            about, holder = edge.target, trace.holder_of(edge.target)
            if is_live(about) and holder and answering and holder not in answering:
                message = (
                    f"`{holder.id}` owns {about.kind} `{about.id}` and is accountable in no row of raci `{raci.id}`"
                )
                related = (Related(about.at("owner"), f"owner of {about.ref}"),)
                help = "let the two agree: the owner answers for at least one activity"
                yield raci.finding("scope", message, help=help, related=related)
