"""The output of `docgraph who` for agents in definitions."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from docgraph.analysis.defined_agents import DefinedAgent, defined_agents
from docgraph.analysis.inventory import owner_of
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.definition import UNDOCUMENTED
from docgraph.model.location import DisplayBase
from docgraph.report.context import display_at, escape_invisible

Lines = tuple[list[str], bool]
"""The lines to print, and whether they are an answer. If not, they are an error message."""


def defined_agent_lines(
    graph: DocGraph, name: str, display_base: DisplayBase, lines_about: Callable[[Agent], Lines]
) -> Lines | None:
    """Lines about an agent in a definition; None if no definition has the path or name `name`.

    For an agent with an agent packet, `lines_about` returns the lines.
    """
    found = _agents_named(graph, name)
    if not found:
        return None
    packets = {agent.packet.ref: agent.packet for agent in found if agent.packet}
    if len(packets) == 1 and all(agent.packet for agent in found):
        return lines_about(next(iter(packets.values())))
    if len(found) > 1:
        names = ", ".join(f"`{agent.ref}`" for agent in found)
        return [f"several agents are named or defined in `{escape_invisible(name)}`; use one of {names}"], False
    return [*_lines_about_undocumented(found[0], graph, display_base), f"as of {graph.as_of}"], True


def _agents_named(graph: DocGraph, name: str) -> list[DefinedAgent]:
    path = posixpath.normpath(name)
    agents = defined_agents(graph)
    in_file = [agent for agent in agents if any(path in (each.path, each.at.path) for each in agent.definitions)]
    bare = name.removeprefix(f"{UNDOCUMENTED}:")
    named = [agent for agent in agents if any(bare in (each.name, each.scoped_name) for each in agent.definitions)]
    exact = [agent for agent in named if any(bare == each.scoped_name for each in agent.definitions)]
    return in_file or exact or named


def _lines_about_undocumented(agent: DefinedAgent, graph: DocGraph, display_base: DisplayBase) -> list[str]:
    name = escape_invisible(agent.definitions[0].scoped_name)
    owner = owner_of(agent, graph)
    if owner is None:
        first = f"agent `{name}` has no owner: no document of kind `agent` describes it"
    else:
        first = f"{owner.title or owner.id} owns agent `{name}` according to its definition; no packet describes it"
    places = [
        f"{display_at(definition.at, display_base)}: defined for {', '.join(definition.hosts) or definition.format}"
        for definition in agent.definitions
    ]
    return [first, *places]
