from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_plainly_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule


@rule("AGT005", "unmeasurable-acceptance", WARNING)
def unmeasurable_acceptance(trace: Trace) -> Iterator[Finding]:
    """Nothing measurable says when the work of an agent is good enough."""
    for agent in trace.all(Agent):
        if not is_plainly_live(agent):
            continue
        if agent.missing("acceptance"):
            help = "add `acceptance: [accuracy >= 95 % on <data>]`, with your own metric and number"
            yield agent.finding("acceptance", f"agent `{agent.id}` has no acceptance", help=help)
        for number, bar in enumerate(agent.acceptance):
            parts = {"metric": bar.metric, "op": bar.op, "value": bar.value}
            missing = [
                f"`{key}`"
                for key, value in parts.items()
                if value in ("", None) and not agent.unusable("acceptance", number, key)
            ]
            if missing:
                said = f"`{bar.metric}`" if bar.metric else f"item {number + 1}"
                message = f"{said} of the acceptance of agent `{agent.id}` has no {' and no '.join(missing)}"
                help = "say what is measured, the bound and the number: `accuracy >= 95 % on <data>`"
                yield agent.finding(("acceptance", number), message, help=help)
