"""Moves the old site away during a build, and moves it back if the build fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("docgraph")


class OldSite:
    """The site that was built before the current build.

    It is moved to a folder beside the site folder, where other plugins do not find it. If it cannot be moved, for
    example because the site folder is mounted, the build continues without a copy. mkdocs-static-i18n runs the build of
    another language inside the build of the default language, so both have the same old site.
    """

    def __init__(self) -> None:
        self._builds = 0
        self._name(Path("site"))

    def _name(self, site: Path) -> None:
        self._site = site
        self._kept = site.with_name(f".{site.name}.docgraph-old")
        self._moving = site.with_name(f".{site.name}.docgraph-moving")
        self._done = site.with_name(f".{site.name}.docgraph-done")

    def keep(self, site_dir: str) -> None:
        """Move away the files that MkDocs is about to delete.

        If a build was killed, the site that it moved away is the last complete site. It is kept, and the current files
        are not moved.
        """
        self._builds += 1
        if self._builds > 1:
            return
        self._name(Path(site_dir).resolve())
        with suppress(OSError):
            self._move_back()
            _delete(self._done)
            if self._kept.is_symlink() or self._kept.exists() or not any(_entries(self._site)):
                return
            self._moving.mkdir()
            try:
                _move(self._site, self._moving)
                self._moving.rename(self._kept)
            except BaseException:
                self._move_back()
                raise

    @property
    def when_a_build_fails(self) -> str:
        """A clause for messages that says what happens to the old site if the build fails."""
        return "the old site is put back" if self._is_kept() else "MkDocs had emptied the site folder before"

    def _is_kept(self) -> bool:
        return _is_folder(self._kept)

    def end(self) -> None:
        """Delete the old site if the outermost build has succeeded."""
        self._builds -= 1
        if self._builds == 0 and self._is_kept():
            with suppress(OSError):
                self._kept.rename(self._done)
                _delete(self._done)

    def restore(self) -> None:
        """Replace the files of a failed build with the old site."""
        begun, self._builds = self._builds > 0, 0
        if not begun or not self._is_kept():
            return
        try:
            for entry in list(_entries(self._site)):
                if _is_folder(entry):
                    shutil.rmtree(entry)
                else:
                    entry.unlink()
            self._kept.rename(self._moving)
            self._move_back()
        except OSError as error:
            log.warning("The old site could not be put back: %s. It is beside %s", error, self._site)
        else:
            log.info("The build failed, so the old site was put back.")

    def _move_back(self) -> None:
        if _is_folder(self._moving):
            self._site.mkdir(exist_ok=True)
            _move(self._moving, self._site)
            self._moving.rmdir()


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _delete(folder: Path) -> None:
    if _is_folder(folder):
        shutil.rmtree(folder, ignore_errors=True)


def _entries(folder: Path) -> Iterator[Path]:
    return (entry for entry in (folder.iterdir() if folder.is_dir() else ()) if not entry.name.startswith("."))


def _move(source: Path, target: Path) -> None:
    for entry in list(_entries(source)):
        entry.rename(target / entry.name)
