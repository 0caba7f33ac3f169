"""`docgraph scan`: the answer first, then the table, with or without documents."""

from __future__ import annotations

import csv
import json
import os
from io import StringIO
from pathlib import Path

import pytest

from docgraph.report.scan import SCAN_FORMATS
from tests.conftest import Command
from tests.definitions.repository import write

CLAUDE = "---\nname: triage\ndescription: Sorts imports.\nmodel: opus\n---\nSort.\n"
COPILOT = "---\ndescription: Sorts imports.\ntools: [read]\n---\nSort.\n"
PERSON = "---\nkind: person\ntitle: Jane Doe\n---\n"
PACKET = """---
kind: agent
owner: jane.doe
definitions: [.claude/agents/triage.md]
---
"""
FILES: dict[str, str | bytes] = {
    ".claude/agents/triage.md": CLAUDE,
    ".github/agents/triage.agent.md": COPILOT,
    ".claude/agents/helper.md": CLAUDE.replace("triage", "helper").replace("model: opus", "tools: Read, Grep"),
    "skills/lint/SKILL.md": "---\nname: lint\ndescription: Lints.\n---\n",
    ".mcp.json": '{"mcpServers": {"docs": {"command": "docs"}}}',
}
DOCUMENTS: dict[str, str | bytes] = {
    "docgraph.toml": 'docs-dir = "docs"\n',
    "docs/agents/triage.md": PACKET,
    "docs/people/jane.doe.md": PERSON,
}


def test_the_first_screen_answers_without_settings_and_documents(docgraph: Command, tmp_path: Path) -> None:
    result = docgraph("scan", cwd=write(tmp_path, FILES))
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "2 agents in 3 hosts: 0 have an owner, 1 may use every tool, 1 differs between hosts.",
        "Also: 1 skill, 1 MCP server.",
        "",
    ]
    assert [line.split()[0] for line in lines[3:6]] == ["agent", "helper", "triage"]
    assert lines[6:] == [
        "",
        "Packets are not read, because there are no settings; run `docgraph init`, then `docgraph hire --all` to draft "
        "those that are missing",
    ]
    assert "no packet" in lines[4]
    assert "no owner" in lines[4]


def test_the_command_at_the_end_drafts_the_missing_packets(docgraph: Command, tmp_path: Path) -> None:
    root = write(tmp_path, {"docgraph.toml": DOCUMENTS["docgraph.toml"], "docs/a.md": "# A\n"} | FILES)
    step = "2 agents have no packet; run `docgraph hire --all` to draft one for each"
    assert docgraph("scan", cwd=root).stdout.splitlines()[-1] == step
    assert docgraph("hire", "--all", cwd=root).returncode == 0
    assert "no packet" not in docgraph("scan", cwd=root).stdout


def test_the_commands_without_settings_draft_the_missing_packets(docgraph: Command, tmp_path: Path) -> None:
    root = write(tmp_path, FILES | {".git/HEAD": ""})
    for arguments in (("init", "--yes"), ("hire", "--all")):
        assert docgraph(*arguments, cwd=root).returncode == 0
    assert "no packet" not in docgraph("scan", cwd=root).stdout


def test_packets_and_owners_come_from_the_documents(docgraph: Command, tmp_path: Path) -> None:
    result = docgraph("scan", "--format", "json", cwd=write(tmp_path, FILES | DOCUMENTS))
    agents = {agent["agent"]: agent for agent in json.loads(result.stdout)["agents"]}
    assert (agents["triage"]["packet"], agents["triage"]["owner"]) == ("docs/agents/triage.md", "Jane Doe")
    assert (agents["helper"]["packet"], agents["helper"]["owner"]) == ("", "")
    # the second host has the same name, and no packet names its file
    assert agents["triage"]["files"] == [".claude/agents/triage.md", ".github/agents/triage.agent.md"]
    assert agents["triage"]["tools"] == [
        {"hosts": "Claude Code", "tools": "all"},
        {"hosts": "GitHub Copilot, VS Code", "tools": "read"},
    ]


