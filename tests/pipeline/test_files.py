"""The files that GitHub, GitLab and pre-commit read: their schemas, pinned actions, and what they run."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from junitparser import JUnitXml

from docgraph.model.install_source import INSTALL_SOURCE
from docgraph.model.version import VERSION
from tests.cli.revisions import PACKET, commit
from tests.conftest import ROOT, Command
from tests.docs.story import blocks, files
from tests.pipeline.steps import Runner, parsed

SCHEMAS = Path(__file__).parent / "schemas"
GUIDE = ROOT / "content/guide/ci.md"
FILES = files(GUIDE)
WORKFLOWS = {name: text for name, text in FILES.items() if name.startswith(".github/")}
HOOKS = parsed(".pre-commit-hooks.yaml")
TEMPLATE = (ROOT / "templates/docgraph.yml").read_text(encoding="utf-8")
SPEC, _ = yaml.safe_load_all(TEMPLATE)
INPUTS = SPEC["spec"]["inputs"]


def gitlab_job(**inputs: str) -> dict[str, Any]:
    """The template as GitLab reads it, with inputs filled in."""
    given = {name: option["default"] for name, option in INPUTS.items()} | inputs
    text = re.sub(r"\$\[\[ inputs\.([a-z-]+) \]\]", lambda found: json.dumps(given[found[1]]), TEMPLATE)
    _, pipeline = yaml.safe_load_all(text)
    assert isinstance(pipeline, dict)
    return pipeline


def errors(schema: str, instance: object) -> list[str]:
    """What a schema rejects in a file. YAML 1.1 parses the key `on` as true."""
    if isinstance(instance, dict):
        instance = {"on" if key is True else key: value for key, value in instance.items()}
    validator = Draft7Validator(json.loads((SCHEMAS / schema).read_text(encoding="utf-8")))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(instance)]


@pytest.mark.slow
def test_the_action_fits_the_schema() -> None:
    action = parsed("action.yml")
    assert errors("github-actions.json", action) == []
    action["runs"]["steps"][1].pop("shell")
    assert errors("github-actions.json", action)


@pytest.mark.slow
@pytest.mark.parametrize("name", WORKFLOWS)
def test_workflows_of_the_guide_fit_the_schema(name: str) -> None:
    workflow = yaml.safe_load(WORKFLOWS[name])
    assert errors("github-workflows.json", workflow) == []
    next(iter(workflow["jobs"].values())).pop("runs-on")
    assert errors("github-workflows.json", workflow)


@pytest.mark.slow
@pytest.mark.parametrize("pipeline", [gitlab_job(), yaml.safe_load(FILES[".gitlab-ci.yml"])], ids=["job", "include"])
def test_pipelines_of_gitlab_fit_the_schema(pipeline: dict[str, Any]) -> None:
    assert errors("gitlab-ci.json", pipeline) == []
    assert errors("gitlab-ci.json", pipeline | {"include": [{"unknown": 1}]})


@pytest.fixture
def workflow(tmp_path: Path, docgraph: Command) -> str:
    """The text of the workflow that `docgraph init` writes."""
    (tmp_path / "new").mkdir()
    assert docgraph("init", "--yes", cwd=tmp_path / "new").returncode == 0
    return (tmp_path / "new/.github/workflows/docgraph.yml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_workflow_of_init_writes_annotations_and_the_comparison(tmp_path: Path, workflow: str) -> None:
    parsed_workflow = yaml.safe_load(workflow)
    assert errors("github-workflows.json", parsed_workflow) == []
    assert parsed_workflow["permissions"] == {"contents": "read"}
    checkout, _, _, check, compare = parsed_workflow["jobs"]["check"]["steps"]
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
    runner = Runner(tmp_path)
    runner.check_out_change()
    commit(runner.repository, {"docs/agents/spec-to-pr.md": PACKET.replace("owner: sam.lee\n", "")})
    checked = runner.run(check, {})
    assert checked.status == 1
    assert "::error file=docs/agents/spec-to-pr.md,line=2," in checked.text
    assert "agent <code>spec-to-pr</code> has no owner" in checked.summary
    assert compare["if"] == "${{ !cancelled() && github.base_ref }}"
    compared = runner.run(compare, {}, GITHUB_BASE_REF="main")
    assert (compared.status, compared.text) == (0, "")
    assert "<code>onboarding</code> has no owner from 2026-12-01" in compared.summary
    assert "max.roe" not in compared.summary


def test_the_job_of_init_for_gitlab_fits_the_schema(tmp_path: Path, docgraph: Command) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("test: {script: [make]}\n", encoding="utf-8")
    shown = docgraph("init", "--yes", cwd=tmp_path).stdout.partition("Add to .gitlab-ci.yml:\n\n")[2]
    [job] = yaml.safe_load(dedent(shown.partition("\n\n")[0] + "\n").partition("\nWritten")[0]).values()
    assert errors("gitlab-ci.json", {"docgraph": job}) == []
    assert job["artifacts"]["reports"] == gitlab_job()["docgraph"]["artifacts"]["reports"]
    command = job["script"][-1]
    assert all(f"={file}" in command for file in job["artifacts"]["reports"].values())


def test_init_and_the_guide_pin_actions_to_the_same_commits(workflow: str) -> None:
    used = re.findall(r"uses: (.+)", workflow)
    assert len(used) == 2
    assert set(used) <= {action for _, text in texts() for action in re.findall(r"uses: (.+)", text)}


def texts() -> Iterator[tuple[str, str]]:
    """Every text that may use an action."""
    yield "action.yml", (ROOT / "action.yml").read_text(encoding="utf-8")
    for page in sorted((ROOT / "content").rglob("*.md")):
        yield from ((f"{page.name}:{block.line}", block.content) for block in blocks(page) if block.language == "yaml")


def test_every_action_is_pinned_to_a_commit_with_its_version() -> None:
    used = [(where, action) for where, text in texts() for action in re.findall(r"uses: (.+)", text)]
    assert len(used) >= 6
    pin = re.compile(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [(where, action) for where, action in used if not pin.fullmatch(action)] == []
    commits = {action.partition("@")[0]: set[str]() for _, action in used}
    for _, action in used:
        commits[action.partition("@")[0]].add(action)
    assert [pins for pins in commits.values() if len(pins) > 1] == []


def test_the_guide_names_the_inputs_of_the_action() -> None:
    section = GUIDE.read_text(encoding="utf-8").partition("| input | what it is")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE) == [*parsed("action.yml")["inputs"]]


def test_the_template_and_the_hooks_name_this_version() -> None:
    assert INPUTS["source"]["default"] == INSTALL_SOURCE
    [repository] = yaml.safe_load(FILES[".pre-commit-config.yaml"])["repos"]
    assert repository["rev"] == f"v{VERSION}"
    assert repository["repo"] in INSTALL_SOURCE
    assert {hook["id"] for hook in repository["hooks"]} == {hook["id"] for hook in HOOKS}


def test_hooks_read_all_documents() -> None:
    assert [hook["id"] for hook in HOOKS] == ["docgraph-check", "docgraph-fix"]
    for hook in HOOKS:
        assert (hook["language"], hook["pass_filenames"], hook["always_run"]) == ("python", False, True)
        assert hook.keys() == {"id", "name", "description", "entry", "language", "pass_filenames", "always_run"}


def test_the_hook_that_fixes_leaves_other_findings_to_the_check(tmp_path: Path, docgraph: Command) -> None:
    document = tmp_path / "docs/a.md"
    document.parent.mkdir()
    document.write_text("---\nkind: outcome\nonwer: jane\n---\n# A\n", encoding="utf-8")
    check, fix = (shlex.split(hook["entry"])[1:] for hook in HOOKS)
    assert docgraph(*fix, cwd=tmp_path).returncode == 0
    assert "\nowner: jane\n" in document.read_text(encoding="utf-8")
    run = docgraph(*check, cwd=tmp_path)
    assert run.returncode == 1
    assert "error[REF001]" in run.stdout


@pytest.mark.slow
@pytest.mark.parametrize("variable", ["CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA", ""])
def test_the_job_of_gitlab_writes_reports_and_compares_merge_requests(tmp_path: Path, variable: str) -> None:
    runner = Runner(tmp_path)
    runner.check_out_change()
    broken = PACKET.replace("owner: sam.lee\n", "")
    commit(runner.repository, {"docs/agents/spec-to-pr.md": broken})
    job = gitlab_job()["docgraph"]
    [script] = job["script"]
    base = {variable: "main"} if variable else {}
    status, text = runner.execute(["bash", "-eo", "pipefail", "-c", script], job["variables"] | base)
    assert status == 1
    assert "error[OWN002]: agent `spec-to-pr` has no owner" in text
    reports = job["artifacts"]["reports"]
    findings = json.loads((runner.repository / reports["codequality"]).read_text(encoding="utf-8"))
    assert "OWN002" in {finding["check_name"] for finding in findings}
    assert JUnitXml.fromfile(str(runner.repository / reports["junit"])).failures == 1
    [compared] = (runner.repository / path for path in job["artifacts"]["paths"])
    assert compared.is_file() == bool(variable)
    if variable:
        assert "<code>onboarding</code> has no owner from 2026-12-01" in compared.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_job_of_gitlab_fails_when_it_cannot_compare(tmp_path: Path) -> None:
    runner = Runner(tmp_path)
    runner.check_out_change()
    job = gitlab_job(**{"fail-on": "never"})["docgraph"]
    command = ["bash", "-eo", "pipefail", "-c", *job["script"]]
    assert runner.execute(command, job["variables"])[0] == 0
    status, text = runner.execute(command, job["variables"] | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "0" * 40})
    assert status == 2
    assert "no revision `0000" in text
