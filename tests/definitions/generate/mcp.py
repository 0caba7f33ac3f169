"""MCP: files in which a client lists its servers, and files that describe a server for a registry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.definitions.generate.protocols import to_json
from tests.definitions.generate.repository import Definition, Repository

CLIENT = Definition("mcp-client", (), None, kind="mcp-client")
SERVER = Definition("mcp-server", ("mcp",), None, kind="mcp-server")
HOSTS: dict[str, tuple[str, ...]] = {
    ".mcp.json": ("claude-code",),
    "mcp.json": (),
    ".vscode/mcp.json": ("vscode",),
    ".cursor/mcp.json": ("cursor",),
    ".factory/mcp.json": ("factory",),
}
LOCAL = {"command": "npx", "args": ["-y", "tickets-server"], "env": {"TICKETS_TOKEN": "example-not-a-secret"}}
REMOTE = {
    "type": "http",
    "url": "https://docs.example/mcp",
    "headers": {"Authorization": "Bearer example-not-a-secret"},
}
PLAIN = {"command": "ledger"}


def repositories() -> Iterator[Repository]:
    yield clients()
    yield odd_clients()
    yield servers()


def client(path: str, *names: str) -> Definition:
    """The label of a client file; the folder in front of a known name does not matter."""
    known = max((name for name in HOSTS if path == name or path.endswith(f"/{name}")), key=len)
    return CLIENT.but(hosts=HOSTS[known], mcp_servers=names)


def clients() -> Repository:
    repository = Repository("mcp-clients", "Files in which five hosts list their servers.")
    cases: tuple[tuple[str, dict[str, Any]], ...] = (
        (".mcp.json", {"tickets": LOCAL, "docs": REMOTE}),
        ("mcp.json", {"ledger": PLAIN}),
        (".vscode/mcp.json", {"tickets": LOCAL}),
        (".cursor/mcp.json", {"docs": REMOTE, "ledger": PLAIN}),
        (".factory/mcp.json", {"docs": REMOTE}),
        ("apps/web/.mcp.json", {"a": PLAIN, "b": PLAIN, "c": LOCAL}),
        ("apps/web/.vscode/mcp.json", {"docs": REMOTE, "tickets": LOCAL}),
        ("apps/api/mcp.json", {"with space": PLAIN, "com.example/tickets": LOCAL}),
        ("apps/none/.mcp.json", {}),
        ("apps/shop/.cursor/mcp.json", {"ledger": PLAIN}),
        ("apps/shop/.factory/mcp.json", {"ledger": PLAIN, "tickets": LOCAL}),
    )
    for path, entries in cases:
        key = "servers" if ".vscode" in path else "mcpServers"
        repository.add(path, to_json({key: entries}), client(path, *entries))
    repository.other("package.json", to_json({"mcpServers": {"no": PLAIN}}), "package, no client")
    repository.other("docs/mcp-sample.json", to_json({"mcpServers": {"no": PLAIN}}), "quotes a client")
    repository.other("game/mcp.json", to_json({"mappings": "20.1", "version": 3}), "no servers")
    repository.other(".vscode/settings.json", to_json({"editor.tabSize": 2}), "settings, no servers")
    repository.other("node_modules/kit/.mcp.json", to_json({"mcpServers": {"no": PLAIN}}), "vendored by npm")
    return repository


def odd_clients() -> Repository:
    repository = Repository(
        "mcp-clients-odd", "Comments, commas after the last entry, byte order marks, files cut off."
    )
    lenient = '{\n  // servers of the team\n  "mcpServers": {\n    "ledger": { "command": "ledger", },\n  },\n}\n'
    repository.add(".mcp.json", lenient, client(".mcp.json", "ledger").but(state="lenient"))
    inputs = '{\n  "inputs": [], // asked once\n  "servers": {\n'
    inputs += '    "docs": {"type": "http", "url": "https://docs.example/mcp"},\n  }\n}\n'
    repository.add(".vscode/mcp.json", inputs, client(".vscode/mcp.json", "docs"))
    block = '/* servers */\n{"servers": {"ledger": {"command": "ledger"}, /* last */ }}\n'
    repository.add("apps/block/.vscode/mcp.json", block, client(".vscode/mcp.json", "ledger"))
    marked = "\ufeff" + to_json({"mcpServers": {"docs": REMOTE}}).replace("\n", "\r\n")
    repository.add("apps/marked/.mcp.json", marked, client(".mcp.json", "docs"))
    url = '{"mcpServers": {"docs": {"url": "https://user:example-not-a-secret@docs.example/mcp"}}}\n'
    repository.add("apps/address/.mcp.json", url, client(".mcp.json", "docs"))
    repository.add(
        "apps/comma/mcp.json",
        '{"mcpServers": {"ledger": {"command": "ledger"},}}\n',
        client("mcp.json", "ledger").but(state="lenient"),
    )
    repository.add(
        "apps/cut/.mcp.json", '{"mcpServers": {"ledger": {"comm', client(".mcp.json").but(state="unreadable")
    )
    repository.add(
        "apps/cut/.vscode/mcp.json", '{"servers": {"ledger": ', client(".vscode/mcp.json").but(state="unreadable")
    )
    repository.add("apps/binary/.mcp.json", b"\x00\x01\x02\xff\xfe{}", client(".mcp.json").but(state="unreadable"))
    return repository


def servers() -> Repository:
    repository = Repository("mcp-servers", "Descriptions of servers for a registry, and other files with their name.")
    schema = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"
    package = {
        "registryType": "npm",
        "identifier": "tickets-server",
        "version": "1.0.0",
        "transport": {"type": "stdio"},
    }
    secret = {"name": "TICKETS_TOKEN", "isSecret": True, "value": "example-not-a-secret"}
    remote = {"type": "streamable-http", "url": "https://docs.example/mcp"}
    publisher = "io.modelcontextprotocol.registry/publisher-provided"
    cases: tuple[tuple[str, dict[str, Any], Definition], ...] = (
        ("server.json", {"packages": [package]}, SERVER),
        ("services/docs/server.json", {"remotes": [remote]}, SERVER),
        ("services/both/server.json", {"packages": [package], "remotes": [remote]}, SERVER),
        ("services/secret/server.json", {"packages": [{**package, "environmentVariables": [secret]}]}, SERVER),
        (
            "services/owned/server.json",
            {"remotes": [remote], "_meta": {publisher: {"owner": "docs-team"}}},
            SERVER.but(owner=(f"_meta.{publisher}.owner", "docs-team")),
        ),
        ("services/described/server.json", {}, SERVER),
    )
    for number, (path, extra, label) in enumerate(cases):
        name = f"org.example/server-{number}"
        values = {"$schema": schema, "name": name, "description": "Tickets", "version": "1.0.0", **extra}
        repository.add(path, to_json(values), label.but(name=name))
    former: dict[str, Any] = {
        "name": "org.example/former",
        "description": "Tickets",
        "version_detail": {"version": "1.0.0"},
    }
    former |= {"packages": [{"registry_type": "pypi", "identifier": "former", "version": "1.0.0"}]}
    repository.add("services/former/server.json", to_json(former), SERVER.but(name="org.example/former"))
    comma = f'{{"$schema": "{schema}", "name": "org.example/comma", "description": "Tickets", "version": "1.0.0",}}\n'
    repository.add("services/comma/server.json", comma, SERVER.but(name="org.example/comma", state="lenient"))
    repository.add(
        "services/cut/server.json", f'{{"$schema": "{schema}", "name": "org.ex', SERVER.but(state="unreadable")
    )
    repository.other("web/server.json", to_json({"port": 8080, "host": "localhost"}), "server of pages")
    repository.other("fixtures/server.json", to_json({"name": "web", "description": "A host", "cpu": 2}), "not of MCP")
    return repository
