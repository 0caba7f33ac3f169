"""Where the site generator writes a file of the docs folder."""

from __future__ import annotations

import os
from posixpath import basename, dirname, join, splitext

MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings of pages; MkDocs takes a file in capitals (`a.MD`) for no page."""
LONGEST_NAME = 255
"""So many bytes a name has at most, on every usual file system."""
LONGEST_PATH = 4095
"""So many bytes a path has at most: `PATH_MAX` of Linux without the byte that ends it."""


def site_path(path: str, directory_urls: bool = True) -> str:
    """The path in the site of the file at `path` in the docs folder; a file that is no page keeps its path."""
    if not path.endswith(MARKDOWN_ENDINGS):
        return path
    folder, stem = dirname(path), splitext(basename(path))[0]
    if stem in ("index", "README"):
        return join(folder, "index.html")
    return join(folder, stem, "index.html") if directory_urls else join(folder, f"{stem}.html")


def is_unreachable(path: str) -> bool:
    """Whether no file can be written at an absolute path, as it is too long."""
    return len(os.fsencode(path)) > LONGEST_PATH


def has_too_long_name(place: str) -> bool:
    """Whether the file at a path in the site has a name that file systems do not take."""
    return len(os.fsencode(basename(place))) > LONGEST_NAME
