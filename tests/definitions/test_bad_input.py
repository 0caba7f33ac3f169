"""Files that are damaged, large, linked or hostile: one definition or finding each, and no file outside is read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgraph.definitions.formats import DEFINITION_FORMATS
from docgraph.definitions.manifests import MANIFESTS
from docgraph.model.definition import ReadState
from docgraph.workspace.scan import scanned_folder
from tests.definitions.repository import definitions, scanned, write

AGENT = "---\nname: a\ndescription: b\n---\n"
LARGE = 20 * 1024 * 1024


@pytest.mark.parametrize(
    ("path", "content", "state"),
    [
        (".claude/agents/a.md", "---\nname: a\ndescription: Use when: needed\n---\n", ReadState.LENIENT),
        (".claude/agents/a.md", "---\n{{{ [\n---\n", ReadState.UNREADABLE),
        (".claude/agents/a.md", b"\x89PNG\r\n\0", ReadState.UNREADABLE),
        (".claude/agents/a.md", b"---\nname: a\ndescription: \xff\xfe\n---\n", ReadState.READ),
        (".mcp.json", '{"mcpServers": {"a": {},}, /* c */}', ReadState.LENIENT),
        ("opencode.jsonc", '{"agents": {"a": {},}, /* c */}', ReadState.READ),
        (".mcp.json", '{"mcpServers": {"a": {"comm', ReadState.UNREADABLE),
        (".codex/agents/a.toml", 'name = "a\n', ReadState.UNREADABLE),
        ("src/agent.yaml", "kind: prompt\nname: [a\n", ReadState.UNREADABLE),
    ],
)
def test_a_damaged_file_is_one_definition_and_one_finding(
    tmp_path: Path, path: str, content: str | bytes, state: ReadState
) -> None:
    (found,) = definitions(tmp_path, {path: content})
    assert found.state is state
    assert bool(found.problem) is (state is not ReadState.READ)
    codes = [finding.code for finding in scanned_folder(tmp_path).result().checked.findings]
    assert codes.count("SHD009") == (state is not ReadState.READ)


@pytest.mark.parametrize("path", [".claude/agents/a.md", ".mcp.json", ".codex/agents/a.toml", "skills/a/SKILL.md"])
def test_a_file_of_20_mb_is_one_definition(tmp_path: Path, path: str) -> None:
    place = write(tmp_path, {path: AGENT}) / path
    os.truncate(place, LARGE)
    (found,) = definitions(tmp_path, {})
    assert (found.state, found.problem) == (ReadState.UNREADABLE, "the file cannot be read, or is larger than 1 MiB")
    assert scanned(tmp_path, {}).contents == {}


@pytest.mark.parametrize("path", ["server.json", "record.json", "agents/a.yaml", "config/agents.yaml"])
def test_a_large_or_binary_file_of_another_program_is_no_definition(tmp_path: Path, path: str) -> None:
    place = write(tmp_path, {path: b"\0"}) / path
    assert definitions(tmp_path, {}) == ()
    os.truncate(place, LARGE)
    assert definitions(tmp_path, {}) == ()


def test_a_named_pipe_is_not_opened(tmp_path: Path) -> None:
    write(tmp_path, {".claude/agents/a.md": AGENT})
    os.mkfifo(tmp_path / ".claude/agents/b.md")
    os.mkfifo(tmp_path / ".gitignore")
    assert [found.path for found in definitions(tmp_path, {})] == [".claude/agents/a.md"]


def test_a_gitignore_that_is_a_link_out_is_not_read(tmp_path: Path) -> None:
    root = write(tmp_path / "r", {".claude/agents/a.md": AGENT})
    write(tmp_path, {"outside": "*.md\n"})
    (root / ".gitignore").symlink_to(tmp_path / "outside")
    assert [found.path for found in definitions(root, {})] == [".claude/agents/a.md"]


def test_a_manifest_that_links_out_of_the_repository_names_no_files(tmp_path: Path) -> None:
    root = write(tmp_path / "r", {"agents/a.md": AGENT, ".claude-plugin/b.json": "{}"})
    write(tmp_path, {"outside.json": '{"name": "a"}'})
    (root / ".claude-plugin/plugin.json").symlink_to(tmp_path / "outside.json")
    assert definitions(root, {}) == ()


def test_paths_that_differ_only_in_case_are_one_finding(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f".claude/agents/{name}.md": AGENT for name in ("Bot", "bot")}
    if len(list(write(tmp_path, files).glob(".claude/agents/*"))) == 1:
        pytest.skip("the disk does not distinguish upper and lower case")
    found = definitions(tmp_path, {})
    assert [definition.state for definition in found] == [ReadState.READ, ReadState.LENIENT]
    assert found[1].problem == "its path differs from `.claude/agents/Bot.md` only in upper and lower case"
    assert [finding.code for finding in scanned_folder(tmp_path).result().checked.findings].count("SHD009") == 1


def test_a_submodule_is_another_repository(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "kit/.git": "gitdir: ../.git/modules/kit\n",
        "kit/.claude-plugin/plugin.json": '{"name": "kit"}',
        "kit/agents/a.md": AGENT,
        ".claude-plugin/marketplace.json": '{"plugins": [{"name": "kit", "source": "./kit"}]}',
    }
    assert definitions(tmp_path, files) == ()


PIECES = st.sampled_from([*'{}[]*!/,:"\0\n\\', "**/", "../", "./", "é", "agents", "plugins", "source"])
BYTES = st.binary(max_size=60) | st.lists(PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode())
PATHS = sorted({pattern.removeprefix("**/") for manifest in MANIFESTS for pattern in manifest.patterns})


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from([*PATHS, ".gitignore", ".git/index", ".claude/.gitignore"]), content=BYTES)
def test_any_bytes_of_a_manifest_or_gitignore_raise_no_exception(tmp_path: Path, path: str, content: bytes) -> None:
    for number, place in enumerate((path, f"deep/{path}")):
        root = tmp_path / str(number)
        write(root, {place: content, ".claude/agents/a.md": AGENT, "agents/b.md": AGENT, "deep/agents/c.md": AGENT})
        assert all(not found.path.startswith("..") for found in definitions(root, {}))
        (root / place).unlink()


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(named=st.text(max_size=12) | st.lists(PIECES).map("".join))
def test_a_manifest_never_leads_out_of_the_repository(tmp_path: Path, named: str) -> None:
    root = write(tmp_path / "r", {"kit/agents/a.md": AGENT})
    write(tmp_path, {"agents/outside.md": AGENT})
    write(root, {"kit/.claude-plugin/plugin.json": json.dumps({"name": "kit", "agents": [named, f"../{named}"]})})
    write(root, {".claude-plugin/marketplace.json": json.dumps({"plugins": [{"name": "kit", "source": named}]})})
    assert {found.path for found in definitions(root, {})} <= {"kit/agents/a.md"}


def test_every_format_names_its_documentation() -> None:
    assert all(form.followed and form.patterns for form in DEFINITION_FORMATS)
