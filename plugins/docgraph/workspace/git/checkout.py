"""Writes the files of commits to a folder, without filters, hooks or line-ending conversion."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from docgraph.model.settings_error import SettingsError
from docgraph.workspace.git.objects import GitRepository, TreeEntry

_IN_MEMORY = "/dev/shm"  # noqa: S108, `tempfile` creates a folder with a random name in it
"""A file system in memory on Linux: tens of thousands of small files are written and deleted there in no time."""
_MOST_IN_MEMORY = 256 * 1024 * 1024
"""Bytes of a commit up to which its files are written to `_IN_MEMORY`."""


_Files = dict[str, tuple[GitRepository, TreeEntry]]
"""Path from the top of the outer repository → the repository that has the file, and its entry there."""


class Checkout:
    """A folder with the files of one commit at a time, as a repository of its own."""

    def __init__(self, repository: GitRepository, folder: Path) -> None:
        self.folder = folder
        self._repository = repository
        self._files: _Files = {}
        (folder / ".git").mkdir(parents=True)

    def switch(self, commit: str) -> tuple[str, ...]:
        """Write all files of a commit, and delete those of the commit before that it does not have.

        Returns notes about submodules whose commit is not in this clone. Raises `SettingsError` if an object is missing
        or a file cannot be written.
        """
        try:
            self._repository.write_index(commit, self.folder / ".git" / "index")
            files: _Files = {}
            notes = tuple(self._collect(self._repository, commit, "", files))
            self._delete(path for path, file in self._files.items() if files.get(path) != file)
            self._write({path: file for path, file in files.items() if self._files.get(path) != file})
        except OSError as error:
            raise SettingsError(f"cannot write the files of {commit[:12]}: {error.strerror}") from None
        self._files = files
        return notes

    def _collect(self, repository: GitRepository, commit: str, within: str, files: _Files) -> Iterator[str]:
        """Add the files of a commit to `files`. `within` is the path of a submodule with `/` at its end, or empty."""
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

    def _delete(self, paths: Iterable[str]) -> None:
        """Delete files, and the folders that are empty then."""
        for path in list(paths):
            place = os.path.join(self.folder, path)
            os.unlink(place)
            with suppress(OSError):
                os.removedirs(os.path.dirname(place))

    def _write(self, files: _Files) -> None:
        for name in sorted({os.path.dirname(path) for path in files}):
            os.makedirs(os.path.join(self.folder, name), exist_ok=True)
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
    """Context manager for a checkout in a temporary folder. Files of `commit` are not written yet."""
    in_memory = os.access(_IN_MEMORY, os.W_OK) and repository.size(commit) <= _MOST_IN_MEMORY
    with tempfile.TemporaryDirectory(
        prefix="docgraph-", dir=_IN_MEMORY if in_memory else None, ignore_cleanup_errors=True
    ) as folder:
        yield Checkout(repository, Path(os.path.realpath(folder)))
