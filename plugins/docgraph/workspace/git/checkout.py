"""Writes the files of a commit to a folder, without filters, hooks or line-ending conversion."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from docgraph.model.settings_error import SettingsError
from docgraph.workspace.git.objects import GitRepository, TreeEntry


def write_checkout(repository: GitRepository, commit: str, folder: Path) -> tuple[str, ...]:
    """Write all files of a commit to the empty folder `folder`, as a repository of its own.

    Returns notes about submodules whose commit is not in this clone. Raises `SettingsError` if an object is missing or
    a file cannot be written.
    """
    try:
        (folder / ".git").mkdir(parents=True)
        repository.write_index(commit, folder / ".git" / "index")
        return _write_files(repository, commit, folder, "")
    except OSError as error:
        raise SettingsError(f"cannot write the files of {commit[:12]} to {folder}: {error.strerror}") from None


def _write_files(repository: GitRepository, commit: str, folder: Path, within: str) -> tuple[str, ...]:
    """Write the files of a commit below `within`, the path of a submodule that ends with `/`, or empty."""
    entries = list(repository.entries(commit))
    blobs = [entry for entry in entries if not entry.is_submodule]
    _make_folders(folder, entries)
    for entry, content in zip(blobs, repository.contents([entry.object_id for entry in blobs]), strict=True):
        place = os.path.join(folder, entry.path)
        if entry.is_link:
            os.symlink(os.fsdecode(content), place)
        else:
            with open(place, "wb") as file:
                file.write(content)
    notes: tuple[str, ...] = ()
    for entry in entries:
        if entry.is_submodule:
            notes += _write_submodule(repository, entry, folder, within)
    return notes


def _write_submodule(repository: GitRepository, entry: TreeEntry, folder: Path, within: str) -> tuple[str, ...]:
    """Write the files of a submodule if its commit is in this clone."""
    inner = GitRepository(repository.top / entry.path)
    os.makedirs(folder / entry.path, exist_ok=True)
    # without a `.git`, the folder belongs to the outer repository
    if (inner.top / ".git").exists() and inner.has(entry.object_id):
        return _write_files(inner, entry.object_id, folder / entry.path, f"{within}{entry.path}/")
    path = within + entry.path
    return (f"the submodule {path} is not compared: its commit {entry.object_id[:12]} is not in this clone",)


def _make_folders(folder: Path, entries: Iterable[TreeEntry]) -> None:
    for name in sorted({os.path.dirname(entry.path) for entry in entries}):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
