"""Findings about definitions: in the profile `adopt`, by path, in adopted files, and one for each cause."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgraph.model.finding import Severity
from tests.conftest import Command
from tests.definitions.in_project import checked_with, claude, copilot, found, packet
from tests.definitions.repository import write

OPEN = claude("bot") | packet("bot", "tools: [Read]")


@pytest.mark.parametrize(("settings", "severity"), [("", Severity.ERROR), ('profile = "adopt"', Severity.WARNING)])
def test_an_undocumented_agent_is_a_warning_in_the_profile_adopt(
    tmp_path: Path, settings: str, severity: Severity
) -> None:
    (finding,) = [item for item in checked_with(tmp_path, claude("bot"), settings).findings if item.code == "SHD001"]
    assert finding.severity is severity


def test_the_settings_decide_before_the_profile(tmp_path: Path) -> None:
    result = checked_with(tmp_path, claude("bot"), 'profile = "adopt"\n[rules]\nSHD001 = "error"\n')
    assert [finding.severity for finding in result.findings if finding.code == "SHD001"] == [Severity.ERROR]


@pytest.mark.parametrize("within", ["", "handbook"])
@pytest.mark.parametrize("pattern", [".claude/agents/**", "/.claude/agents/bot.md", "bot.md"])
def test_the_setting_paths_applies_to_definitions(tmp_path: Path, pattern: str, within: str) -> None:
    result = checked_with(tmp_path, claude("bot"), f'[paths."{pattern}"]\nSHD001 = "info"\n', within)
    assert [(finding.code, finding.severity) for finding in result.findings] == [("SHD001", Severity.INFO)]
    assert not found(checked_with(tmp_path, {}, f'[paths."{pattern}"]\nSHD = "off"\n', within), "SHD", "DOC")


def test_a_pattern_that_matches_no_definition_is_reported(tmp_path: Path) -> None:
    result = checked_with(tmp_path, claude("bot"), '[paths.".gemini/**"]\nSHD001 = "info"\n')
    assert found(result, "DOC") == ["docgraph.toml:1 DOC009"]


def test_a_waiver_in_the_packet_suppresses_a_finding_in_a_definition(tmp_path: Path) -> None:
    waiver = "waivers: [{code: SHD005, reason: the host asks before each call, owner: jane.doe, until: 2027-01-01}]"
    files = claude("bot") | packet("bot", f"tools: [Read]\n{waiver}")
    assert found(checked_with(tmp_path / "without", OPEN), "SHD", "WAV") == [".claude/agents/bot.md:2 SHD005"]
    assert not found(checked_with(tmp_path / "with", files), "SHD", "WAV")


def test_an_adopted_definition_is_its_own_packet(tmp_path: Path) -> None:
    settings = '[kinds]\n".claude/agents/*.md" = {kind = "agent", like = "claude-agent"}\n'
    result = checked_with(tmp_path, claude("bot", "tools: Read, Bash") | copilot("cat"), settings)
    assert found(result, "SHD", "OWN002") == [
        ".claude/agents/bot.md:2 OWN002",
        ".github/agents/cat.agent.md:1 SHD001",
    ]


def test_a_packet_that_cannot_be_parsed_explains_an_undocumented_agent(tmp_path: Path) -> None:
    files = claude("bot") | claude("cat") | {"docs/bot.md": "---\nkind: agent\nid: bot\nowner: [jane.doe\n---\n"}
    assert found(checked_with(tmp_path, files), "SHD", "DOC") == [
        ".claude/agents/cat.md:2 SHD001",
        "docs/bot.md:4 DOC001",
    ]


def test_an_adopted_definition_that_cannot_be_parsed_gives_one_finding(tmp_path: Path) -> None:
    settings = '[kinds]\n".claude/agents/*.md" = {kind = "agent", like = "claude-agent"}\n'
    files = {".claude/agents/bot.md": "---\nname: bot\ndescription: Sorts: imports\n---\n"}
    assert found(checked_with(tmp_path, files, settings), "SHD", "DOC") == [".claude/agents/bot.md:3 DOC001"]


@pytest.mark.parametrize("keys", ["", "tools: [Read]", "autonomy: L1\ntools: [docs]"])
def test_a_retired_packet_gives_one_finding(tmp_path: Path, keys: str) -> None:
    files = claude("bot", "permissionMode: dontAsk\nmcpServers: [github]") | copilot("bot", "tools: [shell]")
    both = "definitions: [.claude/agents/bot.md, .github/agents/bot.agent.md]"
    result = checked_with(tmp_path, files | packet("bot", f"status: retired\n{both}\n{keys}"))
    assert [line.split()[1] for line in found(result, "SHD", "AGT017")] == ["AGT017", "AGT017"]


def test_skills_and_servers_need_no_packet(tmp_path: Path) -> None:
    files = {
        ".claude/skills/sort/SKILL.md": "---\nname: sort\ndescription: Sorts.\n---\n",
        ".mcp.json": '{"mcpServers": {"docs": {"command": "x"}}}',
    }
    result = checked_with(tmp_path, files)
    assert result.graph.definitions
    assert not found(result, "SHD")


def test_fingerprints_survive_a_move_of_the_file_and_new_lines(tmp_path: Path) -> None:
    moved = {".claude/agents/team/x.md": claude("bot")[".claude/agents/bot.md"].replace("name:", "model: opus\nname:")}
    for number, files in enumerate((packet("bot", "tools: [Read]"), {})):
        prints = [
            {finding.code: finding.fingerprint for finding in result.findings if finding.code.startswith("SHD")}
            for result in (
                checked_with(tmp_path / f"{number}-{place}", files | definition)
                for place, definition in enumerate((claude("bot"), moved))
            )
        ]
        assert prints[0] and prints[0] == prints[1]


def test_the_scan_counts_the_findings_of_each_agent_of_a_file(tmp_path: Path, docgraph: Command) -> None:
    agents = {"bot": {"permission": {"bash": "allow"}}, "cat": {}}
    files = {"opencode.json": json.dumps({"agent": agents})} | packet("bot", "tools: [read]")
    checked_with(tmp_path, files)
    rows = json.loads(docgraph("scan", ".", "--format", "json", cwd=tmp_path).stdout)["agents"]
    assert {row["agent"]: row["findings"] for row in rows} == {"bot": ["SHD004"], "cat": ["SHD001"]}


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (".claude/agents/bot.md", b"---\nname: bot\0\n---\n"),
        (".codex/agents/bot.toml", b'name = "bot'),
        ("opencode.json", b'{"agent": {"bot": {]}}'),
        (".claude/agents/bot.md", b"---\nname: bot\n---\n" + b"x" * 2_000_000),
    ],
)
def test_a_file_that_no_program_can_read_is_one_finding(tmp_path: Path, path: str, content: bytes) -> None:
    write(tmp_path, {path: content})
    assert found(checked_with(tmp_path, {}), "SHD") == [f"{path}:1 SHD009"]


def test_a_definition_that_is_read_line_by_line_needs_a_packet(tmp_path: Path) -> None:
    path = ".claude/agents/bot.md"
    files = {path: "---\nname: bot\ndescription: Sorts: imports\n---\n"}
    assert found(checked_with(tmp_path, files), "SHD") == [f"{path}:2 SHD001", f"{path}:3 SHD009"]
