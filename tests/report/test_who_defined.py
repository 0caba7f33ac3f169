"""Who owns an agent that a file defines."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgraph.report.who import who_lines
from tests.definitions.handbook import FILES, checked

UNDOCUMENTED = [
    "agent `fixer` has no owner: no document of kind `agent` describes it",
    ".claude/agents/fixer.md:1:1: defined for Claude Code",
    "as of 2026-11-21",
]


@pytest.mark.parametrize(
    "name", [".claude/agents/reviewer.md", "./.github/agents/reviewer.agent.md", "undocumented-agent:reviewer"]
)
def test_the_owner_of_a_definition_is_that_of_its_packet(tmp_path: Path, name: str) -> None:
    lines, found = who_lines(checked(tmp_path).graph, name)
    assert found and lines[0] == "Jane Doe (jane) owns agent `reviewer`"


@pytest.mark.parametrize("name", ["fixer", ".claude/agents/fixer.md", "undocumented-agent:fixer"])
def test_an_agent_without_a_packet_has_no_owner(tmp_path: Path, name: str) -> None:
    assert who_lines(checked(tmp_path).graph, name) == (UNDOCUMENTED, True)


def test_an_owner_that_a_definition_declares(tmp_path: Path) -> None:
    owned = {".github/agents/bot.agent.md": "---\ndescription: Works.\nmetadata: {owner: jane}\n---\n"}
    lines, found = who_lines(checked(tmp_path, {**FILES, **owned}).graph, "bot")
    assert found
    assert lines[0] == "Jane Doe owns agent `bot` according to its definition; no packet describes it"


def test_a_name_in_two_plugins_is_ambiguous(tmp_path: Path) -> None:
    plugins = {
        f"{plugin}/{path}": text
        for plugin in ("one", "two")
        for path, text in {
            ".claude-plugin/plugin.json": f'{{"name": "{plugin}"}}',
            "agents/bot.md": "---\nname: bot\ndescription: Works.\n---\n",
        }.items()
    }
    graph = checked(tmp_path, {**FILES, **plugins}).graph
    lines, found = who_lines(graph, "bot")
    assert not found
    assert "use one of `undocumented-agent:one:bot`, `undocumented-agent:two:bot`" in lines[0]
    assert who_lines(graph, "one:bot")[1] and who_lines(graph, "two/agents/bot.md")[1]


def test_an_id_of_a_record_comes_first(tmp_path: Path) -> None:
    person = {".claude/agents/jane.md": "---\nname: jane\ndescription: Works.\n---\n"}
    lines, found = who_lines(checked(tmp_path, {**FILES, **person}).graph, "jane")
    assert found and lines[0].startswith("Jane Doe (jane) is active")


def test_an_unknown_name_is_not_found(tmp_path: Path) -> None:
    assert who_lines(checked(tmp_path).graph, ".claude/agents/none.md")[1] is False
