"""Nodes and relations that come from definitions of agents. The nodes are not records."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from msgspec import Struct

from docgraph.model.definition import UNDOCUMENTED, Definition, Node
from docgraph.model.location import Location
from docgraph.model.record import Record

DEFINITION = "definition"
"""The kind of a node for the definition of an agent in one file."""
DEFINITION_KINDS = (UNDOCUMENTED, DEFINITION, Node.SKILL.value, Node.MCP_SERVER.value)
"""The kinds of nodes that are not records."""
RELATIONS = {
    "defined-by": "defines",
    "delegates-to": "delegated-by",
    "may-use": "may-be-used-by",
    "connects-to": "connected-from",
}
"""Name of a relation → name of its inverse.

The source of a relation is an agent: a record, or an undocumented agent. The targets are, in this order, a definition,
an agent, a skill and an MCP server.
"""


class DefinitionNode(Struct, frozen=True):
    """A node for an undocumented agent, the definition of an agent, a skill or an MCP server.

    `kind` is one of `DEFINITION_KINDS`. `definitions` are sorted by location. A node of the kind `definition` has
    exactly one definition.
    """

    kind: str
    id: str
    title: str
    definitions: tuple[Definition, ...]

    @property
    def ref(self) -> str:
        """The node's `kind:id`, such as `skill:review`."""
        return f"{self.kind}:{self.id}"

    @property
    def path(self) -> str:
        """The path of the first definition, relative to the repository."""
        return self.definitions[0].path

    @property
    def at(self) -> Location:
        """The location of the first definition."""
        return self.definitions[0].at

    def __hash__(self) -> int:
        return hash(self.ref)


class DefinitionEdge(Struct, frozen=True, eq=False):
    """A relation of a definition: to a record or definition that it names, or to the packet of its agent."""

    relation: str
    source: Record | DefinitionNode
    target: Record | DefinitionNode
    at: Location

    @property
    def inverse(self) -> str:
        """The name of the relation in the other direction."""
        return RELATIONS[self.relation]

    @property
    def row(self) -> str:
        """Empty. Only a relation between records can have a RACI activity."""
        return ""

    @property
    def tenure(self) -> tuple[None, None]:
        """No dates. Only a relation between records can have the dates of a role holder's term."""
        return None, None


class UndefinedName(Struct, frozen=True, eq=False):
    """A name in a definition that no file of the repository defines.

    For example, users may configure an MCP server on their own machines.
    """

    relation: str
    source: Record | DefinitionNode
    text: str
    at: Location


class DefinitionGraph(Struct, frozen=True, eq=False, dict=True):
    """The nodes that come from definitions, and their relations.

    Nodes are sorted by kind and id. A relation connects two of these nodes, or one of them and a record of the kind
    `agent`.
    """

    nodes: tuple[DefinitionNode, ...] = ()
    edges: tuple[DefinitionEdge, ...] = ()
    undefined: tuple[UndefinedName, ...] = ()

    @cached_property
    def _edges_of(self) -> tuple[dict[str, list[DefinitionEdge]], dict[str, list[DefinitionEdge]]]:
        out: dict[str, list[DefinitionEdge]] = defaultdict(list)
        into: dict[str, list[DefinitionEdge]] = defaultdict(list)
        for edge in self.edges:
            out[edge.source.ref].append(edge)
            into[edge.target.ref].append(edge)
        return out, into

    def edges_from(self, ref: str) -> list[DefinitionEdge]:
        """The edges that start at the node with `kind:id` `ref`."""
        return self._edges_of[0].get(ref, [])

    def edges_to(self, ref: str) -> list[DefinitionEdge]:
        """The edges that end at the node with `kind:id` `ref`."""
        return self._edges_of[1].get(ref, [])
