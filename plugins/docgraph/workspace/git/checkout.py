"""Writes the files of commits to folders, without Git filters, hooks or line-ending conversion."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from docgraph.model.settings_error import SettingsError
from docgraph.workspace.git.objects import GitRepository, TreeEntry

_IN_MEMORY = "/dev/shm"  # noqa: S108, `tempfile` creates a folder with a random name in it
"""A file system in memory on Linux, where creating thousands of small files is fast."""
_MOST_IN_MEMORY = 256 * 1024 * 1024
"""The maximum size of a commit, in bytes, whose files are created in `_IN_MEMORY`."""


_Files = dict[str, tuple[GitRepository, TreeEntry]]
"""Maps each path in the outer repository to the file's own repository, and its entry there."""


class Checkout:
    """Folders with the files of commits. Each folder has a `.git` folder with an index.

    `folder` has the files of the last added commit. The folders of earlier commits stay unchanged, because a child
    process may still read them.
    """

    def __init__(self, repository: GitRepository, top: Path) -> None:
        self.folder = top
        self._top = top
        self._repository = repository
        self._files: _Files = {}
        self._count = 0

    def add(self, commit: str) -> tuple[str, ...]:
        """Write all files of a commit to a new folder.

        Files that are the same as in the last added commit become hard links. Returns notes about submodules that are
        missing in this clone. Raises `SettingsError` if a Git object is missing or a file is not writable.
        """
        before, self._count = self.folder, self._count + 1
        self.folder = self._top / str(self._count)
        try:
            (self.folder / ".git").mkdir(parents=True)
            self._repository.write_index(commit, self.folder / ".git" / "index")
            files: _Files = {}
            notes = tuple(self._collect(self._repository, commit, "", files))
            for name in sorted({os.path.dirname(path) for path in files}):
                os.makedirs(os.path.join(self.folder, name), exist_ok=True)
            same = (path for path, file in files.items() if self._files.get(path) == file and not file[1].is_link)
            linked = self._linked(before, same)
            self._write({path: file for path, file in files.items() if path not in linked})
        except OSError as error:
            raise SettingsError(f"cannot write the files of {commit[:12]}: {error.strerror}") from None
        self._files = files
        return notes

    def _collect(self, repository: GitRepository, commit: str, within: str, files: _Files) -> Iterator[str]:
        for entry in repository.entries(commit):
            if entry.is_submodule:
                yield from self._collect_submodule(repository, entry, within, files)
            else:
                files[within + entry.path] = repository, entry

    def _collect_submodule(
        self, repository: GitRepository, entry: TreeEntry, within: str, files: _Files
    ) -> Iterator[str]:
        path = within + entry.path
        inner = GitRepository(repository.top / entry.path)
        # without a `.git`, the folder belongs to the outer repository
        if (inner.top / ".git").exists() and inner.has(entry.object_id):
            yield from self._collect(inner, entry.object_id, f"{path}/", files)
        else:
            yield f"the submodule {path} is not compared: its commit {entry.object_id[:12]} is not in this clone"

    def _linked(self, before: Path, paths: Iterable[str]) -> set[str]:
        linked = set()
        for path in paths:
            with suppress(OSError):
                os.link(os.path.join(before, path), os.path.join(self.folder, path))
                linked.add(path)
        return linked

    def _write(self, files: _Files) -> None:
        for repository in {repository.top: repository for repository, _ in files.values()}.values():
            own = {path: entry for path, (owner, entry) in files.items() if owner == repository}
            contents = repository.contents([entry.object_id for entry in own.values()])
            for (path, entry), content in zip(own.items(), contents, strict=True):
                self._write_file(os.path.join(self.folder, path), entry, content)

    def _write_file(self, place: str, entry: TreeEntry, content: bytes) -> None:
        if entry.is_link:
            os.symlink(os.fsdecode(content), place)
            return
        # a new file: never through a symlink of the same name
        with open(place, "xb") as stream:
            stream.write(content)


@contextmanager
def temporary_checkout(repository: GitRepository, commit: str) -> Iterator[Checkout]:
    """Context manager for an empty checkout in a temporary folder, which is deleted at the end.

    The size of `commit` decides whether the folder is in memory.
    """
    in_memory = os.access(_IN_MEMORY, os.W_OK) and repository.size(commit) <= _MOST_IN_MEMORY
    with tempfile.TemporaryDirectory(
        prefix="docgraph-", dir=_IN_MEMORY if in_memory else None, ignore_cleanup_errors=True
    ) as folder:
        yield Checkout(repository, Path(os.path.realpath(folder)))
