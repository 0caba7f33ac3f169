"""The first screen of `docgraph scan` describes files that look like agents, but that no program loads."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.definitions.labelled_set import ROOT
from tests.definitions.repository import scanned, write

AGENT = "---\nname: {}\ndescription: Sorts imports.\n---\nSort.\n"
TOOLS = AGENT.replace("\n---\nS", "\ntools: Read, Grep\n---\nS")
COPILOT = "---\ntools: [read]\n---\nSort.\n"
CODEX = 'name = "bot"\ndescription = "Sorts."\ndeveloper_instructions = "Sort."\n'
COLLECTION: dict[str, str | bytes] = {
    "agents/a.agent.md": COPILOT,
    "agents/b.agent.md": COPILOT,
    "agents/README.md": "# Agents\n",
    "team/[x]/agents/deep/c.md": AGENT.format("c"),
    ".claude/agents/d.md": AGENT.format("d"),
}


def unloaded(root: Path, files: dict[str, str | bytes]) -> list[tuple[str, str]]:
    """The path and host of each file that looks like an agent."""
    return [(file.path, file.host) for file in scanned(root, files, with_unloaded=True).unloaded]


def first_screen(docgraph: Command, root: Path) -> tuple[str, str]:
    """The first line of a scan, and the line about files that are not listed; empty if there is none."""
    run = docgraph("scan", cwd=root)
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    return lines[0], next((line for line in lines if line.startswith("Not listed: ")), "")


def test_the_setting_that_the_line_names_lists_the_files_that_it_counts(tmp_path: Path, docgraph: Command) -> None:
    root = write(tmp_path, COLLECTION)
    answer, line = first_screen(docgraph, root)
    assert answer.startswith("1 agent in 1 host")
    setting = r'scan.files = ["/agents/*.agent.md", "/team/\\[x\\]/agents/**/*.md"]'
    assert line == (
        "Not listed: 2 files in agents/ look like agents of GitHub Copilot and 1 file in team/[x]/agents/ like agents "
        f"of Claude Code, but no program loads them from there. To list them, add `{setting}` at the top of "
        "docgraph.toml."
    )
    assert tomllib.loads(setting)
    (root / "docgraph.toml").write_text(f"{setting}\n", encoding="utf-8")
    answer, line = first_screen(docgraph, root)
    assert answer.startswith("4 agents in 3 hosts")
    assert line == ""


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"docgraph.toml": 'docs-dir = "."\n'}, "add `scan.files = [{}]` at the top of docgraph.toml"),
        ({"docgraph.toml": 'scan = {ignore = ["x"]}\n'}, "add `{}` to `scan.files` in docgraph.toml"),
        ({"docgraph.toml": "scan = false\n"}, "replace `scan = false` with `scan.files = [{}]` at the top of"),
        ({"mkdocs.yml": "site_name: x\n"}, "add `- docgraph: {{scan: {{files: [{}]}}}}` below `plugins` in mkdocs.yml"),
        ({"mkdocs.yml": "plugins: [docgraph]\n"}, "add `scan: {{files: [{}]}}` below `docgraph` in mkdocs.yml"),
        (
            {"mkdocs.yml": "plugins:\n- docgraph:\n    scan: {ignore: [x]}\n"},
            "add `{}` to `scan.files` in mkdocs.yml",
        ),
    ],
)
def test_the_setting_fits_the_settings_of_the_project(
    tmp_path: Path, docgraph: Command, files: dict[str, str | bytes], where: str
) -> None:
    root = write(tmp_path, {"docs/index.md": "# A\n", "agents/a.agent.md": COPILOT, **files})
    assert where.format('"/agents/*.agent.md"') in first_screen(docgraph, root)[1]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        # the required keys of the format, in a folder as programs have for agents
        ({"agents/a.md": AGENT.format("a"), "agents/b.md": "---\nname: b\n---\n"}, [("agents/a.md", "Claude Code")]),
        ({"x/agents/bot.toml": CODEX, "agents/x.toml": 'name = "x"\n'}, [("x/agents/bot.toml", "Codex")]),
        # an ending of its own
        ({"x/a.chatmode.md": COPILOT, "x/b.agent.md": "No front matter.\n"}, [("x/a.chatmode.md", "VS Code")]),
        # faults are no findings
        ({"agents/a.toml": "x =", "agents/a.md": b"---\nname: \xff\n\0", "agents/b.md": "---\nname: [\n---\n"}, []),
        # a folder of files with tools
        (
            {"x/a.md": TOOLS.format("a"), "x/b.md": TOOLS.format("b"), "x/c.md": AGENT.format("c"), "x/d.md": "# D\n"},
            [(f"x/{name}.md", "Claude Code") for name in "abc"],
        ),
        # one file with tools among others, and tools that are a map
        ({"x/a.md": TOOLS.format("a"), "x/b.md": AGENT.format("b"), "x/c.md": AGENT.format("c")}, []),
        ({"x/a.md": AGENT.format("a").replace("\n---\nS", "\ntools: {edit: null}\n---\nS")}, []),
        # documentation, context, and what Git ignores
        ({"agents/AGENTS.md": AGENT.format("a"), "agents/x.prompt.md": AGENT.format("x")}, []),
        ({".gitignore": "agents/\n", "agents/a.md": AGENT.format("a")}, []),
    ],
)
def test_what_looks_like_an_agent(
    tmp_path: Path, files: dict[str, str | bytes], expected: list[tuple[str, str]]
) -> None:
    assert unloaded(tmp_path, files) == expected


def test_a_document_is_no_agent(tmp_path: Path, docgraph: Command) -> None:
    packet = "---\nkind: agent\nname: a\ndescription: x\n---\n"
    files: dict[str, str | bytes] = {"docgraph.toml": 'docs-dir = "docs"\n', "docs/agents/a.md": packet}
    assert first_screen(docgraph, write(tmp_path, files))[1] == ""


def test_a_folder_limits_the_files(tmp_path: Path, docgraph: Command) -> None:
    root = write(tmp_path, {**COLLECTION, ".git/HEAD": ""})
    report = json.loads(docgraph("scan", "team", "--format", "json", cwd=root).stdout)
    assert report["not-loaded"] == [{"path": "team/[x]/agents/deep/c.md", "host": "Claude Code"}]
    assert "Not listed: 1 file in" in docgraph("scan", "team", "--format", "markdown", cwd=root).stdout


def test_files_of_the_labelled_set_without_the_place_of_an_agent_are_left_out() -> None:
    found = {path for path, _ in unloaded(ROOT / "loose-components" / "tree", {})}
    assert len(found) == 10
    assert all("agents" in path.split("/") for path in found)
    assert unloaded(ROOT / "no-definitions" / "tree", {}) == []


def test_of_many_folders_the_ten_with_most_files_are_named(tmp_path: Path, docgraph: Command) -> None:
    files = {f"t{number:02}/agents/a.md": AGENT.format(f"a{number}") for number in range(12)}
    line = first_screen(docgraph, write(tmp_path, {**files, "t11/agents/b.md": AGENT.format("b")}))[1]
    assert "13 files in 12 folders, such as t11/agents/, look like" in line
    assert 'To list those of 10 folders, add `scan.files = ["/t11/agents/*.md", "/t00/agents/*.md"' in line
    assert line.count("*.md") == 10


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("---\ndescription: Sorts imports.\n---\nSort.\n", "`name`"),
        ("---\nname: sorter\n---\nSort.\n", "`description`"),
        ("You are a sorter.\n", "`name` and `description`"),
    ],
)
def test_a_file_that_lacks_required_keys_is_described(tmp_path: Path, docgraph: Command, text: str, keys: str) -> None:
    root = write(tmp_path, {".claude/agents/README.md": "# Agents\n", ".claude/agents/x.md": text})
    run = docgraph("scan", cwd=root)
    line = f"Not loaded: 1 file in .claude/agents/ lacks {keys} in the front matter, so Claude Code does not load it"
    assert f"{line} as an agent.\n" in run.stdout
    assert "Not listed" not in run.stdout
    report = json.loads(docgraph("scan", "--format", "json", cwd=root).stdout)
    assert report["not-loaded"] == [{"path": ".claude/agents/x.md", "host": "Claude Code"}]


def test_files_that_lack_different_keys_are_one_line(tmp_path: Path, docgraph: Command) -> None:
    texts = {"x": "You sort.\n", "y": "---\nname: y\n---\nSort.\n", "z": AGENT.format("z")}
    root = write(tmp_path, {f".claude/agents/{name}.md": text for name, text in texts.items()})
    run = docgraph("scan", cwd=root)
    assert "2 files in .claude/agents/ lack `name` or `description` in the front matter, so Claude Code " in run.stdout
    assert run.stdout.count("Not loaded") == 1


def test_each_reason_has_a_line_of_its_own(tmp_path: Path, docgraph: Command) -> None:
    root = write(tmp_path, {**COLLECTION, ".claude/agents/x.md": "You sort.\n"})
    for form in ("text", "markdown"):
        lines = docgraph("scan", "--format", form, cwd=root).stdout.splitlines()
        assert [line[:11] for line in lines if line.startswith("Not ")] == ["Not listed:", "Not loaded:"]
