"""Which paths Git tracks: read from its index, without running Git."""

from __future__ import annotations

import struct
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgraph.workspace.git.tracked_paths import _names, tracked_paths
from tests.definitions.repository import definitions, write

AGENT = "---\nname: a\ndescription: b\n---\n"


def git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def repository(root: Path, paths: list[str], version: int = 2) -> Path:
    write(root, dict.fromkeys(paths, AGENT))
    git(root, "init", "-q")
    git(root, "add", "-f", *paths)
    git(root, "update-index", f"--index-version={version}")
    return root


@pytest.mark.parametrize("version", [2, 3, 4])
def test_every_tracked_path_is_known(tmp_path: Path, version: int) -> None:
    paths = ["a", "a.md", "deep/er/file.md", "deep/er/file.txt", "deep/é x.md", *(f"n/{'x' * n}" for n in range(1, 20))]
    root = repository(tmp_path / "r", paths, version)
    git(root, "add", "--intent-to-add", "-f", "--", *write_one(root, "later.md"))
    tracked = tracked_paths(str(root))
    assert all(tracked.has(path) for path in [*paths, "later.md", "deep/", "deep/er/", "n/"])
    assert not any(tracked.has(path) for path in ["b", "a.m", "er/", "er/file.md", "deep", "dee/", ".md", "xx"])


def write_one(root: Path, name: str) -> list[str]:
    write(root, {name: AGENT})
    return [name]


def test_a_tracked_file_is_read_in_spite_of_gitignore(tmp_path: Path) -> None:
    ignored = {".gitignore": "**/.gemini/\n", "bot/.gemini/agents/mine.md": AGENT, ".gemini/agents/b.md": AGENT}
    root = repository(tmp_path / "r", ["bot/.gemini/agents/a.md", ".gitignore"])
    assert [found.path for found in definitions(root, ignored)] == ["bot/.gemini/agents/a.md"]
    assert definitions(root, {}, ignore=("bot/",)) == ()


def test_the_index_of_a_worktree_is_outside_and_not_read(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", [".claude/agents/a.md", ".gitignore"])
    write(root, {".gitignore": ".claude/\n"})
    git(root, "commit", "-qam", "Add")
    git(root, "worktree", "add", "-q", str(tmp_path / "other"))
    assert [found.path for found in definitions(root, {})] == [".claude/agents/a.md"]
    assert definitions(tmp_path / "other", {}) == ()


def test_an_index_that_is_a_link_or_damaged_is_not_used(tmp_path: Path) -> None:
    root = repository(tmp_path / "r", ["a.md"])
    content = (root / ".git/index").read_bytes()
    (root / ".git/index").rename(tmp_path / "index")
    (root / ".git/index").symlink_to(tmp_path / "index")
    assert not tracked_paths(str(root)).has("a.md")
    (root / ".git/index").unlink()
    assert not tracked_paths(str(root)).has("a.md")
    (root / ".git/index").write_bytes(content[:60])
    assert not tracked_paths(str(root)).has("a.md")


@settings(deadline=None)
@given(st.sampled_from([2, 3, 4]), st.integers(0, 5), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(version: int, count: int, data: bytes) -> None:
    header = b"DIRC" + version.to_bytes(4, "big") + count.to_bytes(4, "big")
    with suppress(IndexError, ValueError, struct.error):
        assert _names(header + data).count(b"\0") >= count
