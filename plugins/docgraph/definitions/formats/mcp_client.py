"""MCP servers that a client connects to: `.mcp.json` and the same file of other programs."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.file_values import FileValues
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, Node

_HOSTS = {".vscode": "VS Code", ".cursor": "Cursor", ".factory": "Factory", ".gemini": "Gemini CLI"}


def _read(file: DefinitionFile) -> Iterator[Definition]:
    host = _HOSTS.get(file.folder, MCP_CLIENT.host)
    if file.json is None:
        yield file.unreadable(MCP_CLIENT.name, host, "the file is not valid JSON", Node.MCP_SERVER)
        return
    for key in ("mcpServers", "servers"):
        yield from servers_of(file, file.json, key, MCP_CLIENT.name, host)


def servers_of(file: DefinitionFile, values: FileValues, key: str, form: str, host: str) -> Iterator[Definition]:
    """The servers in the map `key`. Only their names are read, because their values can be secrets."""
    servers = values.get(key)
    for name in servers if isinstance(servers, dict) else ():
        at = file.at(values.offsets.get((key, name), 0))
        yield Definition(at, form, host, name, node=Node.MCP_SERVER)


MCP_CLIENT = Format(
    "mcp-client",
    "MCP client",
    "code.claude.com/docs/en/mcp and code.visualstudio.com MCP servers, 2026",
    ("**/.mcp.json", "**/mcp.json", "**/.gemini/settings.json"),
    _read,
    Node.MCP_SERVER,
)
