"""Writes the files of `docgraph export`, each atomically."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from docgraph.model.settings_error import SettingsError
from docgraph.workspace.atomic_write import replace_file


def write_export(files: Mapping[str, str], output: Path) -> None:
    """Write files into the folder `output`. With a single file, `output` may be its path.

    `files` maps names to texts. Raises `SettingsError` with the path that is not writable.
    """
    if len(files) > 1 and os.path.exists(output) and not os.path.isdir(output):
        raise SettingsError(f"{output}: is a file, not a folder; {' and '.join(files)} go into a folder")
    target = output
    try:
        if len(files) > 1:
            output.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            target = output / name if os.path.isdir(output) else output
            replace_file(target, text.encode())
    except OSError as error:
        raise SettingsError(f"{target}: cannot be written: {error.strerror}") from None
