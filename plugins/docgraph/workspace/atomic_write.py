"""Writes files atomically."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write a file atomically and keep its permissions.

    If an `OSError` is raised, the file is unchanged. A device or pipe cannot be replaced, so `content` is written to it
    directly.
    """
    if path.exists() and not path.is_file():
        # replacing a device or pipe, such as /dev/stdout, would remove it
        path.write_bytes(content)
        return
    target = path.resolve()
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        if target.exists():
            shutil.copymode(target, unfinished)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
