"""Definitions of agents, skills and MCP servers that are added or removed."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.comparison.difference import RevisionDifference, Topic
from docgraph.analysis.comparison.pair_definitions import definition_pairs, packets_by_definition
from docgraph.analysis.comparison.revisions import Revisions
from docgraph.analysis.tool_names import describe_tools
from docgraph.kinds.agent import Agent
from docgraph.model.definition import Definition, Node

_WORDS = {Node.AGENT: "agent", Node.SKILL: "skill", Node.MCP_SERVER: "MCP server"}


def definition_differences(revisions: Revisions) -> Iterator[RevisionDifference]:
    """Yield a difference for each definition that is added, removed or moved to another file."""
    packets = packets_by_definition(revisions.after.graph)
    for pair in definition_pairs(revisions):
        before, after = pair.before, pair.after
        if before is None and after is not None:
            yield _added(after, packets.get((after.path, after.name)))
        elif after is None and before is not None:
            message = f"{_WORDS[before.node]} `{before.name}` is not defined in {before.path} any more"
            yield RevisionDifference(Topic.DEFINITION, "removed", before.ref, before.at, message, in_earlier=True)
        elif before is not None and after is not None and before.path != after.path:
            message = f"the definition of {_WORDS[after.node]} `{after.name}` moves from {before.path} to {after.path}"
            yield RevisionDifference(
                Topic.DEFINITION, "moved", after.ref, after.at, message, before=before.path, after=after.path
            )


def _added(definition: Definition, packet: Agent | None) -> RevisionDifference:
    message = f"{_WORDS[definition.node]} `{definition.name}` is defined in {definition.path}"
    help = ""
    if definition.node is Node.AGENT:
        tools = "every tool" if definition.allows_everything else describe_tools(definition)
        message += f", tools: {tools}; "
        message += f"its packet is {packet.path}" if packet else "it has no packet and no owner"
        help = "" if packet else f"run `docgraph hire --from {definition.path} --owner <person or role id>`"
    return RevisionDifference(
        Topic.DEFINITION, "added", packet.ref if packet else definition.ref, definition.at, message, help
    )
