"""Finds files that the setting `kinds` reads as records although they are no pages.

Examples are data files, Markdown files in hidden folders, and Markdown files outside the docs folder.
"""

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
    """A file that matches a pattern of the setting `kinds`.

    `path` is relative to the project, and `place` is the path for opening the file. `plan` is how to read the file;
    None if another pattern has the value `false`, which excludes the file.
    """

    path: str
    place: str
    plan: Adoption | None


def adopted_files(root: str, docs: str, prefix: str, adoptions: Adoptions) -> list[AdoptedFile]:
    """The files that match a pattern of the setting `kinds` but are no pages, sorted by path.

    - `root` is the folder of the project, and `docs` its docs folder.
    - `prefix` is the path of the docs folder relative to `root`.
    - Symlinks are not followed. A hidden folder is searched only if a pattern names it.
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
    steps = pattern.strip("/").split("/")
    named = list(takewhile(lambda step: not _GLOB & set(step), steps))
    return named[: len(steps) - 1]


def near_pattern(pattern: str, root: str, docs: str) -> str:
    """The pattern with its misspelled folder corrected; empty if no folder has a similar name.

    For example, `runboks/*.md` becomes `runbooks/*.md`. The folder may be in `docs` or in `root`.
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
    try:
        with os.scandir(base) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        return []


def _bases(pattern: str, root: str, docs: str) -> Iterator[str]:
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
