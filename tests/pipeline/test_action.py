"""`action.yml`: each of its scripts run in a repository with a base and a change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.revisions import PACKET, commit, git
from tests.conftest import ROOT
from tests.pipeline.steps import EXPRESSION, Ran, Runner, parsed

pytestmark = pytest.mark.slow
ACTION = parsed("action.yml")
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
DEFAULTS = {f"inputs.{name}": option["default"] for name, option in ACTION["inputs"].items()}
PULL_REQUEST = {"GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/12/merge"}


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def ran(runner: Runner, name: str, inputs: dict[str, str] | None = None, /, **environment: str) -> Ran:
    step = next(step for step in STEPS if name in (step.get("id"), step.get("name")))
    given = {f"inputs.{key}": text for key, text in (inputs or {}).items()}
    installed = {"steps.install.outputs.docgraph": str(runner.programs)}
    return runner.run(step, DEFAULTS | installed | given, **environment)


def test_expressions_are_only_in_env_and_in_what_is_no_script() -> None:
    assert [step for step in STEPS if EXPRESSION.search(step.get("run", ""))] == []
    assert all(step["shell"] == "bash" for step in STEPS if "run" in step)
    named = {name for step in STEPS for text in step.get("env", {}).values() for name in EXPRESSION.findall(text)}
    assert {name for name in named if name.startswith("inputs.")} <= DEFAULTS.keys()
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert "secrets." not in text and "github.token" not in text
    assert all(name.replace("inputs.", "") in ACTION["inputs"] for name in DEFAULTS)


def test_a_failed_check_leaves_out_neither_the_agents_nor_the_comparison() -> None:
    [check] = [number for number, step in enumerate(STEPS) if step.get("id") == "check"]
    assert len(STEPS[check + 1 :]) == 2
    for step in STEPS[check + 1 :]:
        assert "!cancelled() && steps.install.outcome == 'success'" in step["if"]


def test_it_installs_the_action_and_not_the_repository(runner: Runner) -> None:
    log = runner.temporary / "log"
    python = runner.programs / "python-for-tests"
    # stands for Python, and for the Python of the environment that it creates
    python.write_text(
        f'#!/bin/sh\necho "$*" >> {log}\nif [ "$3" = venv ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; fi\n',
        encoding="utf-8",
    )
    python.chmod(0o755)
    step = next(step for step in STEPS if step.get("id") == "install")
    done = runner.run(step, {"steps.python.outputs.python-path": str(python)})
    assert (done.status, done.text) == (0, "")
    assert done.outputs == {"docgraph": f"{runner.temporary}/docgraph/bin"}
    created, tools, itself = log.read_text(encoding="utf-8").splitlines()
    assert created == f"-I -m venv {runner.temporary}/docgraph"
    pip = "-I -m pip install --quiet --disable-pip-version-check --no-input"
    assert tools == f"{pip} --requirement {ROOT}/requirements/build.txt"
    assert itself == f"{pip} --constraint {ROOT}/requirements/site.txt --no-build-isolation {ROOT}"
    assert (ROOT / "requirements/build.txt").is_file() and (ROOT / "requirements/site.txt").is_file()


def test_the_check_annotates_lines_and_reports(runner: Runner) -> None:
    runner.check_out_change()
    commit(runner.repository, {"docs/agents/spec-to-pr.md": PACKET.replace("owner: sam.lee\n", "")})
    done = ran(runner, "check")
    assert done.status == 1
    assert "::error file=docs/agents/spec-to-pr.md,line=2," in done.text
    assert "agent <code>spec-to-pr</code> has no owner" in done.summary
    report = json.loads(Path(done.outputs["sarif"]).read_text(encoding="utf-8"))
    assert "OWN002" in {result["ruleId"] for result in report["runs"][0]["results"]}
    assert Path(done.outputs["sarif"]).parent == runner.temporary
    assert ran(runner, "check", {"fail-on": "never"}).status == 0


def test_the_check_reads_the_project_that_the_input_names(runner: Runner) -> None:
    runner.check_out_change()
    (runner.repository / "a team's").mkdir()
    git(runner.repository, "mv", "docs", "docgraph.toml", "a team's")
    done = ran(runner, "check", {"project": "a team's"})
    assert "file=a team's/docs/" in done.text
    assert ran(runner, "check", {"project": "$(touch here)"}).status == 2
    assert not (runner.repository / "here").exists()


def test_the_summary_lists_the_agents(runner: Runner) -> None:
    runner.check_out_change()
    done = ran(runner, "List the agents")
    assert (done.status, done.text) == (0, "")
    assert done.summary.startswith("### Agents\n\n**1 agent in 1 host: ")
    assert "| spec-to-pr | Claude Code |" in done.summary


def test_the_comparison_is_that_with_the_commit_at_which_the_branch_began(runner: Runner) -> None:
    runner.check_out_change()
    done = ran(runner, "diff", **PULL_REQUEST)
    assert (done.status, done.text) == (0, "")
    folder = Path(done.outputs["comment"])
    assert sorted(path.name for path in folder.iterdir()) == ["comment.md", "number"]
    assert (folder / "number").read_text(encoding="utf-8") == "12\n"
    comment = (folder / "comment.md").read_text(encoding="utf-8")
    assert comment == done.summary
    assert comment.startswith("<!-- docgraph diff -->\n")
    for fact in ("<code>onboarding</code> has no owner from 2026-12-01", "L3", "Bash"):
        assert fact in comment
    assert "max.roe" not in comment
    command = "docgraph diff --merge-base origin/main HEAD --format markdown --fail-on never"
    assert runner.execute(command.split(), {}) == (0, comment)


def test_links_lead_to_the_commit_that_was_pushed(runner: Runner) -> None:
    head = runner.check_out_change()
    event = runner.temporary / "event.json"
    event.write_text(json.dumps({"pull_request": {"head": {"sha": head}}}), encoding="utf-8")
    git(runner.repository, "checkout", "-q", "--detach", "origin/main")
    git(runner.repository, "merge", "-q", "--no-ff", "-m", "merge", "change")
    merge = git(runner.repository, "rev-parse", "HEAD").strip()
    address = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_SHA": merge, "GITHUB_EVENT_PATH": str(event)}
    comment = ran(runner, "diff", **PULL_REQUEST, **address).summary
    assert f"https://github.com/example/project/blob/{head}/docs/agents/spec-to-pr.md#L" in comment
    assert merge not in comment


@pytest.mark.parametrize(
    ("words", "status"), [("never", 0), ("owner-lost", 1), ("never level-raised", 1), ("", 1), ("*", 2)]
)
def test_what_fails_the_comparison(runner: Runner, words: str, status: int) -> None:
    runner.check_out_change()
    done = ran(runner, "diff", {"diff-fail-on": words}, **PULL_REQUEST)
    assert done.status == status, done.text
    assert bool(done.outputs) == (status < 2)


def test_without_a_base_there_is_no_comment(runner: Runner) -> None:
    runner.check_out_change()
    done = ran(runner, "diff", GITHUB_BASE_REF="$(touch here)", GITHUB_REF="refs/pull/12/merge")
    assert done.status == 2
    assert "no revision `origin/$(touch here)` in this clone; fetch it with " in done.text
    assert (done.outputs, done.summary) == ({}, "")
    assert not (runner.repository / "here").exists()


def test_a_push_is_compared_with_the_base_that_the_input_names(runner: Runner) -> None:
    runner.check_out_change()
    done = ran(runner, "diff", {"base": "HEAD~1"}, GITHUB_REF="refs/heads/main")
    assert done.status == 0, done.text
    assert [path.name for path in Path(done.outputs["comment"]).iterdir()] == ["comment.md"]
    assert ran(runner, "diff", {"base": "--help"}, GITHUB_REF="refs/heads/main").status == 2
