"""Surveys a folder for `docgraph init`: docs folder, site generator and possible records."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from docgraph.adopt.detect import BEGINNING, detect
from docgraph.adopt.detected_files import DetectedFiles
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.config_file import OWN_FILE, configuration_in, found_by, has_our_settings
from docgraph.workspace.walk import DEPENDENCIES, ENVIRONMENT_FILE

_GENERATORS = (
    ("Zensical", ("zensical.toml",), "docs"),
    ("Docusaurus", ("docusaurus.config.js", "docusaurus.config.ts"), "docs"),
    ("Hugo", ("hugo.toml", "hugo.yaml", "hugo.yml"), "content"),
    ("mdBook", ("book.toml",), "src"),
    ("Antora", ("antora.yml",), "modules"),
    ("Jekyll", ("_config.yml",), "docs"),
)
"""(site generator, its configuration files, its default docs folder)."""
_DOCS = ("docs", "doc", "documentation")
_READ_HIDDEN = (".claude", ".github")
_NOT_READ = frozenset((DEPENDENCIES, "site-packages", "__pycache__", "vendor"))
_STEP = 1000


class Survey(Struct, frozen=True):
    """The results of a survey of the folder `root`. Paths are relative to it and use `/`."""

    root: Path
    docs: str
    has_docs: bool
    """Whether the docs folder exists."""
    pages: int
    """The number of Markdown files in the docs folder."""
    files: int
    generator: str
    configuration: Path | None
    """The file with the docgraph settings, or the file to which they can be added."""
    is_configured: bool
    """Whether `configuration` already has docgraph settings."""
    detected: tuple[DetectedFiles, ...]


def survey(root: Path, progress: Callable[[int], None] | None = None) -> Survey:
    """Survey the files in the folder `root`.

    `progress` is called repeatedly with the number of files found so far. Raises `SettingsError` if `root` is not a
    folder, or if its configuration file cannot be read.
    """
    if not root.is_dir():
        raise SettingsError(f"{root}: is not a folder; pass the folder of the project")
    paths = list(_files(root, progress))
    detected = detect(paths, lambda path: _beginning(root / path))
    configuration = configuration_in(root)
    generator, usual = _generator(root, configuration)
    if configuration is not None:
        folder = os.path.relpath(found_by(configuration).docs, root).replace(os.sep, "/")
    else:
        folder = _docs_folder(root, usual, detected)
    pages = sum(path.startswith(f"{folder}/") and path.endswith(".md") for path in paths)
    is_configured = configuration is not None and has_our_settings(configuration)
    has_docs = (root / folder).is_dir()
    return Survey(root, folder, has_docs, pages, len(paths), generator, configuration, is_configured, detected)


def _generator(root: Path, configuration: Path | None) -> tuple[str, str]:
    if configuration is not None and configuration.name != OWN_FILE:
        return ("ProperDocs" if configuration.name.startswith("properdocs") else "MkDocs"), ""
    found = (entry for entry in _GENERATORS if any((root / name).is_file() for name in entry[1]))
    name, _, usual = next(found, ("", (), ""))
    return name, usual


def _docs_folder(root: Path, usual: str, detected: tuple[DetectedFiles, ...]) -> str:
    existing = (name for name in (usual, *_DOCS) if name and (root / name).is_dir())
    adopted = sorted((group for group in detected if group.pattern and group.folder), key=_is_data)
    tops = (group.folder.partition("/")[0] for group in adopted)
    return next(existing, next(tops, _DOCS[0]))


def _is_data(group: DetectedFiles) -> bool:
    return not group.pattern.endswith(".md")


def _files(root: Path, progress: Callable[[int], None] | None) -> Iterator[str]:
    count = 0
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if _is_read(folder, name))
        relative = os.path.relpath(folder, root).replace(os.sep, "/")
        for name in names:
            count += 1
            if progress is not None and count % _STEP == 0:
                progress(count)
            yield name if relative == "." else f"{relative}/{name}"


def _is_read(folder: str, name: str) -> bool:
    is_hidden = name.startswith(".") and name not in _READ_HIDDEN
    return not is_hidden and name not in _NOT_READ and not os.path.exists(os.path.join(folder, name, ENVIRONMENT_FILE))


def _beginning(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(BEGINNING).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
