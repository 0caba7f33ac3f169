from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import Trace
from docgraph.graph.lifecycle import is_live
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import WARNING, rule
from docgraph.rules._tool_reach import allowed, forbidden, is_wild


@rule("AGT004", "tool-too-wide", WARNING)
def tool_too_wide(trace: Trace) -> Iterator[Finding]:
    """A tool reaches everything, or what the agent must never do."""
    for agent in trace.all(Agent):
        for number, tool in enumerate(agent.tools) if is_live(agent) else ():
            key, name = ("tools", number), tool.name or tool.scope
            if is_wild(tool):
                if not allowed(trace, agent, tool):
                    help = (
                        "write each tool as `{name: <tool>, scope: <how far it reaches>}`, or record an accepted "
                        f"decision that allows it: `affects: agent:{agent.id}`, and the pattern in its `why:`"
                    )
                    yield agent.finding(key, f"tool `{name}` of agent `{agent.id}` reaches everything", help=help)
                continue
            for place, text in enumerate(agent.wont_do):
                if forbidden(tool, text):
                    message = f"tool `{name}` of agent `{agent.id}` reaches what it must never do: {text}"
                    related = (Related(agent.at("wont-do", place), "what it must never do"),)
                    help = "narrow the `scope:` of the tool, or change `wont-do:`"
                    yield agent.finding(key, message, help=help, related=related)
