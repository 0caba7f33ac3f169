"""The list of generated files in a folder, with a digest of each."""

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
"""Path of a file in the folder → digests of the contents that docgraph gave it.

There are two digests if a run was interrupted."""


def read_manifest(folder: Path) -> Digests:
    """The generated files that are listed in `folder`; empty if the list does not exist or is invalid."""
    try:
        text = (folder / MANIFEST).read_bytes()
    except OSError:
        return {}
    import json  # few projects need it

    try:
        files = json.loads(text)[_FILES]
        return {path: tuple(map(str, digests)) for path, digests in files.items() if _is_inside(path)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def without_generated(paths: Iterable[str], docs: str, options: Mapping[str, Any]) -> tuple[str, ...]:
    """The sorted paths in the docs folder `docs`, without the listed files in the folder of generated pages."""
    folder = str(options.get("pages") or GENERATED_FOLDER)
    return tuple(sorted({*paths} - {f"{folder}/{path}" for path in read_manifest(Path(docs, folder))}))


def manifest_text(digests: Digests) -> bytes:
    """The content of the list."""
    import json

    files = {path: sorted(digests[path]) for path in sorted(digests)}
    return f"{json.dumps({_FILES: files}, indent=0, ensure_ascii=False)}\n".encode(errors="surrogateescape")


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    return not os.path.isabs(path) and "\\" not in path and not {"", ".", ".."}.intersection(parts)
