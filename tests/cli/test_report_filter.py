"""`docgraph check` on files, with `--only` and with `--new-since`: a part of the findings, of all documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.revisions import FILES, PACKET, commit, git, make_three_changes, write
from tests.conftest import Command

BROKEN = "---\nkind: outcome\nowner: jane.doe\n---\n# Fast\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository in whose first commit the agent and the outcome have findings."""
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, FILES | {"docs/outcomes/fast.md": BROKEN})
    return tmp_path


def reported(docgraph: Command, project: Path, *arguments: str) -> set[tuple[str, str]]:
    """(path, code) of the findings of a check in JSON."""
    run = docgraph("check", *arguments, "--format", "json", cwd=project)
    assert run.returncode in (0, 1), run.stderr
    return {(finding["path"], finding["code"]) for finding in json.loads(run.stdout)["findings"]}


def test_files_select_the_findings_about_them(project: Path, docgraph: Command) -> None:
    everything = reported(docgraph, project)
    packet = {found for found in everything if found[0] == "docs/agents/spec-to-pr.md"}
    assert packet and packet != everything
    assert reported(docgraph, project, "docs/agents/spec-to-pr.md") == packet
    assert reported(docgraph, project / "docs", "agents/spec-to-pr.md", "outcomes/fast.md") == {
        found for found in everything if found[0] in ("docs/agents/spec-to-pr.md", "docs/outcomes/fast.md")
    }


def test_only_selects_records(project: Path, docgraph: Command) -> None:
    everything = reported(docgraph, project)
    assert reported(docgraph, project, "--only", "kind:outcome") == {
        found for found in everything if "/outcomes/" in found[0]
    }
    assert reported(docgraph, project, "--only", "kind:person") == set()


def test_new_since_leaves_out_what_the_revision_has(project: Path, docgraph: Command) -> None:
    assert reported(docgraph, project, "--new-since", "main") == set()
    make_three_changes(project)
    new = reported(docgraph, project, "--new-since", "main")
    assert (".claude/agents/spec-to-pr.md", "SHD004") in new
    assert not {found for found in new if found[0] == "docs/outcomes/fast.md"}
    run = docgraph("check", "--new-since", "main", "--only", "kind:agent", cwd=project)
    assert run.returncode == 1
    assert run.stdout.splitlines()[-1].startswith("only `kind:agent` and what is new since main (")


def test_options_count_for_the_revision_too(project: Path, docgraph: Command) -> None:
    commit(project, {"docgraph.toml": 'docs-dir = "docs"\nprofile = "adopt"\n'})
    assert reported(docgraph, project, "--profile", "default") != reported(docgraph, project)
    assert reported(docgraph, project, "--profile", "default", "--new-since", "HEAD") == set()
    make_three_changes(project)
    assert ("docs/agents/spec-to-pr.md", "AGT012") in reported(
        docgraph, project, "--profile", "default", "--new-since", "HEAD"
    )


def test_the_exit_status_is_that_of_the_reported_findings(project: Path, docgraph: Command) -> None:
    assert docgraph("check", cwd=project).returncode == 1
    run = docgraph("check", "docs/people/jane.doe.md", cwd=project)
    assert run.returncode == 0
    assert run.stdout.splitlines()[-2].startswith("no findings in ")
    assert run.stdout.splitlines()[-1].startswith("only 1 file: ")


def test_a_reference_is_resolved_in_documents_that_are_not_named(project: Path, docgraph: Command) -> None:
    write(project, {"docs/agents/spec-to-pr.md": PACKET.replace("sam.lee", "sam.le")})
    assert ("docs/agents/spec-to-pr.md", "REF001") in reported(docgraph, project, "docs/agents/spec-to-pr.md")
    assert ("docs/outcomes/onboarding.md", "REF001") not in reported(docgraph, project, "docs/outcomes/onboarding.md")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["docs/nope.md", "docs/people/jane.doe.md"], "docs/nope.md: does not exist"),
        (["docs/people", "docs/agents"], "docs/people: is a folder; pass one folder, or files"),
        (["docgraph.toml"], "docgraph.toml: is no document of the project and defines no agent"),
        (["--only", "kind:agnt"], "no kind `agnt`; did you mean `agent`?"),
        (["--new-since", "mian"], "no revision `mian` in this clone; did you mean `main`?"),
    ],
)
def test_wrong_arguments_are_explained(project: Path, docgraph: Command, arguments: list[str], message: str) -> None:
    run = docgraph("check", *arguments, cwd=project)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"docgraph: {message}")


def test_fixes_are_for_all_documents(project: Path, docgraph: Command) -> None:
    run = docgraph("check", "--fix", "--only", "kind:agent", cwd=project)
    assert run.returncode == 2
    assert "--fix and --diff change all documents: leave out FILE, -, --only and --new-since" in run.stderr
