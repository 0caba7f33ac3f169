"""The file name without its extension, which is the default id of a record."""

from __future__ import annotations

import posixpath


def stem_of(path: str) -> str:
    """The name of the file at `path` without its extension."""
    return posixpath.splitext(posixpath.basename(path))[0]
