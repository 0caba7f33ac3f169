from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.packet_tools import could_list_tools, is_every_tool
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import WARNING, rule
from docgraph.rules._definitions import documented_agents, quoted_names
from docgraph.rules._tool_reach import allowed, forbidden, is_wild, wild_part

_LIST = "list each tool as `{name: <tool>, scope: <what it may access>}`"
_NARROW = "narrow the `scope:` of the tool"


@rule("AGT004", "tool-too-wide", WARNING)
def tool_too_wide(graph: DocGraph) -> Iterator[Finding]:
    """A tool of an agent has no limits, or can do what the agent must never do."""
    edits = _edits_of_definitions(graph)
    for agent in graph.all(Agent):
        for number, tool in enumerate(agent.tools) if agent.is_live else ():
            key, name = ("tools", number), tool.name or tool.scope
            if is_wild(tool):
                if not allowed(graph, agent, tool):
                    part = wild_part(tool)
                    quoted = f"`{part}`{' in backticks' if part.isalpha() else ''}"
                    edit = f"{_LIST}{edits.get(agent.ref, '')}" if is_every_tool(tool) else _NARROW
                    help = (
                        f"{edit}; to allow it, record an accepted decision with "
                        f"`affects: agent:{agent.id}` and a `why:` that contains {quoted}"
                    )
                    yield agent.finding(key, f"tool `{name}` of agent `{agent.id}` has no limits", help=help)
                continue
            for place, text in enumerate(agent.wont_do):
                if forbidden(tool, text):
                    message = f"tool `{name}` of agent `{agent.id}` can do what `wont-do` forbids: {text}"
                    related = (Related(agent.at("wont-do", place), "forbidden here"),)
                    help = f"{_NARROW}; if the agent may do this, change `wont-do:`"
                    yield agent.finding(key, message, help=help, related=related)


def _edits_of_definitions(graph: DocGraph) -> dict[str, str]:
    open_paths = {
        packet.ref: [definition.path for definition in agent.definitions if could_list_tools(definition)]
        for agent, packet in documented_agents(graph)
    }
    return {ref: f", and its name under `tools` in {quoted_names(paths)}" for ref, paths in open_paths.items() if paths}
