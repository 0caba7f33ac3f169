"""Finds adopted files that are no pages of the docs folder: data files, and files in hidden or other folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import takewhile

from msgspec import Struct

from docgraph.adopt.adoptions import Adoptions
from docgraph.model.adoption import Adoption
from docgraph.model.destination import MARKDOWN_ENDINGS
from docgraph.text.suggest import suggest
from docgraph.workspace.symlinks import is_within
from docgraph.workspace.walk import DEPENDENCIES, ENVIRONMENT_FILE

_GLOB = frozenset("*?[\\")


class AdoptedFile(Struct, frozen=True, order=True):
    """A file that a pattern names: its path relative to the project, the path to open it, and its plan.

    The plan is None if another pattern leaves the file alone.
    """

    path: str
    place: str
    plan: Adoption | None


def adopted_files(root: str, docs: str, prefix: str, adoptions: Adoptions) -> list[AdoptedFile]:
    """The files below `root` that patterns name and that are no pages of the folder `docs`, in order of their paths.

    `prefix` is the docs folder relative to `root`. A pattern that begins with a folder is also searched outside the
    docs folder. Links are not followed, and hidden folders are entered only if the pattern names them.
    """
    found: dict[str, AdoptedFile] = {}
    for _, plan in adoptions.plans:
        for base in _bases(plan.pattern, root, docs):
            for place in _files_below(base):
                path = os.path.relpath(place, root).replace(os.sep, "/")
                if path not in found and _may_be_read(path, plan.pattern, is_page=is_within(place, docs)):
                    found[path] = AdoptedFile(path, place, adoptions.plan_for(path, prefix))
    return [found[path] for path in sorted(found)]


def _folders(pattern: str) -> list[str]:
    """The folders with which a pattern begins, up to the first wildcard."""
    steps = pattern.strip("/").split("/")
    named = list(takewhile(lambda step: not _GLOB & set(step), steps))
    return named[: len(steps) - 1]


def near_pattern(pattern: str, root: str, docs: str) -> str:
    """A pattern with a folder that exists in place of a misspelled one; empty if there is no such folder.

    The pattern may be relative to the folder `docs` or to `root`.
    """
    steps = pattern.split("/")
    folders = _folders(pattern)
    first = 1 if pattern.startswith("/") else 0
    for top in (docs, root):
        base = top
        for number, step in () if ".." in folders else enumerate(folders, first):
            if not os.path.isdir(os.path.join(base, step)):
                steps[number] = suggest(step, _folders_in(base)) or step
                break
            base = os.path.join(base, step)
        if (corrected := "/".join(steps)) != pattern:
            return corrected
    return ""


def _folders_in(base: str) -> list[str]:
    """The names of the folders in a folder that are not hidden; empty if it cannot be read."""
    try:
        with os.scandir(base) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        return []


def _bases(pattern: str, root: str, docs: str) -> Iterator[str]:
    """The existing folders in which files of a pattern may be, without those whose pages are read anyway."""
    folders = _folders(pattern)
    if ".." in folders:
        return
    is_hidden = any(step.startswith(".") for step in folders)
    for top in dict.fromkeys((docs, root) if folders else (docs,)):
        base = os.path.join(top, *folders)
        pages_only = not is_hidden and not _names_other_ending(pattern) and is_within(base, docs)
        # also if a folder above it is a link that leads elsewhere
        if not pages_only and os.path.isdir(base) and is_within(os.path.realpath(base), os.path.realpath(root)):
            yield base


def _names_other_ending(pattern: str) -> bool:
    """Whether a pattern is about files that are not Markdown; one without an ending is about Markdown files."""
    last = pattern.rpartition("/")[2]
    return "." in last.lstrip(".") and not last.endswith(MARKDOWN_ENDINGS)


def _may_be_read(path: str, pattern: str, *, is_page: bool) -> bool:
    is_markdown = path.endswith(MARKDOWN_ENDINGS)
    is_hidden = any(step.startswith(".") for step in path.split("/"))
    return not (is_page and not is_hidden) if is_markdown else _names_other_ending(pattern)


def _files_below(base: str) -> Iterator[str]:
    for folder, folders, files in os.walk(base):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != DEPENDENCIES)
        if ENVIRONMENT_FILE in files:
            folders.clear()
            continue
        for name in files:
            place = os.path.join(folder, name)
            if os.path.isfile(place) and not os.path.islink(place):
                yield place
