"""`docgraph scan --new-since`: the findings about definitions that a revision does not have."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.revisions import DEFINITION, FILES, commit, git, make_three_changes, write
from tests.conftest import Command

HELPER = DEFINITION.replace("spec-to-pr", "helper")
OTHER = DEFINITION.replace("spec-to-pr", "other")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository in whose first commit the agent `helper` has no packet."""
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, FILES | {".claude/agents/helper.md": HELPER})
    return tmp_path


def reported(docgraph: Command, project: Path, *arguments: str) -> set[tuple[str, str]]:
    """(path, code) of the findings of a scan in JSON."""
    run = docgraph("scan", *arguments, "--output", "json=-", cwd=project)
    assert run.returncode in (0, 1), run.stderr
    return {(finding["path"], finding["code"]) for finding in json.loads(run.stdout)["findings"]}


def test_findings_of_the_revision_are_left_out(project: Path, docgraph: Command) -> None:
    assert (".claude/agents/helper.md", "SHD001") in reported(docgraph, project)
    assert reported(docgraph, project, "--new-since", "main") == set()
    make_three_changes(project)
    write(project, {".claude/agents/other.md": OTHER})
    new = reported(docgraph, project, "--new-since", "main")
    assert {(".claude/agents/spec-to-pr.md", "SHD004"), (".claude/agents/other.md", "SHD001")} <= new
    assert not {path for path, _ in new if "helper" in path}


def test_only_new_findings_fail(project: Path, docgraph: Command) -> None:
    arguments = ("scan", "--fail-on", "error")
    assert docgraph(*arguments, cwd=project).returncode == 1
    assert docgraph(*arguments, "--new-since", "main", cwd=project).returncode == 0
    write(project, {".claude/agents/other.md": OTHER})
    assert docgraph(*arguments, "--new-since", "main", cwd=project).returncode == 1


def test_the_list_has_all_agents_and_a_note(project: Path, docgraph: Command) -> None:
    lines = docgraph("scan", "--new-since", "main", cwd=project).stdout.splitlines()
    assert {"helper", "spec-to-pr"} <= {line.partition(" ")[0] for line in lines}
    assert lines[-1].startswith("only what is new since main (")
    assert lines[-1].endswith(": 1 other finding not reported")
    run = docgraph("scan", "--new-since", "main", "--output", "text=-", cwd=project)
    assert run.stdout.splitlines()[-1] == lines[-1]
    assert "new since" not in docgraph("scan", "--new-since", "main", "--format", "csv", cwd=project).stdout


def test_a_renamed_definition_has_no_new_finding(project: Path, docgraph: Command) -> None:
    (project / ".claude/agents/team").mkdir()
    git(project, "mv", ".claude/agents/helper.md", ".claude/agents/team/helper.md")
    assert reported(docgraph, project, "--new-since", "main") == set()


def test_without_settings_no_documents_are_read(project: Path, docgraph: Command) -> None:
    git(project, "rm", "-q", "docgraph.toml")
    commit(project, {})
    assert reported(docgraph, project, "--new-since", "HEAD") == set()
    write(project, {".claude/agents/other.md": OTHER})
    assert reported(docgraph, project, "--new-since", "HEAD") == {(".claude/agents/other.md", "SHD001")}


def test_a_folder_that_the_revision_lacks_is_new(project: Path, docgraph: Command) -> None:
    write(project, {"tools/.claude/agents/other.md": OTHER})
    run = docgraph("scan", "tools", "--new-since", "main", cwd=project)
    assert run.returncode == 0
    assert run.stdout.splitlines()[-1] == "main has no folder tools; all of it is new"
    assert reported(docgraph, project, "tools", "--new-since", "main") == {("tools/.claude/agents/other.md", "SHD001")}


def test_the_cache_has_neither_the_earlier_revision_nor_the_report(project: Path, docgraph: Command) -> None:
    cache = project.with_name(f"{project.name}-cache")
    known = {"DOCGRAPH_CACHE_DIR": str(cache)}
    first = docgraph("scan", cwd=project, **known).stdout
    before = {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()}
    write(project, {".claude/agents/other.md": OTHER})
    assert "1 other finding not reported" in docgraph("scan", "--new-since", "main", cwd=project, **known).stdout
    os.unlink(project / ".claude/agents/other.md")
    assert docgraph("scan", cwd=project, **known).stdout == first
    assert {path.parent for path in before} == {path.parent for path in cache.rglob("*") if path.is_file()}


def test_settings_of_the_revision_that_cannot_be_read(project: Path, docgraph: Command) -> None:
    commit(project, {"docgraph.toml": "docs-dir = [\n"})
    write(project, {"docgraph.toml": FILES["docgraph.toml"]})
    run = docgraph("scan", "--new-since", "HEAD", cwd=project)
    assert run.returncode == 2
    assert run.stderr.startswith("docgraph: HEAD:docgraph.toml:")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--new-since", "mian"], "no revision `mian` in this clone; did you mean `main`?"),
        (["--new-since", "main", "--config", "../outside.toml"], "../outside.toml: is outside of the repository "),
    ],
)
def test_wrong_arguments_are_explained(project: Path, docgraph: Command, arguments: list[str], message: str) -> None:
    (project.parent / "outside.toml").write_text(f'docs-dir = "{project.name}/docs"\n', encoding="utf-8")
    run = docgraph("scan", *arguments, cwd=project)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"docgraph: {message}")
