"""Keeps the old site while MkDocs builds the new one in its place, and puts it back when that build fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("docgraph")


class OldSite:
    """The old site of one build, and of the builds that this one starts for further languages.

    It lies beside the site folder: a plugin that walks through the new site must not find the old one in there.
    Where it cannot be moved there, such as out of a mounted folder, the build goes on without.
    """

    def __init__(self) -> None:
        self._builds = 0
        self._site = self._kept = Path()

    def keep(self, site_dir: str) -> None:
        """Move away what MkDocs is about to delete. What a killed build left there is still the last whole site."""
        self._builds += 1
        if self._builds > 1:
            return
        self._site = Path(site_dir).resolve()
        self._kept = self._site.with_name(f".{self._site.name}.docgraph-old")
        if self._kept.is_symlink() or self._kept.exists() or not any(_entries(self._site)):
            return
        with suppress(OSError):
            self._kept.mkdir()
            try:
                _move(self._site, self._kept)
            except OSError:
                self._put_back()

    def end(self) -> None:
        """Delete the old site when the outermost build has succeeded."""
        self._builds -= 1
        if self._builds == 0 and self._is_kept():
            shutil.rmtree(self._kept, ignore_errors=True)

    def restore(self) -> None:
        """Replace what a failed build has written by the old site."""
        begun, self._builds = self._builds > 0, 0
        if not begun or not self._is_kept():
            return
        try:
            for entry in list(_entries(self._site)):
                if entry.is_dir() and not entry.is_symlink():
                    shutil.rmtree(entry)
                else:
                    entry.unlink()
            self._put_back()
        except OSError as error:
            log.warning("The old site could not be put back: %s. It is in %s", error, self._kept)
        else:
            log.info("The build failed, so the old site was put back.")

    def _is_kept(self) -> bool:
        return self._kept.is_dir() and not self._kept.is_symlink()

    def _put_back(self) -> None:
        self._site.mkdir(exist_ok=True)
        _move(self._kept, self._site)
        self._kept.rmdir()


def _entries(folder: Path) -> Iterator[Path]:
    """What MkDocs deletes before a build: everything that is not hidden."""
    return (entry for entry in (folder.iterdir() if folder.is_dir() else ()) if not entry.name.startswith("."))


def _move(source: Path, target: Path) -> None:
    for entry in list(_entries(source)):
        entry.rename(target / entry.name)
