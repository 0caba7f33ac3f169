from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import WARNING, rule

_OTHER = {"supersedes": "superseded-by", "superseded-by": "supersedes"}


@rule("DEC004", "one-sided-supersession", WARNING)
def one_sided_supersession(trace: Trace) -> Iterator[Finding]:
    """One decision says that it replaced another, and the other does not say so."""
    for decision in trace.all(Decision):
        for link in trace.links_of(decision, *_OTHER):
            other, key = link.target, _OTHER[link.key]
            if isinstance(other, Decision) and all(back.target is not decision for back in trace.links_of(other, key)):
                message = f"decision `{other.id}` does not say `{key}: {decision.id}`"
                related = (Related(link.at, f"`{decision.id}` says `{link.key}: {other.id}`"),)
                yield other.finding(key, message, help=f"add `{key}: {decision.id}`", related=related)
