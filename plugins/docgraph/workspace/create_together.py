"""Creates several files, or none of them if one cannot be created."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from docgraph.model.settings_error import SettingsError
from docgraph.workspace.symlinks import refuse_links_outside


def create_together(root: Path, files: Mapping[str, str], folders: tuple[str, ...] = ()) -> None:
    """Create files and folders in `root`, or none of them if one cannot be created.

    `files` maps paths to texts. Raises `SettingsError` with the path that cannot be created or that leads out of the
    repository through a symlink.
    """
    for path in (*files, *folders):
        refuse_links_outside(root, path)
        _refuse_unwritable(root, path)
    made: list[Path] = []
    path = ""
    try:
        for path in folders:
            _make_folders(root / path, made)
        unfinished = {}
        for path, text in files.items():
            target = root / path
            _make_folders(target.parent, made)
            unfinished[path] = target.with_name(f".{target.name}.{os.getpid()}")
            made.append(unfinished[path])
            unfinished[path].write_text(text, encoding="utf-8", newline="\n")
        for path, part in unfinished.items():
            _rename_new(part, root / path)
            made.append(root / path)
    except BaseException as error:
        _remove(made)
        if isinstance(error, OSError):
            raise SettingsError(f"{path}: cannot be written: {error.strerror}; nothing was written") from None
        raise


def _refuse_unwritable(root: Path, path: str) -> None:
    above = next(folder for folder in (root / path).parents if os.path.lexists(folder))
    if not above.is_dir():
        raise SettingsError(f"{path}: cannot be written: {above.name} is no folder; nothing was written")
    if not os.access(above, os.W_OK | os.X_OK):
        raise SettingsError(f"{path}: cannot be written: {above} is read-only; nothing was written")


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = [folder, *folder.parents]
    missing = missing[: next(number for number, above in enumerate(missing) if above.is_dir())]
    for above in reversed(missing):
        above.mkdir()
        made.append(above)


def _rename_new(part: Path, target: Path) -> None:
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    part.rename(target)


def _remove(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
