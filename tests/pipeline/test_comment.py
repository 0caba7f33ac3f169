"""The workflows of the guide: the comment that the second one writes, also from hostile artifacts."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from docgraph.report.diff.diff_markdown import MARKER
from tests.conftest import ROOT
from tests.docs.story import files
from tests.pipeline.steps import EXPRESSION, Ran, Runner
from tests.pipeline.test_action import PULL_REQUEST
from tests.pipeline.test_action import ran as action_step

pytestmark = pytest.mark.slow
GUIDE = files(ROOT / "content/guide/ci.md")
FIRST = yaml.safe_load(GUIDE[".github/workflows/docgraph.yml"])
SECOND = yaml.safe_load(GUIDE[".github/workflows/docgraph-comment.yml"])
[STEP] = SECOND["jobs"]["comment"]["steps"]
API = "repos/example/project"
COMMENTS = f"{API}/issues/12/comments?per_page=100"
BOT = "github-actions[bot]"
COMMIT = "c" * 40
TEXT = f"{MARKER}\n### docgraph: agent `a` is raised to L3\n"
UNCHANGED = f"{MARKER}\n### docgraph: no change of accountability\n"


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    for program in ("jq", "unzip"):
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}, which the machines of GitHub have")
    runner = Runner(tmp_path)
    gh = runner.programs / "gh"
    script = Path(__file__).with_name("gh_for_tests.py")
    gh.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -I {script} "$@"\n', encoding="utf-8")
    gh.chmod(0o755)
    return runner


def comment(author: str, body: str, number: int = 7) -> dict[str, Any]:
    return {"id": number, "user": {"login": author}, "body": body}


def posted(
    runner: Runner,
    artifact: dict[str, str] | None,
    *,
    comments: list[dict[str, Any]] | None = None,
    head: tuple[str | None, str] = ("fork/project", COMMIT),
) -> tuple[Ran, list[list[str]]]:
    """What the second workflow does with the artifact of a run of `fork/project`, and its calls that write."""
    archive, answers, log = (runner.temporary / name for name in ("upload.zip", "answers.json", "log"))
    log.write_text("", encoding="utf-8")
    artifacts = []
    if artifact is not None:
        artifacts = [{"id": 41}, {"id": 43}, {"id": 42}]
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
            for name, text in artifact.items():
                file.writestr(name, text)
    repository = {"full_name": head[0]} if head[0] else None
    answered: dict[str, Any] = {
        f"{API}/actions/runs/99/artifacts?name=docgraph-comment": {"artifacts": artifacts},
        f"{API}/actions/artifacts/43/zip": str(archive),
        f"{API}/pulls/12": {"head": {"repo": repository, "sha": head[1]}},
    }
    if comments is not None:
        answered[COMMENTS] = comments
    answers.write_text(json.dumps(answered), encoding="utf-8")
    values = {
        "github.token": "token",
        "github.event.workflow_run.id": "99",
        "github.event.workflow_run.head_repository.full_name": "fork/project",
        "github.event.workflow_run.head_sha": COMMIT,
    }
    done = runner.run(STEP, values, GH_ANSWERS=str(answers), GH_LOG=str(log))
    return done, [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def test_the_text_of_the_action_becomes_one_comment(runner: Runner) -> None:
    runner.check_out_change()
    folder = Path(action_step(runner, "diff", **PULL_REQUEST).outputs["comment"])
    artifact = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    done, calls = posted(runner, artifact, comments=[comment("jane", "Please fix")])
    assert (done.status, done.text) == (0, "")
    assert calls == [["POST", f"{API}/issues/12/comments", "body", artifact["comment.md"]]]
    _, calls = posted(runner, artifact, comments=[comment("jane", "Please fix", 6), comment(BOT, TEXT)])
    assert calls == [["PATCH", f"{API}/issues/comments/7", "body", artifact["comment.md"]]]


def test_a_change_of_no_owner_updates_a_comment_but_adds_none(runner: Runner) -> None:
    runner.check_out_change(is_changed=False)
    folder = Path(action_step(runner, "diff", **PULL_REQUEST).outputs["comment"])
    text = (folder / "comment.md").read_text(encoding="utf-8")
    assert text.startswith(UNCHANGED)
    artifact = {"number": "12\n", "comment.md": text}
    done, calls = posted(runner, artifact, comments=[])
    assert (done.status, calls) == (0, [])
    _, calls = posted(runner, artifact, comments=[comment(BOT, TEXT), comment(BOT, TEXT, 8)])
    assert calls == [["PATCH", f"{API}/issues/comments/7", "body", text]]


@pytest.mark.parametrize("other", [comment("jane", TEXT), comment(BOT, f"> {TEXT}"), comment(BOT, "Deployed")])
def test_comments_of_others_stay_as_they_are(runner: Runner, other: dict[str, Any]) -> None:
    _, calls = posted(runner, {"number": "12", "comment.md": TEXT}, comments=[other])
    assert [call[0] for call in calls] == ["POST"]


def test_a_run_without_a_comparison_needs_no_comment(runner: Runner) -> None:
    done, calls = posted(runner, None)
    assert (done.status, done.text, calls) == (0, "The run compared nothing.\n", [])


@pytest.mark.parametrize(
    "head", [("fork/project", "d" * 40), ("other/project", COMMIT), ("example/project", COMMIT), (None, COMMIT)]
)
def test_a_pull_request_of_another_commit_or_repository_gets_no_comment(
    runner: Runner, head: tuple[str | None, str]
) -> None:
    done, calls = posted(runner, {"number": "12", "comment.md": TEXT}, comments=[], head=head)
    assert (done.status, calls) == (0, [])
    assert done.text == "The pull request is another one, or has newer commits.\n"


@pytest.mark.parametrize("number", ["", "0", "12 13", "12/../13", "-1", "1e1", "$(touch here)", "12\n13", "１２"])
def test_a_number_that_is_none_fails(runner: Runner, number: str) -> None:
    done, calls = posted(runner, {"number": number, "comment.md": TEXT}, comments=[])
    assert (done.status, calls) == (1, [])
    assert "::error::The artifact names no pull request." in done.text
    assert not list(runner.temporary.glob("**/here"))


@pytest.mark.parametrize("text", ["", "Hello", f" {TEXT}", f"\n{TEXT}", f"{MARKER} x\n"])
def test_a_text_without_the_marker_fails(runner: Runner, text: str) -> None:
    done, calls = posted(runner, {"number": "12", "comment.md": text}, comments=[])
    assert (done.status, calls) == (1, [])
    assert "::error::The artifact has no comment of docgraph." in done.text


def test_text_is_posted_and_never_run(runner: Runner) -> None:
    text = f'{MARKER}\n$(touch here) `touch here` "; touch here; #\n::error::no\n'
    done, calls = posted(runner, {"number": "12", "comment.md": text}, comments=[])
    assert (done.status, done.text) == (0, "")
    assert calls[0][3] == text
    assert not list(runner.temporary.glob("**/here"))


def test_other_files_of_an_artifact_are_not_extracted(runner: Runner) -> None:
    artifact = {"number": "12", "comment.md": TEXT, "../bin/gh": "#!/bin/sh\nexit 3\n", "script.sh": "exit 3\n"}
    done, calls = posted(runner, artifact, comments=[])
    assert (done.status, len(calls)) == (0, 1)


def test_a_long_text_is_cut(runner: Runner) -> None:
    _, calls = posted(runner, {"number": "12", "comment.md": TEXT + "x" * 50_000_000}, comments=[])
    assert [len(call[3]) for call in calls] == [240_000]


def test_when_comments_cannot_be_read_no_second_one_is_added(runner: Runner) -> None:
    done, calls = posted(runner, {"number": "12", "comment.md": TEXT})
    assert (done.status, calls) == (1, [])


def test_the_workflow_that_checks_out_has_no_right_to_write() -> None:
    assert FIRST["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in FIRST["jobs"].values())
    assert "secrets." not in GUIDE[".github/workflows/docgraph.yml"] + GUIDE[".github/workflows/docgraph-comment.yml"]
    assert FIRST[True].keys() == {"pull_request", "push"}  # YAML 1.1 parses the key `on` as true


def test_the_workflow_that_writes_runs_no_code_of_others() -> None:
    assert SECOND["permissions"] == {}
    assert SECOND["jobs"]["comment"]["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert "uses" not in STEP
    assert not EXPRESSION.search(STEP["run"])
    assert SECOND[True]["workflow_run"]["workflows"] == [FIRST["name"]]
    [upload] = [step for step in FIRST["jobs"]["check"]["steps"] if "upload-artifact" in step["uses"]]
    assert f"artifacts?name={upload['with']['name']}" in STEP["run"]
    assert STEP["env"]["MARKER"] == MARKER
