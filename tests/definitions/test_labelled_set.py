"""The labelled set is complete: each file has one label, and each format, state and kind of node occurs."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.definitions.generate.__main__ import repositories
from tests.definitions.labelled_set import ROOT, LabelledRepository, labelled_repositories

REPOSITORIES = labelled_repositories()
DEFINITIONS = [definition for repository in REPOSITORIES for definition in repository.definitions]
FORMATS = (
    "a2a agent-schema agent-skill claude-code codex copilot crewai cursor gemini langgraph mcp-client mcp-server oasf "
    "opencode vscode"
).split()
KINDS = "agent card mcp-client mcp-server skill".split()
STATES = "lenient read unreadable".split()
POLICIES = "all allowed-unless-denied listed none unknown".split()
CAPABILITIES = "agent edit execute host read search todo web".split()
FIELDS = {
    "path": str,
    "format": str,
    "hosts": list,
    "kind": str,
    "name": str | None,
    "plugin": str | None,
    "state": str,
    "tools": dict,
    "mode": str | None,
    "models": list | None,
    "author": dict | None,
    "owner": dict | None,
    "delegates_to": list,
    "mcp_servers": list,
    "skills": list,
}
each_repository = pytest.mark.parametrize("repository", REPOSITORIES, ids=lambda repository: repository.name)


def texts_in(value: object) -> list[str]:
    """The entries of a list, which are texts without duplicates."""
    assert isinstance(value, list)
    assert all(isinstance(entry, str) and entry for entry in value)
    assert len(set(value)) == len(value)
    return value


@each_repository
def test_every_file_has_one_label(repository: LabelledRepository) -> None:
    defined = {definition["path"] for definition in repository.definitions}
    assert not defined & set(repository.others)
    assert defined | set(repository.others) == repository.files()


@each_repository
def test_labels_follow_the_schema(repository: LabelledRepository) -> None:
    assert set(repository.labels) == {"about", "definitions", "others", "links"}
    for definition in repository.definitions:
        assert list(definition) == list(FIELDS)
        for key, kind in FIELDS.items():
            assert isinstance(definition[key], kind), (definition["path"], key)
        for key in ("hosts", "delegates_to", "mcp_servers", "skills"):
            texts_in(definition[key])
        assert definition["models"] is None or texts_in(definition["models"])
        for key in ("author", "owner"):
            assert definition[key] is None or set(definition[key]) == {"key", "value"}
    for reason in repository.others.values():
        assert 2 <= len(reason.split()) <= 5, reason
    for link in repository.labels["links"]:
        assert set(link) == {"path", "target", "reason"}
        assert link["path"] not in repository.files()


@each_repository
def test_tools_are_consistent(repository: LabelledRepository) -> None:
    for definition in repository.definitions:
        check_tools(definition["tools"])


def check_tools(tools: dict[str, Any]) -> None:
    assert list(tools) == ["policy", "names", "denied", "capabilities", "mcp", "unknown"]
    names = texts_in(tools["names"])
    texts_in(tools["denied"])
    assert tools["policy"] in POLICIES
    assert set(tools["capabilities"]) <= set(CAPABILITIES)
    assert set(tools["unknown"]) <= set(names)
    assert all(entry.count("/") == 1 for entry in tools["mcp"])
    if tools["policy"] == "listed":
        assert names
    elif tools["policy"] == "all":
        assert names in ([], ["*"])
    elif tools["policy"] == "none":
        assert not names


@each_repository
def test_an_unreadable_definition_has_no_other_label(repository: LabelledRepository) -> None:
    empty = ("mode", "models", "author", "owner", "delegates_to", "mcp_servers", "skills")
    for definition in repository.definitions:
        if definition["state"] == "unreadable":
            assert not any(definition[key] for key in empty)
            assert definition["tools"]["policy"] == "unknown"
        elif definition["kind"] != "mcp-client":
            assert definition["name"]


def test_the_set_is_large_and_covers_each_format_state_and_kind() -> None:
    files = {(repository.name, path) for repository in REPOSITORIES for path in paths(repository)}
    assert len(files) >= 300
    assert sum(len(repository.others) for repository in REPOSITORIES) >= 100
    counts = {key: Counter(definition[key] for definition in DEFINITIONS) for key in ("format", "state", "kind")}
    assert sorted(counts["format"]) == FORMATS
    assert min(counts["format"].values()) >= 5
    assert sorted(counts["state"]) == STATES
    assert min(counts["state"].values()) >= 15
    assert sorted(counts["kind"]) == KINDS
    assert {definition["tools"]["policy"] for definition in DEFINITIONS} == set(POLICIES)


def paths(repository: LabelledRepository) -> set[str]:
    return {definition["path"] for definition in repository.definitions}


def test_names_of_one_format_are_unique_in_a_repository_or_plugin() -> None:
    """A name may occur twice only if the agents belong to two plugins or two formats."""
    for repository in REPOSITORIES:
        labels = [label for label in repository.definitions if label["name"] is not None]
        keys = Counter((label["format"], label["plugin"], label["name"]) for label in labels)
        assert [key for key, count in keys.items() if count > 1] == []


def test_files_are_small() -> None:
    for repository, path in itertools.chain.from_iterable(((r, p) for p in r.files()) for r in REPOSITORIES):
        content = (repository.tree / path).read_bytes()
        assert len(content) < 2500, path
        assert content.count(b"\n") <= 45, path


def test_links_lead_out_of_the_copy_and_in_circles(tmp_path: Path) -> None:
    [repository] = [repository for repository in REPOSITORIES if repository.labels["links"]]
    copy = repository.copy(tmp_path / "copy")
    targets = {link["path"]: (copy / link["path"]).resolve() for link in repository.labels["links"]}
    assert sorted(path for path, target in targets.items() if not target.is_relative_to(copy.resolve())) == [
        ".claude/agents/outside.md"
    ]
    assert all(target.exists() for target in targets.values())
    assert {path for path in repository.files() if not (copy / path).is_file()} == set()


def test_the_generator_writes_the_committed_files(tmp_path: Path) -> None:
    for repository in repositories():
        repository.write(tmp_path)
    generated = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    committed = {
        path.relative_to(ROOT): path.read_bytes()
        for folder in ROOT.iterdir()
        if folder.is_dir()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert sorted(generated) == sorted(committed)
    assert [path for path, content in generated.items() if committed[path] != content] == []
