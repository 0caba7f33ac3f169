"""Reads revisions of a Git repository with the `git` command. Changes no file of the checkout."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from docgraph.model.settings_error import SettingsError
from docgraph.text.suggest import suggest

_LINK, _SUBMODULE = "120000", "160000"
_CANDIDATE = re.compile(r"^hint:\s+([0-9a-f]+) commit ", re.MULTILINE)
"""Git's line about a commit whose id begins with an ambiguous abbreviation."""
_MOST_REFS = 2_000
"""The maximum number of branches and tags that are searched for a similar name."""
_BATCH = 500
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}
"""Variables with which Git is read-only and offline, does not prompt, and prints English."""


_LOCATIONS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX")
"""Variables that Git sets for hooks. They would make Git ignore the folder of a submodule."""


class TreeEntry(Struct, frozen=True):
    """A file, symlink or submodule of a commit.

    `path` is relative to the top folder of the repository. `object_id` is the id of the blob, or of the commit of a
    submodule.
    """

    path: str
    mode: str
    object_id: str

    @property
    def is_link(self) -> bool:
        """Whether the entry is a symlink. The content of a symlink is its target."""
        return self.mode == _LINK

    @property
    def is_submodule(self) -> bool:
        """Whether the entry is a submodule, the top folder of another repository."""
        return self.mode == _SUBMODULE


class GitRepository(Struct, frozen=True):
    """A Git repository with the top folder `top`."""

    top: Path

    def commit(self, revision: str) -> str:
        """The id of the commit that `revision` names, such as `main` or `HEAD~1`.

        Raises `SettingsError` if the name is unknown or ambiguous.
        """
        if revision.startswith("-") or "\0" in revision:
            raise SettingsError(f"`{revision}` is not a revision")
        found = self._run("rev-parse", "--verify", f"{revision}^{{commit}}")
        errors = found.stderr.decode(errors="replace")
        commits = _CANDIDATE.findall(errors)
        if found.returncode and commits:
            raise SettingsError(f"`{revision}` names the commits {' and '.join(commits)}; write one of these ids")
        if "is ambiguous" in errors:
            raise SettingsError(
                f"`{revision}` names several revisions; write `refs/heads/{revision}`, `refs/tags/{revision}` or a "
                "longer commit id"
            )
        if found.returncode:
            raise SettingsError(self._unknown(revision))
        return found.stdout.decode().strip()

    def has(self, commit: str) -> bool:
        """Whether a commit is in this clone of the repository."""
        return self._run("cat-file", "-e", f"{commit}^{{commit}}").returncode == 0

    def merge_base(self, first: str, second: str) -> str:
        """The id of the best common ancestor of two commits.

        Raises `SettingsError` if this clone of the repository has none.
        """
        found = self._run("merge-base", first, second)
        if found.returncode:
            raise SettingsError(f"the two revisions have no common ancestor in this clone{self._how_to_fetch()}")
        return found.stdout.decode().split()[0]

    def entries(self, commit: str) -> Iterator[TreeEntry]:
        """Yield all files, symlinks and submodules of a commit, sorted by path.

        Skips paths that no checkout would create, such as `../a` or `.git/config`.
        """
        for line in self._output("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
            if line:
                meta, _, name = line.partition(b"\t")
                mode, _, object_id = meta.decode().split(" ")[:3]
                path = os.fsdecode(name)
                if _is_safe(path):
                    yield TreeEntry(path, mode, object_id)

    def size(self, commit: str) -> int:
        """The total size of the files of a commit in bytes, without submodules."""
        sizes = self._output("ls-tree", "-r", "-z", "--full-tree", "--format=%(objectsize)", commit).split(b"\0")
        return sum(int(size) for size in sizes if size.isdigit())

    def contents(self, object_ids: Sequence[str]) -> Iterator[bytes]:
        """Yield the content of each blob, in the order of `object_ids`.

        Raises `SettingsError` if an object is missing in this clone.
        """
        for begin in range(0, len(object_ids), _BATCH):
            part = object_ids[begin : begin + _BATCH]
            yield from self._batch(part, self._output("cat-file", "--batch", given="\n".join(part).encode()))

    def _batch(self, object_ids: Sequence[str], answer: bytes) -> Iterator[bytes]:
        at = 0
        for object_id in object_ids:
            end = answer.index(b"\n", at)
            words = answer[at:end].split(b" ")
            if words[-1] == b"missing":
                raise SettingsError(f"this clone lacks the object {object_id[:12]}{self._how_to_fetch()}")
            size = int(words[2])
            yield answer[end + 1 : end + 1 + size]
            at = end + 2 + size

    def write_index(self, commit: str, index: Path) -> None:
        """Write a Git index file with the paths of a commit."""
        self._output("read-tree", commit, index=index)

    def _unknown(self, revision: str) -> str:
        refs = self._run("for-each-ref", f"--count={_MOST_REFS}", "--format=%(refname:short)").stdout.decode().split()
        if f"origin/{revision}" in refs:
            return f"no revision `{revision}` in this clone; did you mean `origin/{revision}`?"
        near = suggest(revision, refs)
        how = f"; did you mean `{near}`?" if near else self._how_to_fetch()
        return f"no revision `{revision}` in this clone{how}"

    def _how_to_fetch(self) -> str:
        if self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
            return (
                ", which is shallow; fetch its history with `git fetch --unshallow`, or in CI with `fetch-depth: 0` "
                "(actions/checkout) or `GIT_DEPTH: 0` (GitLab)"
            )
        return "; fetch it with `git fetch origin`"

    def _output(self, *arguments: str, given: bytes = b"", index: Path | None = None) -> bytes:
        found = self._run(*arguments, given=given, index=index)
        if found.returncode:
            error = found.stderr.decode(errors="replace").strip().splitlines()
            raise SettingsError(f"`git {arguments[0]}` failed: {error[0] if error else 'no message'}")
        return found.stdout

    def _run(
        self, *arguments: str, given: bytes = b"", index: Path | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        inherited = {name: value for name, value in os.environ.items() if name not in _LOCATIONS}
        environment = {**inherited, **_ENVIRONMENT, **({"GIT_INDEX_FILE": str(index)} if index else {})}
        try:
            # revisions that begin with `-` are refused, and there is no shell
            return subprocess.run(  # noqa: S603
                ["git", "-c", "core.fsmonitor=false", "-C", str(self.top), *arguments],  # noqa: S607
                input=given,
                capture_output=True,
                env=environment,
                check=False,
            )
        except FileNotFoundError:
            raise SettingsError("the command `git` was not found; install Git to compare revisions") from None


def git_repository(folder: Path) -> GitRepository:
    """The repository that contains `folder`.

    Raises `SettingsError` if there is no repository, or if Git refuses to read it.
    """
    found = GitRepository(folder)._run("rev-parse", "--show-toplevel")
    if found.returncode:
        error = found.stderr.decode(errors="replace").strip().splitlines()
        known = not error or "not a git repository" in error[0]
        raise SettingsError(f"{folder}: is not in a Git repository" if known else f"{folder}: {error[0]}")
    return GitRepository(Path(os.fsdecode(found.stdout.rstrip(b"\n"))))


def _is_safe(path: str) -> bool:
    return all(part not in ("", ".", "..") and part.casefold() != ".git" for part in path.split("/"))