def test_the_same_name_in_two_plugins_is_two_agents(docgraph: Command, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for plugin in ("one", "two"):
        files[f"{plugin}/.claude-plugin/plugin.json"] = f'{{"name": "{plugin}"}}'
        files[f"{plugin}/agents/triage.md"] = CLAUDE
    agents = json.loads(docgraph("scan", "--format", "json", cwd=write(tmp_path, files | DOCUMENTS)).stdout)["agents"]
    assert [(agent["plugin"], agent["packet"]) for agent in agents] == [("one", ""), ("two", "")]


def test_a_folder_of_the_repository_limits_the_list(docgraph: Command, tmp_path: Path) -> None:
    root = write(tmp_path, {".git/HEAD": "", ".claude/agents/a.md": CLAUDE, "sub/.claude/agents/b.md": CLAUDE})
    result = docgraph("scan", "sub", "--format", "json", cwd=root)
    assert [found["path"] for found in json.loads(result.stdout)["definitions"]] == ["sub/.claude/agents/b.md"]
    assert len(json.loads(docgraph("scan", "..", "--format", "json", cwd=root / "sub").stdout)["definitions"]) == 2


def test_an_empty_folder_defines_no_agents(docgraph: Command, tmp_path: Path) -> None:
    result = docgraph("scan", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (0, "No agents are defined here.\n")


@pytest.mark.parametrize("name", ["missing", "file.md"])
def test_a_path_that_is_no_folder(docgraph: Command, tmp_path: Path, name: str) -> None:
    write(tmp_path, {"file.md": ""})
    result = docgraph("scan", name, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"docgraph: {name}: ")


def test_a_configuration_without_docgraph_is_not_read(docgraph: Command, tmp_path: Path) -> None:
    result = docgraph("scan", cwd=write(tmp_path, FILES | {"mkdocs.yml": "site_name: x\ndocs_dir: missing\n"}))
    assert result.returncode == 0, result.stderr


def test_the_setting_scan_false_does_not_disable_the_command(docgraph: Command, tmp_path: Path) -> None:
    settings = {"docgraph.toml": 'docs-dir = "docs"\nscan = false\n'}
    result = docgraph("scan", cwd=write(tmp_path, FILES | DOCUMENTS | settings))
    assert result.stdout.startswith("2 agents")


@pytest.mark.parametrize("value", ["true", "5", "{files = 5}", "{paths = []}", '{ignore = ["!"]}'])
def test_an_invalid_setting_is_reported_at_its_place(docgraph: Command, tmp_path: Path, value: str) -> None:
    root = write(tmp_path, FILES | DOCUMENTS | {"docgraph.toml": f'docs-dir = "docs"\nscan = {value}\n'})
    for command in ("scan", "check"):
        result = docgraph(command, cwd=root)
        assert result.returncode == 2
        assert "docgraph.toml:2:" in result.stderr
        assert "`scan" in result.stderr


def test_every_format_is_deterministic_and_harmless(docgraph: Command, tmp_path: Path) -> None:
    name = "=cmd|'x'!A1 \\x1b[31m\x1b]0;pwn\x07 <script> | [a](b) \u202egnp `x` @a"
    hostile = f"---\nname: {json.dumps(name)}\ndescription: x\nmodel: '=1+1'\ntools: ['<b>', '|']\n---\n"
    files: dict[str, str | bytes] = {".claude/agents/a.md": hostile}
    write(tmp_path, FILES | files)
    for form in SCAN_FORMATS:
        first = docgraph("scan", "--format", form, cwd=tmp_path)
        assert first.returncode == 0, first.stderr
        assert first.stdout == docgraph("scan", "--format", form, cwd=tmp_path).stdout
        assert not set("\x1b\x07\u202e") & set(first.stdout)
    table = docgraph("scan", "--format", "markdown", cwd=tmp_path).stdout
    assert "<script>" not in table
    assert {line.replace("\\|", "").count("|") for line in table.splitlines() if line.startswith("|")} == {9}
    rows = list(csv.reader(StringIO(docgraph("scan", "--format", "csv", cwd=tmp_path).stdout)))
    assert {len(row) for row in rows} == {8}
    assert [cell for row in rows[1:] for cell in row if cell.startswith(("=", "+", "@"))] == []


def test_the_order_does_not_depend_on_the_file_system(docgraph: Command, tmp_path: Path) -> None:
    names = [f"agent-{number}" for number in range(30)]
    outputs = set()
    for root, order in ((tmp_path / "1", names), (tmp_path / "2", names[::-1])):
        for name in order:
            write(root, {f".claude/agents/{name}.md": CLAUDE.replace("triage", name)})
            os.utime(root / f".claude/agents/{name}.md", (0, 0))
        outputs.add(docgraph("scan", cwd=root).stdout)
    assert len(outputs) == 1
