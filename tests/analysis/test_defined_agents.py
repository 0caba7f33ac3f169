"""Which packet documents which definitions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docgraph.analysis.defined_agents import DefinedAgent, defined_agents
from tests.definitions.in_project import checked_with, claude, copilot, packet

OPENCODE = '{"agent": {"bot": {"mode": "all"}, "cat": {"mode": "all"}}}'


def bound(folder: Path, files: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Ref → paths of the definitions."""
    agents: tuple[DefinedAgent, ...] = defined_agents(checked_with(folder, files).graph)
    return {agent.ref: tuple(definition.path for definition in agent.definitions) for agent in agents}


def test_definitions_with_one_name_are_one_agent(tmp_path: Path) -> None:
    assert bound(tmp_path, {**claude("bot"), **copilot("bot"), **claude("cat")}) == {
        "undocumented-agent:bot": (".claude/agents/bot.md", ".github/agents/bot.agent.md"),
        "undocumented-agent:cat": (".claude/agents/cat.md",),
    }


def test_an_id_is_the_name_of_a_definition(tmp_path: Path) -> None:
    found = bound(tmp_path, {**claude("bot"), **copilot("bot"), **packet("bot")})
    assert found == {"agent:bot": (".claude/agents/bot.md", ".github/agents/bot.agent.md")}


def test_a_packet_documents_all_files_of_an_agent_of_which_it_names_one(tmp_path: Path) -> None:
    found = bound(tmp_path, {**claude("bot"), **copilot("bot"), **packet("b", "definitions: [.claude/agents/bot.md]")})
    assert found == {"agent:b": (".claude/agents/bot.md", ".github/agents/bot.agent.md")}


def test_a_named_file_comes_before_an_id_and_an_id_before_another_file(tmp_path: Path) -> None:
    files = {**claude("bot"), **copilot("bot"), **packet("bot"), **packet("b", "definitions: [.claude/agents/bot.md]")}
    assert bound(tmp_path, files) == {
        "agent:b": (".claude/agents/bot.md",),
        "agent:bot": (".github/agents/bot.agent.md",),
    }


def test_two_packets_that_name_files_of_one_agent_leave_a_third_file_undocumented(tmp_path: Path) -> None:
    files = {
        **claude("bot"),
        **copilot("bot"),
        ".gemini/agents/bot.md": claude("bot")[".claude/agents/bot.md"],
        **packet("a", "definitions: [.claude/agents/bot.md]"),
        **packet("b", "definitions: [.github/agents/bot.agent.md]"),
    }
    assert bound(tmp_path, files)["undocumented-agent:bot"] == (".gemini/agents/bot.md",)


def test_each_agent_of_a_file_can_have_a_packet(tmp_path: Path) -> None:
    files = {"opencode.json": OPENCODE, **packet("cat", "definitions: [opencode.json]")}
    assert bound(tmp_path / "one", files) == {
        "agent:cat": ("opencode.json",),
        "undocumented-agent:bot": ("opencode.json",),
    }
    crew = {"opencode.json": OPENCODE, **packet("crew", "definitions: [opencode.json]")}
    assert bound(tmp_path / "crew", crew) == {"agent:crew": ("opencode.json", "opencode.json")}
    files |= packet("bot", "definitions: [./opencode.json]")
    assert bound(tmp_path / "two", files) == {"agent:bot": ("opencode.json",), "agent:cat": ("opencode.json",)}


def test_a_packet_that_is_not_retired_counts(tmp_path: Path) -> None:
    names = "definitions: [.claude/agents/bot.md]"
    found = bound(tmp_path, {**claude("bot"), **packet("a", f"status: retired\n{names}"), **packet("z", names)})
    assert found == {"agent:z": (".claude/agents/bot.md",)}


def test_an_id_does_not_identify_the_documented_plugin(tmp_path: Path) -> None:
    files = {f"{name}/.claude-plugin/plugin.json": f'{{"name": "{name}"}}' for name in ("p", "q")}
    files |= {f"{name}/agents/bot.md": claude("bot")[".claude/agents/bot.md"] for name in ("p", "q")}
    assert bound(tmp_path, {**files, **packet("bot")}) == {
        "undocumented-agent:p:bot": ("p/agents/bot.md",),
        "undocumented-agent:q:bot": ("q/agents/bot.md",),
    }
