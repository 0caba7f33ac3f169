from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.graph.judged import is_plainly_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent, Tool
from docgraph.model.finding import Finding
from docgraph.model.quoting import in_flow
from docgraph.rules._api import WARNING, rule
from docgraph.rules._reach import is_wild

_SCOPED = re.compile(r"([^\s:()\[\]]+)(?::\s+([^()]+)|\s*\[([^()\[\]]+)\])")
"""A tool with its scope behind a colon or in square brackets."""


@rule("AGT003", "tool-without-scope", WARNING, fixable=True)
def tool_without_scope(trace: Trace) -> Iterator[Finding]:
    """A tool of an agent has no scope, or no name."""
    for agent in trace.all(Agent):
        for number, tool in enumerate(agent.tools) if is_plainly_live(agent) else ():
            missing = [
                key for key in ("name", "scope") if not getattr(tool, key) and not agent.unusable("tools", number, key)
            ]
            if missing and not is_wild(tool):
                tool_said = f"tool `{tool.name or tool.scope}`" if tool.name or tool.scope else "a tool"
                message = f"{tool_said} of agent `{agent.id}` has no {' and no '.join(missing)}"
                meant = _meant(tool.name)
                whole = meant or _whole(tool, agent.place.in_body("tools", number))
                help = f"write `{whole}`"
                edits = [agent.swapped(("tools", number), tool.name, meant)] if meant else []
                yield agent.finding(("tools", number), message, help=help, edits=edits)


def _whole(tool: Tool, in_body: bool) -> str:
    """A tool with a place for what it lacks, in the form that is read where it stands."""
    parts = (tool.name, tool.scope) if in_body else (in_flow(tool.name), in_flow(tool.scope))
    name, scope = parts[0] or "<its name>", parts[1] or "<how far it reaches>"
    return f"{name} ({scope})" if in_body else f"{{name: {name}, scope: {scope}}}"


def _meant(written: str) -> str:
    """A tool as it is to be written, where its scope stands behind it in another form; else empty."""
    found = _SCOPED.fullmatch(written)
    return f"{found[1]} ({(found[2] or found[3]).strip()})" if found else ""
