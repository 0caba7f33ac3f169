from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_plainly_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._reach import is_wild


@rule("AGT003", "tool-without-scope", WARNING)
def tool_without_scope(trace: Trace) -> Iterator[Finding]:
    """A tool of an agent has no scope, or no name."""
    for agent in trace.all(Agent):
        for number, tool in enumerate(agent.tools) if is_plainly_live(agent) else ():
            missing = [
                key for key in ("name", "scope") if not getattr(tool, key) and not agent.unusable("tools", number, key)
            ]
            if missing and not is_wild(tool):
                message = f"tool `{tool.name or tool.scope}` of agent `{agent.id}` has no {' and no '.join(missing)}"
                name, scope = tool.name or "<its name>", tool.scope or "<how far it reaches>"
                help = f"write `{{name: {name}, scope: {scope}}}`"
                yield agent.finding(("tools", number), message, help=help)
