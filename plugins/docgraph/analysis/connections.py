"""Follows relations between records, agents, definitions, skills and MCP servers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from docgraph.graph.definition_graph import DefinitionEdge, DefinitionNode
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Edge
from docgraph.model.location import Location
from docgraph.model.record import Record

GraphNode = Record | DefinitionNode
"""A record; or an agent, skill, MCP server or file that is declared only in definitions."""
_PROSE = "mentions"
"""The relation of links in prose, which are not dependencies."""


class Hop(Struct, frozen=True):
    """One step along a relation, from the node `source` to the node `target`.

    Both are `kind:id`. In a step from the target of a relation back to its source, `relation` is the name of the
    inverse. `at` is where the relation is declared.
    """

    source: str
    relation: str
    target: str
    at: Location


class Connections(Struct, frozen=True, dict=True):
    """The nodes of a doc graph, and their relations. Links in prose are left out."""

    graph: DocGraph

    @cached_property
    def nodes(self) -> dict[str, GraphNode]:
        """`kind:id` → node, sorted by `kind:id`."""
        nodes: list[GraphNode] = [*self.graph.records, *self.graph.definition_graph.nodes]
        return {node.ref: node for node in sorted(nodes, key=lambda node: node.ref)}

    @cached_property
    def _hops(self) -> tuple[dict[str, list[Hop]], dict[str, list[Hop]]]:
        along: dict[str, list[Hop]] = defaultdict(list)
        against: dict[str, list[Hop]] = defaultdict(list)
        for edge in self._edges():
            source, target, at = edge.source, edge.target, edge.at
            if isinstance(source, Record | DefinitionNode):
                along[source.ref].append(Hop(source.ref, edge.relation, target.ref, at))
                against[target.ref].append(Hop(target.ref, edge.inverse, source.ref, at))
        for hops in (*along.values(), *against.values()):
            hops.sort(key=lambda hop: (hop.target, hop.relation, hop.at))
        return along, against

    def _edges(self) -> Iterator[Edge | DefinitionEdge]:
        yield from (edge for edge in self.graph.edges if edge.relation != _PROSE)
        yield from self.graph.definition_graph.edges

    def hops_from(self, ref: str, *, against: bool = False) -> list[Hop]:
        """The steps from a node to the nodes it refers to; with `against`, to those that refer to it."""
        return self._hops[against].get(ref, [])

    def distances(self, refs: Iterable[str], *, against: bool = False, most: int | None = None) -> dict[str, int]:
        """`kind:id` of each node that can be reached from `refs` → its distance in steps.

        The nearest nodes come first. Relations are followed from source to target; with `against`, from target to
        source. `most` is the maximum distance.
        """
        found = dict.fromkeys(refs, 0)
        for ref in (queue := list(found)):
            if most is None or found[ref] < most:
                for hop in self.hops_from(ref, against=against):
                    if hop.target not in found:
                        found[hop.target] = found[ref] + 1
                        queue.append(hop.target)
        return found

    def shortest_path(self, start: str, end: str) -> list[Hop] | None:
        """The steps of a shortest path between two nodes; None if there is no path.

        Relations are followed in both directions.
        """
        before: dict[str, Hop | None] = {start: None}
        for ref in (queue := [start]):
            if ref == end:
                return self._steps(before, end)
            for hop in (*self.hops_from(ref), *self.hops_from(ref, against=True)):
                if hop.target not in before:
                    before[hop.target] = hop
                    queue.append(hop.target)
        return None

    def _steps(self, before: dict[str, Hop | None], end: str) -> list[Hop]:
        steps: list[Hop] = []
        hop = before[end]
        while hop is not None:
            steps.append(hop)
            hop = before[hop.source]
        return steps[::-1]
