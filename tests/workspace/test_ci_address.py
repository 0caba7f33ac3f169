"""The address of files in the web, to which reports in CI link."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from docgraph.workspace.ci_address import files_address

HEAD, MERGE = "a" * 40, "b" * 40
GITHUB = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "o/r", "GITHUB_SHA": MERGE}
PULL_REQUEST = GITHUB | {"GITHUB_REF": "refs/pull/12/merge"}
GITLAB = {"CI_PROJECT_URL": "https://gitlab.com/o/r", "CI_COMMIT_SHA": MERGE}


@pytest.fixture(autouse=True)
def _outside_of_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("GITHUB_", "CI_")):
            monkeypatch.delenv(name)


def address(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> str:
    for name, text in variables.items():
        monkeypatch.setenv(name, text)
    return files_address()


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, ""),
        ({"GITHUB_SHA": MERGE}, ""),
        (GITHUB, f"https://github.com/o/r/blob/{MERGE}/"),
        (GITLAB, f"https://gitlab.com/o/r/-/blob/{MERGE}/"),
        (GITLAB | {"CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": ""}, f"https://gitlab.com/o/r/-/blob/{MERGE}/"),
        (GITLAB | {"CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": HEAD}, f"https://gitlab.com/o/r/-/blob/{HEAD}/"),
    ],
)
def test_the_variables_of_a_job(variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert address(monkeypatch, variables) == expected


@pytest.mark.parametrize(
    ("variables", "event", "commit"),
    [
        (PULL_REQUEST, {"pull_request": {"head": {"sha": HEAD}}}, HEAD),
        (PULL_REQUEST, {"pull_request": {"head": {"sha": "main](http://x"}}}, MERGE),
        (PULL_REQUEST, {"pull_request": {"head": {"sha": 1}}}, MERGE),
        (PULL_REQUEST, {"pull_request": None}, MERGE),
        (PULL_REQUEST, {}, MERGE),
        (PULL_REQUEST, [], MERGE),
        # `pull_request_target` runs on the branch that the pull request goes to
        (GITHUB | {"GITHUB_REF": "refs/heads/main"}, {"pull_request": {"head": {"sha": HEAD}}}, MERGE),
    ],
)
def test_a_pull_request_links_to_the_commit_that_was_pushed(
    variables: dict[str, str], event: Any, commit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps(event), encoding="utf-8")
    variables = variables | {"GITHUB_EVENT_PATH": str(file)}
    assert address(monkeypatch, variables) == f"https://github.com/o/r/blob/{commit}/"


@pytest.mark.parametrize("content", [None, b"", b"\xff", b"[" * 100_000])
def test_an_event_that_cannot_be_read(content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "event.json"
    if content is not None:
        file.write_bytes(content)
    variables = PULL_REQUEST | {"GITHUB_EVENT_PATH": str(file)}
    assert address(monkeypatch, variables) == f"https://github.com/o/r/blob/{MERGE}/"
