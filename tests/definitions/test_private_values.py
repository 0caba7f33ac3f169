"""Values of MCP servers, which can be secrets, are in no output, no cache and no quoted line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgraph.definitions.private_values import mask_private_values
from docgraph.report.scan import SCAN_FORMATS
from docgraph.report.scan.inventory import ScanContext
from docgraph.workspace.cache.store import Cache
from docgraph.workspace.definition_files import scan_repository
from docgraph.workspace.scan import scanned_folder
from tests.definitions.repository import write

CANARY = "canary"
CLAUDE = ".claude/agents/a.md"
KEYS = ("env", "headers", "args", "command", "url", "type", "timeout", "cwd", "http_headers", "environment", "TOKEN")
secrets = st.sampled_from(
    ["{}", "a: {}", "*{}", "https://user:{}@example.org/x", "-H 'X: {}'", '"{}"', "{}\n{}", "[{}", "\\u00e9{}"]
)
values = st.recursive(
    secrets.map(lambda form: form.replace("{}", CANARY)),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=5,
)
servers = st.dictionaries(
    st.sampled_from(["docs", "my server", "example.org/x"]),
    st.dictionaries(st.sampled_from(KEYS), values, max_size=3),
    min_size=1,
    max_size=2,
)


def front_matter(key: str, declared: Any, *, inline: bool) -> str:
    fields = {"name": "a", "description": "b", key: declared, "tools": ["Read"]}
    return f"---\n{yaml.safe_dump(fields, sort_keys=False, default_flow_style=inline)}---\nText.\n"


def files(declared: dict[str, Any], *, inline: bool) -> Iterator[tuple[str, str]]:
    """A definition of each format that can have servers."""
    yield ".claude/agents/a.md", front_matter("mcpServers", [declared], inline=inline)
    yield ".claude/agents/b.md", front_matter("mcpServers", declared, inline=inline)
    yield ".github/agents/c.md", front_matter("mcp-servers", declared, inline=inline)
    yield ".gemini/agents/d.md", front_matter("mcpServers", declared, inline=inline)
    table = f"mcp_servers = {toml_value(declared)}\n"
    if not inline:
        table = "".join(f"[mcp_servers.{json.dumps(name)}]\n{toml_lines(server)}" for name, server in declared.items())
    yield ".codex/agents/e.toml", f'name = "e"\nmodel = "x"\n{table}'
    indent = None if inline else 2
    yield ".mcp.json", json.dumps({"mcpServers": declared}, indent=indent)
    yield ".gemini/settings.json", json.dumps({"theme": "x", "mcpServers": declared, "ui": {}}, indent=indent)
    yield ".vscode/mcp.json", json.dumps({"servers": declared, "inputs": [CANARY]}, indent=indent)
    yield "opencode.json", json.dumps({"mcp": declared, "agent": {"f": {"model": "x"}}}, indent=indent)


def toml_value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml_value(inner)}" for key, inner in value.items()) + "}"
    return f"[{', '.join(map(toml_value, value))}]" if isinstance(value, list) else json.dumps(value)


def toml_lines(table: dict[str, Any]) -> str:
    return "".join(f"{key} = {toml_value(value)}\n" for key, value in table.items())


def damaged(content: str, cut: float) -> str:
    """The start of a file that ends in the middle."""
    return content[: int(len(content) * cut)]


@pytest.mark.slow
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(declared=servers, inline=st.booleans(), cut=st.sampled_from([1.0, 1.0, 0.9, 0.6]))
def test_no_value_is_in_a_report_a_quoted_line_or_the_cache(
    tmp_path: Path, declared: dict[str, Any], inline: bool, cut: float
) -> None:
    root = tmp_path / "repository"
    shutil.rmtree(root, ignore_errors=True)
    write(root, {path: damaged(content, cut) for path, content in files(declared, inline=inline)})
    result = scanned_folder(root).result().checked
    assert len(result.graph.definitions) >= 5
    outputs = [render(ScanContext(result.graph, result.findings)) for render in SCAN_FORMATS.values()]
    outputs += [*map(repr, result.graph.definitions), *map(repr, result.findings)]
    for definition in result.graph.definitions:
        text = result.graph.text(definition.at.path)
        assert text is not None
        outputs.append(text.content)
    assert not [output for output in outputs if CANARY in output]
    cache = tmp_path / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    scan_repository(root, root, Cache(cache))
    kept = [path.read_bytes() for path in cache.rglob("*") if path.is_file()]
    assert kept
    assert not [content for content in kept if CANARY.encode() in content]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(declared=servers, inline=st.booleans())
def test_masking_keeps_offsets_and_names(declared: dict[str, Any], inline: bool) -> None:
    for path, content in files(declared, inline=inline):
        masked = mask_private_values(path, content.encode())
        assert [len(line) for line in masked.split("\n")] == [len(line) for line in content.split("\n")]
        assert CANARY not in masked
        if path.endswith(".json"):
            assert all(json.dumps(name) in masked or name in masked for name in declared)


@pytest.mark.parametrize(
    ("path", "content", "masked"),
    [
        (CLAUDE, "---\nname: a\ntools: Read\n---\nenv: x\n", "---\nname: a\ntools: Read\n---\nenv: x\n"),
        (CLAUDE, "---\nmcpServers: {a: {env: x}}\ntools: B\n---\n", "---\nmcpServers: *a* ***** ***\ntools: B\n---\n"),
        (CLAUDE, "---\nx: a: b\nmcpServers:\n  a: b\n---\n", "---\nx: a: b\nmcpServers:\n  ** *\n---\n"),
        (CLAUDE, '---\n"\\u0065nv": x\nname: a\n---\n', '---\n"\\u******** *\nname: a\n---\n'),
        ("langgraph.json", '{"env": {"A": "b"}, "x": {"a": "b"}}', '{"env": ***** ***** "x": {"a": "b"}}'),
        (".mcp.json", '{"servers": {"a": {"comm', '{"servers": ***** ******'),
        (".mcp.json", '{"servers": \0', "*********** *"),
        ("CODEOWNERS", "/auth.py @jane\n/env: @sam\n", "/auth.py @jane\n/env: @sam\n"),
        (CLAUDE, "---\nname: finds servers. Then acts\n---\n", "---\nname: finds servers. Then acts\n---\n"),
        ("a.yaml", "kind: a\nmodel:\n  connection: {key: x}\n", "kind: a\nmodel:\n  connection: ***** **\n"),
        (".codex/agents/a.toml", "model = 'x'\n[mcp_servers.a]\nb = 'c'\n", "model = 'x'\n[mcp_servers.**\n* * ***\n"),
    ],
)
def test_what_is_masked(path: str, content: str, masked: str) -> None:
    assert mask_private_values(path, content.encode()) == masked
