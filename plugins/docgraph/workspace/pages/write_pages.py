"""Writes generated pages and panels for a site generator without plugins.

A panel is HTML about the records of a page, which the theme inserts into the page.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from docgraph.app import CheckResult, Project
from docgraph.model.settings_error import SettingsError
from docgraph.site import OVERRIDES, PageTemplateError, Theme, theme_for_language
from docgraph.site.i18n import language_codes
from docgraph.workspace.checked_settings import checked_settings
from docgraph.workspace.pages.contents import site_contents
from docgraph.workspace.pages.owned_folder import Changes, OwnedFolder
from docgraph.workspace.pages.templates import LAYOUT, templates

_TEMPLATE_FOLDER = re.compile(r"[\w.-]+")


class PageFolders(Struct, frozen=True):
    """The folders of generated files.

    `pages` is a folder in the docs folder `docs`. `panels` is a folder in the `custom_dir` of the theme; if it is None,
    no panels are generated.
    """

    docs: Path
    pages: Path
    panels: Path | None = None

    @property
    def inside_docs(self) -> str:
        """The path of the folder of generated pages, relative to the docs folder."""
        return os.path.relpath(os.path.realpath(self.pages), os.path.realpath(self.docs)).replace(os.sep, "/")

    def reject_unusable(self, root: Path) -> None:
        """Raise `SettingsError` if a site generator would not use the folders.

        `root` is the root folder of the project.
        """
        docs, pages = Path(os.path.realpath(self.docs)), Path(os.path.realpath(self.pages))
        if docs not in pages.parents:
            raise SettingsError(f"`--out {self.pages}` must be a folder in the docs folder {self.docs}")
        try:
            checked_settings({"pages": self.inside_docs})
        except SettingsError:
            message = "must have a short name of letters, digits, `-` and `_`"
            raise SettingsError(f"`--out {self.pages}` {message}") from None
        if self.panels is not None:
            self._reject_unusable_panels(self.panels, docs, root)

    @staticmethod
    def _reject_unusable_panels(folder: Path, docs: Path, root: Path) -> None:
        panels = Path(os.path.realpath(folder))
        if docs in (panels, *panels.parents):
            raise SettingsError(f"`--panels {folder}` must be outside the docs folder, which is published")
        if panels.parent == Path(os.path.realpath(root)) or panels in docs.parents:
            raise SettingsError(
                f"`--panels {folder}` must be a folder in the `custom_dir` of the theme, such as overrides/panels"
            )
        if not _TEMPLATE_FOLDER.fullmatch(panels.name):
            raise SettingsError(f"`--panels {folder}` must have a name of letters, digits, `-`, `_` and `.`")


class PageUpdate(Struct, frozen=True):
    """The changes of a run in each folder, and notes about missing parts of the site."""

    changes: tuple[tuple[Path, Changes], ...]
    notes: tuple[str, ...]


def write_pages(project: Project, result: CheckResult, folders: PageFolders) -> PageUpdate:
    """Write the generated pages and panels of a checked project.

    Raises `SettingsError` before any change if a template is invalid or a file of an author would be replaced.
    """
    try:
        theme = _theme(result, folders)
        contents = site_contents(project, result, theme)
    except PageTemplateError as error:
        raise SettingsError(str(error)) from None
    prefix = f"{project.settings.pages}/"
    pages = {path.removeprefix(prefix): content for path, content in contents.pages.items()}
    owned = [(folders.pages, OwnedFolder(folders.pages, pages))]
    if folders.panels is not None:
        panels = {**contents.panels, **templates(folders.panels.resolve().name)}
        owned.append((folders.panels, OwnedFolder(folders.panels, panels)))
    changes = tuple((path, folder.update()) for path, folder in owned)
    return PageUpdate(changes, tuple(_notes(result, folders, theme, contents.unnamed)))


def _theme(result: CheckResult, folders: PageFolders) -> Theme:
    languages = language_codes(result.settings.language)
    if folders.panels is None:
        return theme_for_language(languages)
    panels = folders.panels.resolve()
    overrides = panels.parent / OVERRIDES
    return theme_for_language(languages, (overrides,) if overrides.is_dir() and overrides != panels else ())


def _notes(result: CheckResult, folders: PageFolders, theme: Theme, unnamed: Sequence[str]) -> Iterator[str]:
    yield from theme.notes(result.settings.language)
    if folders.panels is None:
        return
    for path in unnamed:
        yield f"{path} has no panel, because its address is too long for the name of a file"
    template = folders.panels.parent / LAYOUT
    name = f"{folders.panels.resolve().name}/{LAYOUT}"
    try:
        shows_panels = name in template.read_text(encoding="utf-8", errors="replace")
    except OSError:
        shows_panels = False
    if not shows_panels:
        yield f'{template} does not show the panels; its first line should be `{{% extends "{name}" %}}`'
