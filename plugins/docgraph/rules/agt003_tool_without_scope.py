from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule


@rule("AGT003", "tool-without-scope", WARNING)
def tool_without_scope(trace: Trace) -> Iterator[Finding]:
    """A tool of an agent reaches as far as it can."""
    for agent in trace.all(Agent):
        for number, tool in enumerate(agent.tools if is_live(agent) else ()):
            if not tool.scope and tool.name != "*" and not agent.unusable("tools", number):
                message = f"tool `{tool.name}` of agent `{agent.id}` has no scope"
                yield agent.finding(("tools", number), message, help="add `scope: <where it may reach>`")
