"""MCP servers that a repository publishes: `server.json`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, Node

_OWNER = ("_meta", "io.modelcontextprotocol.registry/publisher-provided", "owner")


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = file.json
    # other programs have a `server.json`, too
    if values is None or not values.text("name") or not (values.get("packages") or values.get("remotes")):
        return
    yield Definition(
        file.at(),
        MCP_SERVER.name,
        MCP_SERVER.host,
        values.text("name"),
        node=Node.MCP_SERVER,
        title=values.text("title"),
        description=values.text("description"),
        owner=values.text(*_OWNER),
        places=file.places(values),
    )


MCP_SERVER = Format(
    "mcp-server",
    "MCP registry",
    "modelcontextprotocol/registry docs/server-json, 2025-12-11",
    ("**/server.json",),
    _read,
    Node.MCP_SERVER,
)
