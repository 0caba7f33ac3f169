"""Nodes and relations of agent definitions, which are not records because no document declares them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from msgspec import Struct

from docgraph.model.definition import UNDOCUMENTED, Definition, Node
from docgraph.model.location import Location
from docgraph.model.record import Record

DEFINITION = "definition"
"""The kind of a definition of an agent in one file."""
DEFINITION_KINDS = (UNDOCUMENTED, DEFINITION, Node.SKILL.value, Node.MCP_SERVER.value)
"""The kinds of nodes that are not records."""
RELATIONS = {
    "defined-by": "defines",
    "delegates-to": "delegated-by",
    "may-use": "may-be-used-by",
    "connects-to": "connected-from",
}
"""Relation → its inverse. All four start at an agent: a record, or an undocumented agent.

They lead to a definition, an agent, a skill and an MCP server."""


class DefinitionNode(Struct, frozen=True):
    """An undocumented agent, a definition of an agent in one file, a skill or an MCP server.

    `kind` is one of `DEFINITION_KINDS`. `definitions` are the definitions of the node, sorted by location; a node of
    the kind `definition` has exactly one.
    """

    kind: str
    id: str
    title: str
    definitions: tuple[Definition, ...]

    @property
    def ref(self) -> str:
        """Kind and id, such as `skill:review`."""
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
    """A relation that a definition, or a packet about definitions, declares at a location."""

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
        """The activity of a RACI, which only relations between records have."""
        return ""

    @property
    def tenure(self) -> tuple[None, None]:
        """The dates of a term in a role, which only relations between records have."""
        return None, None


class UndefinedName(Struct, frozen=True, eq=False):
    """A name in a definition that no definition in the repository has, such as a server that users configure."""

    relation: str
    source: Record | DefinitionNode
    text: str
    at: Location


class DefinitionGraph(Struct, frozen=True, eq=False, dict=True):
    """The nodes of definitions, sorted by kind and id, and their relations to each other and to records.

    The ends of an edge are nodes of this graph or records of the kind `agent`.
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
        """The edges that start at the node with the ref."""
        return self._edges_of[0].get(ref, [])

    def edges_to(self, ref: str) -> list[DefinitionEdge]:
        """The edges that end at the node with the ref."""
        return self._edges_of[1].get(ref, [])
