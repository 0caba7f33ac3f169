"""MCP servers that a repository publishes: `server.json`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import NOT_JSON, DefinitionFile, UnreadableFileError
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, Node

_SCHEMA = "modelcontextprotocol"
OWNER_PATH = ("_meta", "io.modelcontextprotocol.registry/publisher-provided", "owner")
"""The path of keys to the owner, in a map that the MCP registry reserves for publishers."""


def _read(file: DefinitionFile) -> Iterator[Definition]:
    if file.json is None:
        if _SCHEMA in file.content:
            raise UnreadableFileError(*NOT_JSON)
        return
    values = file.json
    # other programs have a `server.json`, too
    is_named = "/" in values.text("name") and bool(values.get("packages") or values.get("remotes"))
    if not is_named and _SCHEMA not in values.text("$schema"):
        return
    yield Definition(
        file.at(),
        MCP_SERVER.name,
        MCP_SERVER.host,
        values.text("name") or file.folder,
        node=Node.MCP_SERVER,
        title=values.text("title"),
        description=values.text("description"),
        owner=values.text(*OWNER_PATH),
        **file.read_result(values),
        places=file.places(values),
    )


MCP_SERVER = Format(
    "mcp-server",
    "MCP registry",
    "modelcontextprotocol/registry docs/server-json, 2025-12-11",
    ("**/server.json",),
    _read,
    Node.MCP_SERVER,
    has_exact_paths=False,
)
