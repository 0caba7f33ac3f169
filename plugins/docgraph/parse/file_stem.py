"""The name of a file without its ending, which is the default id of a record."""

from __future__ import annotations

import posixpath


def stem_of(path: str) -> str:
    """The name of the file at `path` without its ending."""
    return posixpath.splitext(posixpath.basename(path))[0]
