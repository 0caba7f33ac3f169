"""Which definitions with the same name are one agent."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgraph.analysis.defined_agents import defined_agents
from docgraph.analysis.definition_relations import definition_graph
from tests.definitions.in_project import checked_with, found
from tests.definitions.repository import definitions, only, write

BOT = "---\nname: bot\ndescription: Sorts imports.\n---\n"
LEAD = "---\nname: lead\ndescription: Leads.\ntools: Task(bot)\n---\n"
HOSTED = "kind: hosted\nname: bot\n"
PLUGIN = {"p/.claude-plugin/plugin.json": '{"name": "p"}'}


def scopes(root: Path, *paths: str) -> list[str]:
    """The names with their scopes of one agent in each of the files."""
    texts = {path: HOSTED if path.endswith(".yaml") else BOT for path in paths}
    return [definition.scoped_name for definition in definitions(root, PLUGIN | texts)]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        # two hosts, one agent, also if the folders differ
        ((".claude/agents/bot.md", ".github/agents/bot.md"), ["bot", "bot"]),
        (("a/.claude/agents/bot.md", "b/.github/agents/bot.md"), ["bot", "bot"]),
        # one host, two folders
        ((".claude/agents/bot.md", "web/.claude/agents/bot.md"), ["bot", "web:bot"]),
        (("a/agent.yaml", "b/c/agent.yaml"), ["a:bot", "b/c:bot"]),
        # a file for another host belongs to the agent of its folder
        (
            (
                ".claude/agents/bot.md",
                ".github/agents/bot.md",
                "web/.claude/agents/bot.md",
                "web/.github/agents/bot.md",
            ),
            ["bot", "bot", "web:bot", "web:bot"],
        ),
        # one host, one folder: the host loads one of the files
        ((".claude/agents/a/bot.md", ".claude/agents/b/bot.md"), ["bot", "bot"]),
        # a plugin has names of its own, and a folder in it is a part of the name
        ((".claude/agents/bot.md", "p/agents/bot.md"), ["bot", "p:bot"]),
        (("p/agents/bot.md", "p/agents/review/bot.md"), ["p:bot", "p:review:bot"]),
    ],
)
def test_the_scope_of_a_name(tmp_path: Path, paths: tuple[str, ...], expected: list[str]) -> None:
    assert scopes(tmp_path, *paths) == expected


def test_only_the_second_file_of_one_agent_in_one_host_has_a_problem(tmp_path: Path) -> None:
    texts = {f".claude/agents/{name}.md": BOT for name in ("a", "b")} | {".gemini/agents/bot.md": BOT}
    problems = {found.path: found.problem for found in definitions(tmp_path, texts) if found.problem}
    assert problems == {
        ".claude/agents/b.md": "Claude Code loads one file for agent `bot`, and `.claude/agents/a.md` is one, too"
    }


def test_agents_of_one_host_in_two_folders_are_two_findings_with_two_fingerprints(tmp_path: Path) -> None:
    files = {"a/agent.yaml": HOSTED, "b/agent.yaml": HOSTED}
    result = checked_with(tmp_path, files)
    assert found(result, "SHD") == ["a/agent.yaml:2 SHD001", "b/agent.yaml:2 SHD001"]
    prints = {finding.subject: finding.fingerprint for finding in result.open_findings if finding.code == "SHD001"}
    assert list(prints) == ["undocumented-agent:a:bot", "undocumented-agent:b:bot"]
    # a third file changes none of them
    third = checked_with(tmp_path, {**files, "c/agent.yaml": HOSTED})
    assert prints.items() <= {finding.subject: finding.fingerprint for finding in third.open_findings}.items()


def test_an_agent_hands_over_to_the_agent_of_its_folder(tmp_path: Path) -> None:
    texts = {"a/.claude/agents/lead.md": LEAD, "a/.claude/agents/bot.md": BOT, "b/.claude/agents/bot.md": BOT}
    graph = checked_with(tmp_path, texts).graph
    edges = [edge for edge in definition_graph(graph).edges if edge.relation == "delegates-to"]
    assert [edge.target.ref for edge in edges] == ["undocumented-agent:a:bot"]
    assert len(defined_agents(graph)) == 3


def test_the_folder_of_a_definition(tmp_path: Path) -> None:
    assert only(tmp_path / "one", "web/.claude/agents/team/bot.md", BOT).folder == "web"
    assert only(tmp_path / "two", "web/agent.yaml", HOSTED).folder == "web"
    write(tmp_path / "three", PLUGIN)
    assert only(tmp_path / "three", "p/agents/bot.md", BOT).folder == "p/agents"
