from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule


@rule("AGT005", "unmeasurable-acceptance", WARNING)
def unmeasurable_acceptance(trace: Trace) -> Iterator[Finding]:
    """Nothing, or nothing that can be measured, says when an agent's work is good enough."""
    for agent in trace.all(Agent):
        if not is_live(agent):
            continue
        if agent.missing("acceptance"):
            help = "add `acceptance: [accuracy >= 95 % on the golden set]`"
            yield agent.finding("acceptance", f"agent `{agent.id}` has no acceptance bar", help=help)
        for number, bar in enumerate(agent.acceptance):
            said = {"metric": bool(bar.metric), "op": bool(bar.op), "value": bar.value is not None}
            missing = [key for key, there in said.items() if not there]
            if missing and not agent.unusable("acceptance", number):
                names = " and ".join(f"`{key}`" for key in missing)
                message = f"an acceptance bar of agent `{agent.id}` has no {names}"
                yield agent.finding(
                    ("acceptance", number), message, help="write it as `accuracy >= 95 % on the golden set`"
                )
