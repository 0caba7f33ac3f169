"""Finds out which definitions of two revisions are the same definition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from docgraph.analysis.comparison.revisions import Revisions
from docgraph.analysis.defined_agents import defined_agents
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.definition import Definition

_Key = tuple[str, ...]


class DefinitionPair(Struct, frozen=True):
    """The same definition in two revisions; None for a revision that does not have it."""

    before: Definition | None
    after: Definition | None


def definition_pairs(revisions: Revisions) -> list[DefinitionPair]:
    """All definitions of both revisions in pairs, sorted by path and name.

    Definitions with the same file, agent host and name are a pair. A definition that was moved to another file is found
    by its agent host and name, if no other definition has both.
    """
    removed, added = list(revisions.before.graph.definitions), list(revisions.after.graph.definitions)
    pairs: list[DefinitionPair] = []
    for is_same_file in (True, False):
        before, after = _by_key(removed, is_same_file), _by_key(added, is_same_file)
        for key in before.keys() & after.keys():
            if is_same_file or len(before[key]) == len(after[key]) == 1:
                pairs += [DefinitionPair(*both) for both in zip(before[key], after[key], strict=False)]
        paired = {id(definition) for pair in pairs for definition in (pair.before, pair.after)}
        removed = [definition for definition in removed if id(definition) not in paired]
        added = [definition for definition in added if id(definition) not in paired]
    pairs += [DefinitionPair(definition, None) for definition in removed]
    pairs += [DefinitionPair(None, definition) for definition in added]
    return sorted(pairs, key=_place)


def packets_by_definition(graph: DocGraph) -> dict[tuple[str, str], Agent]:
    """(path, name) of the definition of an agent → the packet of the agent, if it has one."""
    return {
        (definition.path, definition.name): agent.packet
        for agent in defined_agents(graph)
        if agent.packet is not None
        for definition in agent.definitions
    }


def _by_key(definitions: Iterable[Definition], is_same_file: bool) -> dict[_Key, list[Definition]]:
    found: dict[_Key, list[Definition]] = defaultdict(list)
    for definition in definitions:
        place = definition.path if is_same_file else definition.within
        found[definition.node, definition.host, definition.name, place].append(definition)
    return found


def _place(pair: DefinitionPair) -> tuple[str, str, str]:
    definition = pair.after or pair.before
    assert definition is not None
    return definition.path, definition.name, definition.host
