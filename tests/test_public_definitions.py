"""The counts of public definitions: independent of docgraph, and right on small files that a reader can count."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from scripts.bench_.page import write_table
from scripts.compare_scanners import MARKER, Listing, Reference, numbers

from tests.conftest import ROOT

SCRIPT = ROOT / "scripts/count_public_definitions.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("count_public_definitions", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_script_imports_the_standard_library_only() -> None:
    nodes = list(ast.walk(ast.parse(SCRIPT.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
    assert not {"__import__", "import_module"} & {node.id for node in nodes if isinstance(node, ast.Name)}


def test_at_least_five_repositories_are_pinned_to_a_commit() -> None:
    tables = tomllib.loads(SCRIPT.with_name("public_definitions.toml").read_text(encoding="utf-8"))
    assert len(tables) >= 5
    assert all(re.fullmatch(r"[0-9a-f]{40}", table["commit"]) for table in tables.values())


def counted(script: ModuleType, folder: Path, files: dict[str, str], **places: tuple[str, ...]) -> Any:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return script.count(script.Collection("test", "owner/name", "0" * 40, **places), folder)


@pytest.mark.parametrize(
    ("tools", "number", "without"),
    [
        ("tools: Read, Bash(git add, git commit)", 2, 0),
        ("tools: [Read, 'Bash']", 2, 0),
        ("tools:\n  - Read\n  - Bash", 2, 0),
        ("tools: [\n  Read,\n  Bash,\n]", 2, 0),
        ("tools: []", 0, 0),
        ("tools:", 0, 1),
        ("color: red", 0, 1),
    ],
)
def test_lists_of_tools(script: ModuleType, tmp_path: Path, tools: str, number: int, without: int) -> None:
    text = f"---\nname: a\ndescription: b: c\n{tools}\nmodel: opus\n---\ntools: Write\n"
    counts = counted(script, tmp_path, {"agents/a.md": text, "agents/README.md": text}, agents=("agents/*.md",))
    assert (counts.agents, counts.tools, counts.without_tools, counts.models) == (1, number, without, 1)


def test_files_that_no_host_loads_are_skipped(script: ModuleType, tmp_path: Path) -> None:
    files = {
        "agents/a.md": "# No front matter\n",
        "agents/b.md": "---\ndescription: No name\n---\n",
        "agents/c.md": "---\nname: c\ndescription: d\n---\n",
        "x/agent.yaml": "kind: Service\n",
        "y/agent.yaml": "\ufeffkind: Prompt\n",
    }
    counts = counted(script, tmp_path, files, agents=("agents/*.md", "*/agent.yaml"))
    assert (counts.agents, counts.skipped) == (2, ["agents/a.md", "agents/b.md", "x/agent.yaml"])


def test_manifests_servers_and_skills(script: ModuleType, tmp_path: Path) -> None:
    agent = "---\nname: c\ndescription: d\nowner: jane\n---\n"
    files = {
        "p/.claude-plugin/plugin.json": '{"agents": ["./c.md", "./gone.md"]}',
        "p/c.md": agent,
        "p/d.md": agent,
        "p/skills/s/SKILL.md": agent,
        ".mcp.json": '{\n// two\n"servers": {"a": {}, "b": {},},}',
    }
    counts = counted(script, tmp_path, files, named_in=("p/.claude-plugin/*",), servers=(".mcp.json",))
    assert (counts.agents, counts.owners, counts.skills, counts.servers) == (1, 1, 1, 2)


def test_the_comparison_of_scanners_starts() -> None:
    command = [sys.executable, "-m", "scripts.compare_scanners", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "--checkouts" in done.stdout


def test_a_name_without_a_path_counts_for_the_files_that_have_it() -> None:
    reference = Reference({"a/x.md", "b/x.md", ".mcp.json"}, {"c/copied.md"}, {".mcp.json": ["docs"]})
    listing = Listing({"a/y.md"}, Counter({"x.md": 1, "copied.md": 1, "ci.yml": 1}), {"docs", "gone"})
    assert listing.files(reference) == {"a/y.md", "a/x.md", "c/copied.md", "ci.yml", ".mcp.json", "gone"}
    # found, missed, invented
    assert numbers(listing, reference) == ["2", "1", "3"]
    assert numbers(None, reference) == ["", "", ""]


def test_only_the_text_between_the_markers_of_a_page_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    begin, end = f"<!-- {MARKER} -->", f"<!-- /{MARKER} -->"
    page.write_text(f"before\n{begin}\nold \\1\n{end}\nafter\n", encoding="utf-8")
    write_table(page, MARKER, "new \\1")
    assert page.read_text(encoding="utf-8") == f"before\n{begin}\nnew \\1\n{end}\nafter\n"
