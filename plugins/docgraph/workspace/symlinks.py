"""Decides which symlinks in a docs folder are followed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from docgraph.model.settings_error import SettingFault, SettingsError

MOST_FOLLOWED = 2_000
"""The maximum number of symlinks to folders that are followed, so that every walk ends."""
_KEY = "links"


class Folder(NamedTuple):
    """A folder that a walk visits, by its real path.

    `above` is the folder with the symlink through which the walk reached the folder, or None. `region` is the target in
    the setting `links` that contains the folder, or empty.
    """

    real: str
    above: Folder | None = None
    region: str = ""


class RefusedLink(NamedTuple):
    """The reason why a symlink is not followed, and the fix."""

    message: str
    help: str


class LinkPolicy:
    """Decides which symlinks in a docs folder are followed.

    `named` are the targets outside the docs folder that the setting `links` allows. The constructor raises
    `SettingsError` if a target is invalid.
    """

    def __init__(self, docs: str, root: Path, named: Sequence[str]) -> None:
        self._docs = docs
        self._repository = os.path.realpath(repository_of(root))
        self._entries = {target: number for number, target in enumerate(self._targets(named))}
        self._used: set[str] = set()
        self._followed = 0

    @property
    def unused(self) -> list[int]:
        """The indexes of targets in the setting `links` to which no symlink in the docs folder leads."""
        return [number for target, number in self._entries.items() if target not in self._used]

    def follow(self, name: str, folder: Folder, *, is_folder: bool) -> RefusedLink | str:
        """The real path of the target of the symlink `name` in `folder`, or why it is not followed."""
        path = os.path.join(folder.real, name)
        try:
            target = os.path.realpath(path, strict=True)
        except OSError as error:
            return self._broken(path, error)
        regions = (self._docs, folder.region) if folder.region else (self._docs,)
        if target in self._entries:
            self._used.add(target)
        elif not any(is_within(target, region) for region in regions):
            return RefusedLink("this link leads out of the docs folder", self._help_for_outside(target))
        if is_folder:
            return self._entered(target, folder)
        return target

    def region(self, target: str, folder: Folder) -> str:
        """The value of `Folder.region` for `target`, to which a symlink in `folder` leads."""
        return target if target in self._entries else folder.region

    def _entered(self, target: str, folder: Folder) -> RefusedLink | str:
        above: Folder | None = folder
        while above is not None:
            if is_within(above.real, target):
                return RefusedLink("this link leads back to a folder that contains it", "delete it")
            above = above.above
        self._followed += 1
        if self._followed > MOST_FOLLOWED:
            return RefusedLink(f"there are more than {MOST_FOLLOWED:,} links to folders", "delete this link")
        return target

    def _broken(self, path: str, error: OSError) -> RefusedLink:
        shown = printable(os.readlink(path))
        if error.errno == errno.ELOOP:
            return RefusedLink(f"this link leads to `{shown}`, and from there in a cycle", "delete it")
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
            return RefusedLink(
                f"this link leads to `{shown}`, which does not exist", "delete it, or point it at a file"
            )
        return RefusedLink(f"this link leads to `{shown}`, which cannot be reached: {error.strerror}", "delete it")

    def _help_for_outside(self, target: str) -> str:
        mode = os.stat(target).st_mode
        if not is_within(target, self._repository) or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            return "delete it; only files of the docs folder are published"
        entry = printable(os.path.relpath(target, self._docs).replace(os.sep, "/"))
        return f'copy the target into the docs folder, or allow it with the setting `links: ["{entry}"]`'

    def _targets(self, named: Sequence[str]) -> list[str]:
        targets: list[str] = []
        faults: list[SettingFault] = []
        for number, entry in enumerate(named):
            target = self._target(entry)
            if isinstance(target, RefusedLink):
                faults.append(((_KEY, number), f"`links` names `{entry}`, {target.message}; {target.help}"))
            else:
                targets.append(target)
        if faults:
            raise SettingsError("", faults=tuple(faults))
        return targets

    def _target(self, entry: str) -> RefusedLink | str:
        if os.path.isabs(entry) or not entry.strip() or "\0" in entry:
            return RefusedLink("which is not a path relative to the docs folder", "write one such as `../README.md`")
        try:
            target = os.path.realpath(os.path.normpath(os.path.join(self._docs, entry)), strict=True)
        except OSError:
            return RefusedLink("which does not exist", "delete the entry, or correct it")
        if ".git" in Path(os.path.relpath(target, self._repository)).parts:
            return RefusedLink("which is in the `.git` folder", "delete the entry")
        if not is_within(target, self._repository):
            return RefusedLink("which is outside the repository", "delete the entry")
        if not os.path.isfile(target) and not os.path.isdir(target):
            return RefusedLink("which is neither a file nor a folder", "delete the entry")
        return target


def links_in(options: Mapping[str, Any]) -> tuple[str, ...]:
    """The setting `links` before validation; empty if it is not a list of strings."""
    value = options.get(_KEY)
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return tuple(value) if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value) else ()


def is_within(path: str, folder: str) -> bool:
    """Whether the real path `path` is the folder `folder` or in it."""
    try:
        return os.path.commonpath((path, folder)) == folder
    except ValueError:
        return False  # on another drive


def repository_of(root: Path) -> Path:
    """The nearest folder with `.git`, from `root` upward; `root` if there is none."""
    return next((folder for folder in (root, *root.parents) if os.path.exists(folder / ".git")), root)


def docs_folder(root: Path, named: str, configuration: Path) -> Path:
    """The real path of the docs folder `named`, which is relative to the project folder `root`.

    Raises `SettingsError` if it is a symlink out of the repository. `configuration` is for the message.
    """
    resolved = Path(os.path.normpath(os.path.join(os.path.realpath(root), named)))
    repository = Path(os.path.realpath(repository_of(root)))
    real = Path(os.path.realpath(resolved))
    if repository in resolved.parents and real != resolved and repository not in (real, *real.parents):
        message = f"the docs folder `{named}` is a link that leads out of the repository, to `{real}`"
        raise SettingsError(f"{configuration}: {message}; set `docs_dir` to the folder itself")
    return real


def printable(path: str) -> str:
    """A path as valid Unicode, in which bytes that are not UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def entries_of(folder: str) -> Sequence[os.DirEntry[str]]:
    """The entries of a folder, sorted by name. Raises `OSError` if the folder cannot be read."""
    with os.scandir(folder) as scan:
        return sorted(scan, key=lambda entry: entry.name)


def leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder or a symlink to a folder. False for a cyclic symlink."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def refuse_links_outside(root: Path, path: str) -> None:
    """Raise `SettingsError` if `path` leads out of the repository through a symlink.

    `path` is relative to the project folder `root`.
    """
    repository = os.path.realpath(repository_of(root))
    if not is_within(os.path.realpath(root / path), repository):
        raise SettingsError(f"{path}: a link leads out of the repository; nothing was written")
