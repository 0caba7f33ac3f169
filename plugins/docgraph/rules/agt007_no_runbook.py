from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_plainly_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._lost import lost


@rule("AGT007", "no-runbook", WARNING)
def no_runbook(trace: Trace) -> Iterator[Finding]:
    """No runbook says what to do when something happens around this agent."""
    unheard = lost(trace, "covers")
    for agent in trace.all(Agent):
        silent = agent.missing("runbook") and not trace.edges_to(agent, "covers")
        if is_plainly_live(agent) and silent and not unheard(agent):
            new = f"write a runbook with `covers: agent:{agent.id}` and `owner: <person or role id>`"
            yield agent.finding(
                "runbook", f"agent `{agent.id}` has no runbook", help=f"{new}, or add `runbook: <runbook id>`"
            )
