from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule


@rule("AGT004", "wildcard-tool", WARNING)
def wildcard_tool(trace: Trace) -> Iterator[Finding]:
    """An agent may use every tool, or one of them everywhere."""
    for agent in trace.all(Agent):
        for number, tool in enumerate(agent.tools if is_live(agent) else ()):
            if tool.name == "*" or tool.scope in ("*", "**"):
                what = "every tool" if tool.name == "*" else f"tool `{tool.name}` everywhere"
                help = "name the tools and how far each reaches"
                yield agent.finding(("tools", number), f"agent `{agent.id}` may use {what}", help=help)
