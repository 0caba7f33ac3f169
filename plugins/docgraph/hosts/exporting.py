"""Puts the files of an export where they were asked for: old or new, never half of one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from docgraph.model.fault import SettingsError


def put(files: Mapping[str, str], output: Path) -> None:
    """Write `files` (names to texts) into the folder `output`; a single one to `output` itself unless that is a folder.

    Raises `SettingsError` naming what cannot be written.
    """
    try:
        if len(files) > 1:
            output.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            _write(output / name if output.is_dir() else output, text.encode())
    except OSError as error:
        raise SettingsError(f"{error.filename or output}: cannot be written: {error.strerror}") from None


def _write(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():
        # a device or a pipe is written to, not replaced
        path.write_bytes(content)
        return
    target = path.resolve()
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
