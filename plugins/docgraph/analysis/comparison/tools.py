"""Tools that agents gain or lose, in agent packets and in definitions."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.comparison.difference import RevisionDifference, Topic
from docgraph.analysis.comparison.pair_definitions import DefinitionPair, definition_pairs, packets_by_definition
from docgraph.analysis.comparison.revisions import Revisions
from docgraph.analysis.packet_tools import PacketTools
from docgraph.analysis.tool_names import Capability, allowed_capabilities, capability_of
from docgraph.kinds.agent import Agent
from docgraph.model.definition import Definition, Node

_EVERY_TOOL = "every tool"


def tool_differences(revisions: Revisions) -> Iterator[RevisionDifference]:
    """Yield the tools that each agent gains or loses: first in its packet, then in definitions."""
    for pair in revisions.pairs:
        if isinstance(pair.before, Agent) and isinstance(pair.after, Agent):
            yield from _in_packet(pair.before, pair.after)
    packets = packets_by_definition(revisions.after.graph)
    for definitions in definition_pairs(revisions):
        if definitions.before is not None and definitions.after is not None:
            yield from _in_definition(definitions, packets.get((definitions.after.path, definitions.after.name)))


def _in_packet(before: Agent, agent: Agent) -> Iterator[RevisionDifference]:
    first = {tool.name.casefold(): tool for tool in before.tools}
    second = {tool.name.casefold(): tool for tool in agent.tools}
    named = f"the packet of agent `{agent.id}`"
    gained = [tool.name for key, tool in second.items() if key not in first]
    removed = [tool.name for key, tool in first.items() if key not in second]
    at = agent.at("tools")
    if gained:
        yield RevisionDifference(
            Topic.TOOLS, "widened", agent.ref, at, f"{named} lists {_quoted(gained)} now", after=", ".join(gained)
        )
    if removed:
        message = f"{named} does not list {_quoted(removed)} any more"
        yield RevisionDifference(Topic.TOOLS, "narrowed", agent.ref, at, message, before=", ".join(removed))
    for number, tool in enumerate(agent.tools):
        old = first.get(tool.name.casefold())
        for key in ("scope", "access") if old else ():
            was, value = getattr(old, key), getattr(tool, key)
            if was != value:
                message = f"the {key} of tool `{tool.name}` of agent `{agent.id}` changes from {_value(was)} to "
                yield RevisionDifference(
                    Topic.TOOLS,
                    "changed",
                    agent.ref,
                    agent.at("tools", number),
                    message + _value(value),
                    before=was,
                    after=value,
                )


def _in_definition(pair: DefinitionPair, packet: Agent | None) -> Iterator[RevisionDifference]:
    before, after = pair.before, pair.after
    if before is None or after is None or after.node is not Node.AGENT:
        return
    allowed = allowed_capabilities(before), allowed_capabilities(after)
    if None in allowed or not (before.state.is_readable and after.state.is_readable):
        return
    gained, removed = _gained(before, after), _gained(after, before)
    subject = packet.ref if packet else after.ref
    at = after.place("tools", "permissions", "permission")
    if gained:
        message = f"agent `{after.name}` gains {_quoted(gained)} in {after.path}"
        undeclared = _undeclared(packet, after, gained)
        message += f"; its packet does not list {'it' if len(gained) == 1 else 'all of them'}" if undeclared else ""
        help = (
            f"list {undeclared} in `tools` of {packet.path}, or remove it from {after.path}"
            if packet and undeclared
            else ""
        )
        yield RevisionDifference(Topic.TOOLS, "widened", subject, at, message, help, after=", ".join(gained))
    if removed:
        message = f"agent `{after.name}` loses {_quoted(removed)} in {after.path}"
        yield RevisionDifference(Topic.TOOLS, "narrowed", subject, at, message, before=", ".join(removed))


def _undeclared(packet: Agent | None, definition: Definition, gained: list[str]) -> str:
    if packet is None:
        return ""
    tools = PacketTools(packet)
    if gained == [_EVERY_TOOL]:
        return _EVERY_TOOL if tools.restricts(definition) else ""
    return _quoted([tool for tool in tools.undeclared_tools(definition) if tool in gained])


def _gained(before: Definition, after: Definition) -> list[str]:
    known = allowed_capabilities(before) or frozenset()
    if after.allows_everything:
        return [] if before.allows_everything else [_EVERY_TOOL]
    if before.allows_everything:
        return []
    return [tool for tool in after.allowed_tools if not _covers(known, capability_of(tool))]


def _covers(known: frozenset[Capability], capability: Capability) -> bool:
    return any(other.covers(capability) for other in known)


def _quoted(names: list[str]) -> str:
    if names == [_EVERY_TOOL]:
        return _EVERY_TOOL
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}" if quoted else ""


def _value(text: str) -> str:
    return f"`{text}`" if text else "no value"
