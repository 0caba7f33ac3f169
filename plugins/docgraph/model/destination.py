"""The paths at which a site generator creates pages, and the limits of file systems."""

from __future__ import annotations

import os
from functools import cache
from posixpath import basename, dirname, join, splitext

MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""File name extensions of pages. Case matters: `a.MD` is not a page for MkDocs."""
GENERATED_FOLDER = "trace"
"""The default folder of generated pages in a site."""
LONGEST_NAME = 255
"""Maximum length of a file name in bytes, on every common file system."""
LONGEST_PATH = 4095
"""Maximum length of a path in bytes: `PATH_MAX` of Linux without the terminating byte."""


# a check computes the path of each page five times
@cache
def site_path(path: str, directory_urls: bool = True) -> str:
    """The path that the file at `path` in the docs folder gets in the site.

    A file that is not a page keeps its path.
    """
    if not path.endswith(MARKDOWN_ENDINGS):
        return path
    folder, stem = dirname(path), splitext(basename(path))[0]
    if stem in ("index", "README"):
        return join(folder, "index.html")
    return join(folder, stem, "index.html") if directory_urls else join(folder, f"{stem}.html")


def is_unreachable(path: str) -> bool:
    """Whether an absolute path is so long that no file can have it."""
    return len(os.fsencode(path)) > LONGEST_PATH


def has_too_long_name(place: str) -> bool:
    """Whether the last segment of a path in the site is too long for a file name."""
    return len(os.fsencode(basename(place))) > LONGEST_NAME
