"""A repository in a folder, and the definitions that a scan of it finds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docgraph.model.definition import Definition
from docgraph.workspace.cache.store import Cache
from docgraph.workspace.definition_files import ScannedRepository, scan_repository


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files with their contents below `root`. Returns `root`."""
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def scanned(root: Path, contents: Mapping[str, str | bytes], **options: Any) -> ScannedRepository:
    """The result of scanning a folder with these files, without a cache."""
    return scan_repository(write(root, contents), root, Cache(None), **options)


def definitions(root: Path, contents: Mapping[str, str | bytes], **patterns: tuple[str, ...]) -> tuple[Definition, ...]:
    """The definitions in a folder with these files."""
    return scanned(root, contents, **patterns).definitions


def only(root: Path, path: str, content: str | bytes) -> Definition:
    """The only definition in a repository with one file."""
    (definition,) = definitions(root, {path: content})
    return definition
