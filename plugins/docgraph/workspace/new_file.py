"""Writes a file that does not exist yet."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from docgraph.model.settings_error import SettingsError


def create_file(root: Path, path: str, content: bytes) -> None:
    """Write a new file, and create its missing parent folders. Never replaces a file.

    Raises `SettingsError` if the file exists or cannot be created.
    """
    target = root / path
    made = False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            made = True
            file.write(content)
    except FileExistsError:
        raise SettingsError(f"{path}: exists already; choose another id, or edit the file") from None
    except OSError as error:
        if made:
            with suppress(OSError):
                target.unlink()
        raise SettingsError(f"{path}: cannot be written: {error.strerror}") from None
