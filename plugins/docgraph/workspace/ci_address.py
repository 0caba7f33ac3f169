"""The web address of the checked files in a CI job."""

from __future__ import annotations

import json
import os
import re
from typing import Any

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_PULL_REQUEST = "refs/pull/"


def files_address() -> str:
    """The web address of the files of the commit that a CI job checks, ending with `/`.

    Supports GitHub and GitLab; empty outside of their CI jobs. In a job for a pull request, it is the address of the
    last commit of the author, because the next push replaces the merge commit that the job checks.
    """
    server, name, commit = (os.environ.get(f"GITHUB_{key}", "") for key in ("SERVER_URL", "REPOSITORY", "SHA"))
    if server and name and commit:
        return f"{server}/{name}/blob/{_head_of_pull_request() or commit}/"
    project, commit = os.environ.get("CI_PROJECT_URL", ""), os.environ.get("CI_COMMIT_SHA", "")
    # GitLab sets it only if the job runs on a merge commit
    commit = os.environ.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "") or commit
    return f"{project}/-/blob/{commit}/" if project and commit else ""


def _head_of_pull_request() -> str:
    if not os.environ.get("GITHUB_REF", "").startswith(_PULL_REQUEST):
        return ""
    try:
        with open(os.environ.get("GITHUB_EVENT_PATH", ""), encoding="utf-8") as file:
            event: Any = json.load(file)
        commit = event["pull_request"]["head"]["sha"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
    return commit if isinstance(commit, str) and _COMMIT.fullmatch(commit) else ""
