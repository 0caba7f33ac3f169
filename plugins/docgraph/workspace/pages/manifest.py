"""Reads and writes the list of generated files in a folder, with digests of their contents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from docgraph.model.destination import GENERATED_FOLDER

MANIFEST = ".docgraph-pages.json"
"""The name of the list. It is hidden, so that no site generator publishes it."""
PAGE_STYLE = "docgraph.css"
"""The name of the style sheet in the folder of generated pages."""
_FILES = "files"

Digests = Mapping[str, Iterable[str]]
"""Maps the path of each generated file to digests of the contents that docgraph has given it.

There are two digests if a run was interrupted.
"""


def read_manifest(folder: Path) -> Digests:
    """The list of generated files in `folder`; empty if the list does not exist or is invalid."""
    try:
        text = (folder / MANIFEST).read_bytes()
    except (OSError, ValueError):  # a null byte in the setting `pages`
        return {}
    import json  # few projects need it

    try:
        files = json.loads(text)[_FILES]
        return {path: tuple(map(str, digests)) for path, digests in files.items() if _is_inside(path)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def without_generated(paths: Iterable[str], docs: str, options: Mapping[str, Any]) -> tuple[str, ...]:
    """The sorted paths, without generated files.

    Paths are relative to the docs folder `docs`. The setting `pages` in `options` is the folder of generated files.
    """
    folder = str(options.get("pages") or GENERATED_FOLDER)
    return tuple(sorted({*paths} - {f"{folder}/{path}" for path in read_manifest(Path(docs, folder))}))


def manifest_text(digests: Digests) -> bytes:
    """The list of generated files as JSON."""
    import json

    files = {path: sorted(digests[path]) for path in sorted(digests)}
    return f"{json.dumps({_FILES: files}, indent=0, ensure_ascii=False)}\n".encode(errors="surrogateescape")


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    return not os.path.isabs(path) and "\\" not in path and not {"", ".", ".."}.intersection(parts)
