"""The rules of the earlier revision run in a child process, and change no result."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from docgraph.cli.check_request import CheckRequest
from docgraph.workspace import revision
from docgraph.workspace.compare_revisions import ComparedProject
from docgraph.workspace.git.checkout import Checkout
from docgraph.workspace.git.objects import git_repository
from tests.cli.revisions import FILES, PACKET, SAM, commit, git, write
from tests.conftest import ENVIRONMENT


class LateProcess:
    """In place of a child process: work that begins only when its result is needed."""

    def __init__(self, work: Callable[[], Iterable[bytes]]) -> None:
        self._work = work

    def result(self) -> bytes:
        return b"".join(self._work())


class FailedProcess(LateProcess):
    def result(self) -> bytes | None:  # type: ignore[override]
        return None


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The packet of the first commit refers to a file that the second one deletes."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    packet = PACKET.replace(".claude/agents/spec-to-pr.md]", "prompts/triage.txt]")
    sam = SAM.replace("2023-01-15", "2023/01/15")
    write(folder, {**FILES, "docs/agents/spec-to-pr.md": packet, "docs/people/sam.lee.md": sam})
    commit(folder, {"prompts/triage.txt": "Do it.\n"})
    os.symlink("docgraph.toml", folder / "link.toml")
    (folder / "prompts" / "triage.txt").unlink()
    commit(folder, {"docs/people/jane.doe.md": "---\nkind: person\n---\n# Jane D\n"})
    return folder


def findings(compared: ComparedProject) -> list[object]:
    results = (compared.before, compared.after)
    return [(result.findings, result.first_reviews, result.baseline, result.documents) for result in results]


def compared(folder: Path) -> ComparedProject:
    return CheckRequest(str(folder), cached=False).compared("HEAD~1", "HEAD")


@pytest.mark.parametrize("process", [LateProcess, FailedProcess])
def test_a_late_or_failed_process_finds_the_same(
    repository: Path, monkeypatch: pytest.MonkeyPatch, process: type[LateProcess]
) -> None:
    alone = compared(repository)
    assert any(finding.fix for finding in alone.before.findings)
    assert not any("triage.txt" in finding.message for finding in alone.before.findings)
    assert any("triage.txt" in finding.message for finding in alone.after.findings)
    monkeypatch.setattr(revision, "MIN_DOCUMENTS_FOR_FORK", 1)
    monkeypatch.setattr(revision, "can_fork", lambda: True)
    monkeypatch.setattr(revision, "started", process)
    beside = compared(repository)
    assert findings(beside) == findings(alone)
    assert beside.comparison.differences == alone.comparison.differences
    assert beside.comparison.findings == alone.comparison.findings


@pytest.mark.slow
def test_a_child_process_finds_the_same(repository: Path) -> None:
    """The command runs in a process of its own, because a worker of the tests has threads and never forks."""
    reports = []
    for documents in (1, 10_000):
        code = (
            "import os, sys; from docgraph.workspace import revision; from docgraph.cli.main import docgraph\n"
            f"revision.MIN_DOCUMENTS_FOR_FORK = {documents}\n"
            "os.sched_getaffinity = lambda process: {0, 1}\n"
            "work, begun = revision.started, []\n"
            "revision.started = lambda task: begun.append(task) or work(task)\n"
            "try: docgraph(['diff', 'HEAD~1', 'HEAD', '--format', 'json', '--no-cache'])\n"
            "finally: print(len(begun), file=sys.stderr)"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=repository, env=ENVIRONMENT, capture_output=True, text=True, check=False
        )
        assert json.loads(run.stdout)["findings"]
        reports.append((run.returncode, run.stdout))
        assert run.stderr.split()[-1] == ("1" if documents == 1 and sys.platform == "linux" else "0")
    assert reports[0] == reports[1]


def files_in(folder: Path) -> dict[str, bytes | str]:
    paths = (path for path in folder.rglob("*") if not path.is_dir() and ".git" not in path.relative_to(folder).parts)
    return {
        path.relative_to(folder).as_posix(): os.readlink(path) if path.is_symlink() else path.read_bytes()
        for path in paths
    }


def no_link(*_: object, **__: object) -> None:
    raise OSError("not supported")


@pytest.mark.parametrize("can_link", [True, False])
def test_each_commit_has_a_folder_of_its_own(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_link: bool
) -> None:
    if not can_link:
        monkeypatch.setattr(os, "link", no_link)
    checkout = Checkout(git_repository(repository), tmp_path / "checkout")
    first, second = git(repository, "rev-parse", "HEAD~1", "HEAD").split()
    checkout.add(first)
    before, files = checkout.folder, files_in(checkout.folder)
    checkout.add(second)
    assert files_in(before) == files, "the folder of the first commit stays as it is"
    assert files_in(checkout.folder) == files_in(repository)
    assert (before / "docgraph.toml").samefile(checkout.folder / "docgraph.toml") is can_link
    assert not (before / "docs/people/jane.doe.md").samefile(checkout.folder / "docs/people/jane.doe.md")
    write(repository, {"docs/people/jane.doe.md": FILES["docs/people/jane.doe.md"]})
    git(repository, "commit", "-q", "-a", "-m", "change")
    checkout.add(git(repository, "rev-parse", "HEAD").strip())
    assert files_in(checkout.folder) == files_in(repository)
