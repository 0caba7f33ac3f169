"""Agents in the settings of Codex, `.codex/config.toml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.repository import scanned

SETTINGS = """\
model = "gpt-5"

[agents]
max_threads = 4

[agents.reviewer]
description = "Reviews changes."
config_file = "roles/reviewer.toml"

[agents."triage-bot"]
description = "Sorts issues."

[agents.writer]
config_file = "./agents/writer.toml"
"""
WRITER = 'name = "writer"\ndescription = "Writes."\ndeveloper_instructions = "Write."\n'


def test_the_tables_of_agents_are_definitions(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {".codex/config.toml": SETTINGS, ".codex/agents/writer.toml": WRITER}
    found = [
        (definition.name, definition.host, definition.path, definition.at.line, definition.description)
        for definition in scanned(tmp_path, files).definitions
    ]
    assert found == [
        ("writer", "Codex", ".codex/agents/writer.toml", 1, "Writes."),
        ("reviewer", "Codex", ".codex/config.toml", 6, "Reviews changes."),
        ("triage-bot", "Codex", ".codex/config.toml", 10, "Sorts issues."),
    ]


def test_agents_are_read_in_folders_inside_the_folder_of_agents(tmp_path: Path) -> None:
    found = scanned(tmp_path, {".codex/agents/team/writer.toml": WRITER}).definitions
    assert [definition.name for definition in found] == ["writer"]


def test_invalid_settings_with_agents_are_reported(tmp_path: Path) -> None:
    [definition] = scanned(tmp_path, {".codex/config.toml": f"{SETTINGS}x =\n"}).definitions
    assert definition.problem.startswith("the file is not valid TOML")


@pytest.mark.parametrize(
    "text", ["", "model = 'x'\n", "agents = 3\n", "[agents]\nmax_threads = 4\n", "agents = [1]\n", "model =\n"]
)
def test_settings_without_agents_define_none(tmp_path: Path, text: str) -> None:
    assert scanned(tmp_path, {".codex/config.toml": text}).definitions == ()
