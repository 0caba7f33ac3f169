"""`docgraph list`, `path`, `impact` and `show`."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.revisions import FILES, commit, git, write
from tests.conftest import Command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


def test_list_prints_owner_level_status_and_location(project: Path, docgraph: Command) -> None:
    run = docgraph("list", "kind:agent", "or", "kind:person", cwd=project)
    assert run.stdout.splitlines() == [
        "agent:spec-to-pr  sam.lee  L2 active  docs/agents/spec-to-pr.md:2:1",
        "person:jane.doe                       docs/people/jane.doe.md:2:1",
        "person:sam.lee                        docs/people/sam.lee.md:2:1",
        "3 results: 1 agent, 2 people",
    ]
    assert docgraph("list", "owner:none", cwd=project).stdout == "no results\n"


def test_rows_are_the_same_in_json_and_csv(project: Path, docgraph: Command) -> None:
    rows = json.loads(docgraph("list", "kind:agent", "--format", "json", cwd=project).stdout)["rows"]
    table = docgraph("list", "kind:agent", "--format", "csv", cwd=project).stdout
    assert [row | {"line": str(row["line"])} for row in rows] == list(csv.DictReader(StringIO(table)))
    assert rows[0]["path"] == "docs/agents/spec-to-pr.md"


def test_a_wrong_selector_points_to_its_place(project: Path, docgraph: Command) -> None:
    run = docgraph("list", "kind:agent and ownr:jane.doe", cwd=project)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        "docgraph: no attribute or kind `ownr`; did you mean `owner:`?\n"
        "  kind:agent and ownr:jane.doe\n"
        "                 ^\n"
    )


def test_state_compares_with_a_revision(project: Path, docgraph: Command) -> None:
    git(project, "init", "-q", "-b", "main")
    commit(project, {})
    write(project, {"docs/outcomes/fast.md": FILES["docs/outcomes/onboarding.md"].replace("Onboarding", "Fast")})
    write(project, {"docs/people/sam.lee.md": FILES["docs/people/sam.lee.md"] + "Works in Oslo.\n"})
    assert docgraph("list", "state:new@main", cwd=project).stdout.startswith("outcome:fast ")
    assert docgraph("list", "state:changed@main", cwd=project).stdout.endswith("2 results: 1 outcome, 1 person\n")
    assert "no revision `mian`" in docgraph("list", "state:new@mian", cwd=project).stderr


def test_path_names_the_line_of_each_step(project: Path, docgraph: Command) -> None:
    run = docgraph("path", "sam.lee", "outcome:onboarding", cwd=project)
    assert run.stdout.splitlines() == [
        "docs/outcomes/onboarding.md:4:9: person:sam.lee backs outcome:onboarding",
        "1 step",
    ]
    write(project, {"docs/people/new.md": FILES["docs/people/sam.lee.md"].replace("Sam Lee", "New")})
    run = docgraph("path", "new", "onboarding", cwd=project)
    assert (run.returncode, run.stderr) == (2, "docgraph: person:new and outcome:onboarding are not connected\n")


def test_impact_is_sorted_by_distance(project: Path, docgraph: Command) -> None:
    packet = FILES["docs/agents/spec-to-pr.md"].replace("backup: jane.doe\n", "")
    write(project, {"docs/agents/spec-to-pr.md": packet})
    run = docgraph("impact", "jane.doe", cwd=project)
    assert run.stdout.splitlines() == [
        "1  docs/outcomes/onboarding.md:2:1: outcome:onboarding, owner jane.doe",
        "2  docs/agents/spec-to-pr.md:2:1: agent:spec-to-pr, owner sam.lee",
        "2 records depend on person:jane.doe",
    ]


def test_show_prints_facts_with_lines(project: Path, docgraph: Command) -> None:
    lines = docgraph("show", "spec-to-pr", cwd=project).stdout.splitlines()
    assert lines[:5] == [
        "agent:spec-to-pr Spec to PR",
        "docs/agents/spec-to-pr.md:3:8: owner: Sam Lee (sam.lee)",
        "docs/agents/spec-to-pr.md:4:9: backup: Jane Doe (jane.doe)",
        "docs/agents/spec-to-pr.md:8:11: level: L2",
        "docs/agents/spec-to-pr.md:5:9: status: active",
    ]
    assert "docs/agents/spec-to-pr.md:7:12: serves: outcome:onboarding" in lines
    run = docgraph("show", "spec-to-rp", cwd=project)
    assert run.returncode == 2
    assert run.stderr.startswith("docgraph: no record with id `spec-to-rp`; did you mean `spec-to-pr`?\n")
