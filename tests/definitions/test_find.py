"""Which files define agents: what a host loads, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from docgraph.definitions import find
from docgraph.definitions.formats import DEFINITION_FORMATS
from docgraph.definitions.path_patterns import PatternGroups
from docgraph.model.definition import Definition, ReadState
from docgraph.workspace import fork
from docgraph.workspace.cache import definition_cache
from docgraph.workspace.cache.store import Cache
from docgraph.workspace.definition_files import scan_repository
from docgraph.workspace.fork import SecondProcess, started
from tests.definitions.repository import definitions, scanned, write

AGENT = "---\nname: linter\ndescription: Lints.\n---\nLint it.\n"


def _paths(root: Path, files: dict[str, str | bytes], **patterns: tuple[str, ...]) -> list[str]:
    return [definition.path for definition in definitions(root, files, **patterns)]


@pytest.mark.parametrize(
    "path",
    [
        ".claude/agents/a.md",
        ".claude/agents/team/a.md",
        "packages/api/.claude/agents/a.md",
        ".github/agents/a.agent.md",
        ".github/agents/a.md",
        "packages/api/.github/agents/a.agent.md",
        ".github/chatmodes/a.chatmode.md",
        ".opencode/agents/team/a.md",
        ".opencode/agent/a.md",
        ".gemini/agents/a.md",
        ".cursor/agents/a.md",
        "skills/a/SKILL.md",
    ],
)
def test_a_host_loads_a_file_from_this_path(tmp_path: Path, path: str) -> None:
    assert _paths(tmp_path, {path: AGENT}) == [path]


@pytest.mark.parametrize(
    "path",
    [
        "agents/a.md",
        "docs/a.agent.md",
        ".claude/agents/README.md",
        ".claude/agents/references/a.md",
        ".claude/agents/AGENTS.md",
        ".claude/commands/a.md",
        "AGENTS.md",
        "CLAUDE.md",
        "node_modules/x/.claude/agents/a.md",
        "vendor/x/.claude/agents/a.md",
        ".github/agents/a.prompt.md",
        ".github/prompts/a.prompt.md",
    ],
)
def test_no_host_loads_a_file_from_this_path(tmp_path: Path, path: str) -> None:
    assert _paths(tmp_path, {path: AGENT}) == []


def test_the_setting_files_adds_files_that_no_host_loads(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"library/a.md": AGENT, "library/b.agent.md": AGENT, "other/c.md": AGENT}
    assert definitions(tmp_path, files) == ()
    assert len(definitions(tmp_path, files, files=("other/", "!other/x/"))) == 1
    found = definitions(tmp_path, files, files=("library/*.md",))
    assert [(definition.path, definition.format) for definition in found] == [
        ("library/a.md", "claude-agent"),
        ("library/b.agent.md", "copilot-agent"),
    ]


def test_the_setting_ignore_leaves_files_and_folders_out(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f".claude/agents/{name}.md": AGENT for name in ("a", "b")}
    files |= {"tests/x/.claude/agents/c.md": AGENT}
    assert _paths(tmp_path, files, ignore=("tests/", "**/b.md")) == [".claude/agents/a.md"]


def test_files_that_git_ignores_are_left_out(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        ".gitignore": "build/\n[\n.claude/agents/secret-*.md\n!.claude/agents/secret-known.md\n",
        "build/.claude/agents/a.md": AGENT,
        ".claude/agents/b.md": AGENT,
        ".claude/agents/secret-c.md": AGENT,
        ".claude/agents/secret-known.md": AGENT,
        "sub/.gitignore": "/.claude/agents/d.md\n",
        "sub/.claude/agents/d.md": AGENT,
        "sub/.claude/agents/e.md": AGENT,
    }
    assert _paths(tmp_path, files) == [
        ".claude/agents/b.md",
        ".claude/agents/secret-known.md",
        "sub/.claude/agents/e.md",
    ]


def test_other_repositories_and_environments_are_not_entered(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "sub/.git": "gitdir: ../.git/modules/sub\n",
        "sub/.claude/agents/a.md": AGENT,
        "env/pyvenv.cfg": "",
        "env/.claude/agents/b.md": AGENT,
        ".git/.claude/agents/c.md": AGENT,
        ".claude/agents/d.md": AGENT,
    }
    assert _paths(tmp_path, files) == [".claude/agents/d.md"]


def test_a_worktree_is_a_repository(tmp_path: Path) -> None:
    assert _paths(tmp_path, {".git": "gitdir: elsewhere\n", ".claude/agents/a.md": AGENT}) == [".claude/agents/a.md"]


def test_links_are_followed_only_inside_the_repository(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"secret.md": AGENT, "agents/s.md": AGENT})
    root = write(tmp_path / "repository", {"shared/a.md": AGENT, ".claude/agents/b.md": AGENT, ".git/x.md": AGENT})
    (root / ".claude/agents/secret.md").symlink_to(outside / "secret.md")
    (root / ".claude/agents/git.md").symlink_to(root / ".git/x.md")
    (root / ".claude/agents/linked.md").symlink_to(root / "shared/a.md")
    (root / ".claude/agents/gone.md").symlink_to(root / "gone.md")
    (root / ".claude/agents/circle").symlink_to(root / ".claude")
    (root / ".claude/agents/self.md").symlink_to(root / ".claude/agents/self.md")
    (root / ".cursor").mkdir()
    (root / ".cursor/agents").symlink_to(root / "shared")
    (root / ".gemini").symlink_to(outside)
    assert _paths(root, {}) == [".claude/agents/b.md", ".claude/agents/linked.md", ".cursor/agents/a.md"]


def test_a_large_file_and_a_binary_are_reported_without_reading_them(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        ".claude/agents/large.md": AGENT + "x" * 1_100_000,
        ".claude/agents/binary.md": b"---\nname: a\0b\n---\n",
        "opencode.json": "{" + '"a": "b",' * 200_000 + "}",
    }
    found = definitions(tmp_path, files)
    assert [(definition.path, definition.state) for definition in found] == [
        (path, ReadState.UNREADABLE) for path in sorted(files)
    ]
    assert [definition.problem for definition in found if definition.path.endswith("binary.md")] == [
        "the file is binary"
    ]


def test_a_plugin_names_its_agents_in_a_manifest(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "plugins/review/.claude-plugin/plugin.json": '{"name": "review", "agents": ["./extra/c.md", "../../out.md"]}',
        "plugins/review/agents/a.md": AGENT,
        "plugins/review/agents/deep/b.md": AGENT,
        "plugins/review/agents/README.md": "# Agents\n",
        "plugins/review/extra/c.md": AGENT,
        "plugins/review/extra/d.md": AGENT,
        "plugins/plain/agents/e.md": AGENT,
        "out.md": AGENT,
    }
    found = definitions(tmp_path, files)
    assert [(definition.path, definition.within) for definition in found] == [
        ("plugins/review/extra/c.md", "review"),
    ]


def test_the_paths_of_a_manifest_replace_the_usual_folder_and_paths_of_a_marketplace_add_to_it(
    tmp_path: Path,
) -> None:
    files: dict[str, str | bytes] = {
        ".claude-plugin/marketplace.json": """{"plugins": [
            {"name": "one", "source": "./one"}, {"name": "two", "source": "./two", "agents": "./extra.md"},
            {"name": "three", "source": "./three"}]}""",
        "one/.claude-plugin/plugin.json": '{"name": "one", "agents": "./team/"}',
        "two/.claude-plugin/plugin.json": '{"name": "two"}',
    }
    agents = [f"{plugin}/{folder}/a.md" for plugin in ("one", "two", "three") for folder in ("agents", "team")]
    files |= dict.fromkeys((*agents, "two/extra.md"), AGENT)
    assert _paths(tmp_path, files) == ["one/team/a.md", "three/agents/a.md", "two/agents/a.md", "two/extra.md"]


@pytest.mark.parametrize("marketplace", [False, True])
def test_an_empty_list_replaces_the_usual_folder(tmp_path: Path, marketplace: bool) -> None:
    files: dict[str, str | bytes] = {
        "one/.claude-plugin/plugin.json": '{"name": "one", "agents": []}',
        "one/agents/a.md": AGENT,
        "two/agents/a.md": AGENT,
    }
    if marketplace:
        files[".claude-plugin/marketplace.json"] = """{"plugins": [
            {"name": "one", "source": "./one"}, {"name": "two", "source": "./two", "agents": []}]}"""
    assert _paths(tmp_path, files) == []


def test_a_plugin_with_manifests_of_two_hosts_has_both(tmp_path: Path) -> None:
    manifest = '{"name": "review"}'
    files: dict[str, str | bytes] = {
        "one/.claude-plugin/plugin.json": manifest,
        "one/.cursor-plugin/plugin.json": manifest,
        "one/.github/plugin/plugin.json": '{"name": "other"}',
        "one/agents/a.md": AGENT,
        "one/agents/b.agent.md": AGENT,
    }
    found = definitions(tmp_path, files)
    assert [(definition.path, definition.within, definition.hosts) for definition in found] == [
        ("one/agents/a.md", "review", ("Claude Code", "Cursor", "GitHub Copilot")),
        ("one/agents/b.agent.md", "review", ("GitHub Copilot",)),
    ]
    # a manifest that is added later changes the hosts of an unchanged file
    cache = Cache(tmp_path / "cache")
    (tmp_path / "one/.cursor-plugin/plugin.json").unlink()
    assert scan_repository(tmp_path, tmp_path, cache).definitions[0].other_hosts == ("GitHub Copilot",)
    write(tmp_path, {"one/.cursor-plugin/plugin.json": manifest})
    assert scan_repository(tmp_path, tmp_path, cache).definitions[0].other_hosts == ("Cursor", "GitHub Copilot")


def test_a_marketplace_names_plugins_without_a_manifest_of_their_own(tmp_path: Path) -> None:
    marketplace = """{
        // comments and trailing commas are allowed
        "metadata": {"pluginRoot": "./plugins"},
        "plugins": [
            {"name": "one", "source": "./one", "agents": "./agents/a.md"},
            {"name": "two", "source": {"source": "github", "repo": "example/two"}},
            {"name": "out", "source": "../.."},
        ],
    }"""
    files: dict[str, str | bytes] = {
        ".claude-plugin/marketplace.json": marketplace,
        "plugins/one/agents/a.md": AGENT,
        "plugins/one/agents/b.agent.md": AGENT,
        "plugins/two/agents/c.md": AGENT,
    }
    found = definitions(tmp_path, files)
    assert [(definition.path, definition.within, definition.format) for definition in found] == [
        ("plugins/one/agents/a.md", "one", "claude-agent"),
    ]


@pytest.mark.parametrize("content", ["", "[]", '{"plugins": 5}', '{"plugins": [null, {"source": 5}]}', "{", "\0"])
def test_a_broken_manifest_names_no_files(tmp_path: Path, content: str) -> None:
    assert _paths(tmp_path, {".claude-plugin/marketplace.json": content, "agents/a.md": AGENT}) == []


@pytest.mark.parametrize(
    ("manifest", "agent", "expected"),
    [
        (".github/plugin/plugin.json", "agents/a.agent.md", "copilot-agent"),
        ("tools/plugin.json", "tools/agents/a.agent.md", "copilot-agent"),
        ("x/.plugin/plugin.json", "x/agents/a.md", "copilot-agent"),
        ("x/.cursor-plugin/plugin.json", "x/agents/a.md", "cursor-agent"),
        ("x/gemini-extension.json", "x/agents/a.md", "gemini-agent"),
    ],
)
def test_manifests_of_other_programs(tmp_path: Path, manifest: str, agent: str, expected: str) -> None:
    found = definitions(tmp_path, {manifest: '{"name": "tools", "agents": "agents/"}', agent: AGENT})
    assert [(definition.path, definition.format) for definition in found] == [(agent, expected)]


def test_an_unchanged_file_is_not_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path / "repository", {f".claude/agents/{name}.md": AGENT for name in ("a", "b")})
    cache = Cache(tmp_path / "cache")
    before = scan_repository(root, root, cache)
    calls: list[str] = []
    read = find.read_definitions

    def counted(candidate: find.DefinitionPath, content: bytes, place: str) -> tuple[Definition, ...]:
        calls.append(candidate.path)
        return read(candidate, content, place)

    monkeypatch.setattr(find, "read_definitions", counted)
    assert scan_repository(root, root, cache) == before
    assert calls == []
    write(root, {".claude/agents/b.md": AGENT.replace("linter", "fixer")})
    after = scan_repository(root, root, cache)
    assert calls == [".claude/agents/b.md"]
    assert [definition.name for definition in after.definitions] == ["linter", "fixer"]


def test_two_processes_read_what_one_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {f".claude/agents/{number}.md": AGENT + str(number) for number in range(20)}
    files |= {".mcp.json": "{", ".claude/agents/binary.md": b"\0", ".claude/agents/fails.md": AGENT}
    root = write(tmp_path / "repository", files)
    read = find.read_definitions

    def failing(candidate: find.DefinitionPath, content: bytes, place: str) -> tuple[Definition, ...]:
        if place.endswith("fails.md"):
            raise ValueError(place)
        return read(candidate, content, place)

    monkeypatch.setattr(find, "read_definitions", failing)
    expected = scan_repository(root, root, Cache(None))
    assert [path for path, _ in expected.failures] == [".claude/agents/fails.md"]
    forks: list[object] = []

    def counted(work: Callable[[], Iterable[bytes]]) -> SecondProcess:
        forks.append(work)
        return started(work)

    monkeypatch.setattr(fork, "started", counted)
    monkeypatch.setattr(definition_cache, "can_fork", lambda: True)
    monkeypatch.setattr(definition_cache, "MIN_FILES_FOR_FORK", 2)
    cache = Cache(tmp_path / "cache")
    for _ in range(2):
        found = scan_repository(root, root, cache)
        assert found.definitions == expected.definitions
        assert repr(found.failures) == repr(expected.failures)
    assert len(forks) == 1, "the second scan parses only the file that failed"


def test_a_child_process_that_fails_loses_no_definition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path, {f".claude/agents/{number}.md": AGENT for number in range(9)})
    expected = scan_repository(root, root, Cache(None))
    monkeypatch.setattr(definition_cache, "can_fork", lambda: True)
    monkeypatch.setattr(definition_cache, "MIN_FILES_FOR_FORK", 2)

    def failing(work: Callable[[], Iterable[bytes]]) -> SecondProcess:
        def lines() -> Iterator[bytes]:
            yield from work()
            raise MemoryError

        return started(lines)

    monkeypatch.setattr(fork, "started", failing)
    assert scan_repository(root, root, Cache(None)) == expected


def test_a_damaged_cache_is_no_error(tmp_path: Path) -> None:
    root = write(tmp_path / "repository", {".claude/agents/a.md": AGENT})
    cache = Cache(tmp_path / "cache")
    before = scan_repository(root, root, cache)
    kept = cache.load("definitions")
    name = ".claude/agents/a.md"
    damages: tuple[object, ...] = ([], {name: 5}, {name: [kept[name][0], "x"]})
    for damaged in damages:
        cache.store("definitions", damaged)
        assert scan_repository(root, root, cache) == before


def test_locations_are_relative_to_the_project(tmp_path: Path) -> None:
    root = write(tmp_path, {".claude/agents/a.md": AGENT, "site/.claude/agents/b.md": AGENT})
    found = scan_repository(root, root / "site", Cache(None))
    assert [(definition.path, definition.at.path) for definition in found.definitions] == [
        (".claude/agents/a.md", "../.claude/agents/a.md"),
        ("site/.claude/agents/b.md", ".claude/agents/b.md"),
    ]
    assert set(found.contents) == {"../.claude/agents/a.md", ".claude/agents/b.md"}


def test_the_name_of_each_format_is_unique() -> None:
    names = [form.name for form in DEFINITION_FORMATS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.md", "a/b.md", True),
        ("/*.md", "a/b.md", False),
        ("/*.md", "b.md", True),
        ("a/*.md", "a/b.md", True),
        ("a/*.md", "x/a/b.md", False),
        ("**/a/*.md", "x/y/a/b.md", True),
        ("a/**/*.md", "a/b.md", True),
        ("a/**", "a/b/c", True),
        ("a/**", "a/b", True),
        ("a/**", "ab/c", False),
        ("a?.md", "ab.md", True),
        ("[ab].md", "b.md", True),
        ("a+b.md", "aab.md", False),
        ("*.agent.md", "x/b.agent.md", True),
        ("*.agent.md", "x/b.md", False),
        ("a[bc]", "x/ab", True),
        ("a*", "x/ab", True),
    ],
)
def test_patterns_of_paths(pattern: str, path: str, matches: bool) -> None:
    assert PatternGroups([[], [pattern]]).first(path) == (1 if matches else None)


def test_contents_do_not_contain_other_files(tmp_path: Path) -> None:
    found = scanned(tmp_path, {".claude/agents/a.md": AGENT, ".env": "TOKEN=example-not-a-secret"})
    assert set(found.contents) == {".claude/agents/a.md"}
