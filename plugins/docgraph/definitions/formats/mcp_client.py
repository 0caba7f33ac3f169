"""MCP servers that an agent host connects to: `.mcp.json`, and similar files of other hosts."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.file_values import FileValues
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, Node

_HOSTS = {".vscode": "VS Code", ".cursor": "Cursor", ".factory": "Factory", ".gemini": "Gemini CLI"}


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = file.required_json()
    if file.folder == ".vscode":
        # VS Code allows comments
        values = FileValues(values.data, values.offsets)
    for key in ("mcpServers", "servers"):
        yield from servers_of(file, values, key, MCP_CLIENT.name, MCP_CLIENT.host)


def servers_of(file: DefinitionFile, values: FileValues, key: str, form: str, host: str) -> Iterator[Definition]:
    """The MCP servers in the map under `key`. Only names are read, because values can be secrets."""
    servers = values.get(key)
    for name, server in servers.items() if isinstance(servers, dict) else ():
        if isinstance(server, dict):
            at = file.at(values.offsets.get((key, name), 0))
            yield Definition(at, form, host, name, node=Node.MCP_SERVER, **file.read_result(values))


def _hosts(file: DefinitionFile) -> tuple[str, ...]:
    host = _HOSTS.get(file.folder, "Claude Code" if file.path.endswith(".mcp.json") else "")
    return (host,) if host else ()


MCP_CLIENT = Format(
    "mcp-client",
    "MCP client",
    "code.claude.com/docs/en/mcp and code.visualstudio.com MCP servers, 2026",
    ("**/.mcp.json", "**/mcp.json", "**/.gemini/settings.json"),
    _read,
    Node.MCP_SERVER,
    hosts_of=_hosts,
)
