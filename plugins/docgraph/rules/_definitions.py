"""Helpers for the rules about definitions of agents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docgraph.analysis.defined_agents import DefinedAgent, defined_agents
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.cause import Cause
from docgraph.model.definition import Definition
from docgraph.model.finding import Finding, Related, Severity


def documented_agents(graph: DocGraph) -> Iterator[tuple[DefinedAgent, Agent]]:
    """Yield each agent that has a definition and an agent packet, with the packet.

    Agents with a retired packet are left out.
    """
    for agent in defined_agents(graph):
        if agent.packet is not None and agent.packet.is_live:
            yield agent, agent.packet


def finding_about(
    agent: DefinedAgent,
    definition: Definition,
    keys: Sequence[str],
    message: str,
    *,
    help: str,
    target: str = "",
    related: tuple[Related, ...] = (),
    severity: Severity | None = None,
    unless: tuple[Cause, ...] = (),
) -> Finding:
    """A finding about a definition of an agent.

    It is at the first of `keys` that occurs in the file of the definition. If none occurs, it is at the agent's name. A
    waiver in the agent packet can suppress it. Its fingerprint does not change when the file is moved.
    """
    return Finding(
        definition.place(*keys, "name"),
        message,
        help,
        subject=agent.ref,
        related=related,
        severity=severity,
        document=agent.packet.path if agent.packet else "",
        unless=unless,
        target=f"{definition.format}:{definition.name}:{target}",
    )


def key_in(definition: Definition, keys: Sequence[str]) -> str:
    """The first of `keys` that occurs in the file of a definition. If none occurs, `keys[0]`."""
    return next((key for key in keys if key in definition.places), keys[0])


def other_places(definitions: Sequence[Definition], message: str) -> tuple[Related, ...]:
    """A `Related` for each definition that is in a different file from the first definition."""
    return tuple(
        Related(at, message)
        for at in dict.fromkeys(definition.at for definition in definitions[1:])
        if at.path != definitions[0].at.path
    )


def quoted_names(names: Iterable[str]) -> str:
    """Names in backticks, separated by commas and `and`."""
    quoted = [f"`{name}`" for name in names]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
