"""The language and the templates with which docgraph renders pages in an MkDocs build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from docgraph.app import CheckResult
from docgraph.app.published_site import site_of
from docgraph.export.public_data import public_data
from docgraph.mkdocs.log_findings import facts_of, warn
from docgraph.mkdocs.other_plugins import current_language
from docgraph.model.internal_error import describe_exception
from docgraph.site import OVERRIDES, PageTemplateError, Theme, render_everything, size_of, theme_for_language
from docgraph.site.i18n import language_codes

MOST_TRIED = 2000
"""The maximum number of records whose pages are tested before a build. Each takes 1 to 2 ms."""
_RIGHT_TO_LEFT = frozenset("ar ckb dv fa he ps sd ug ur yi".split())


def theme_for(config: MkDocsConfig, wanted: str) -> Theme:
    """The docgraph theme for the language `wanted`; if it is empty, for the language of the site.

    Templates in the folders of the MkDocs theme replace docgraph's templates. Raises `PluginError` for an invalid
    template. With `--strict`, also raises it for a template that docgraph does not have, and for a language without
    translations.
    """
    folders = tuple(folder for directory in config.theme.dirs if (folder := Path(directory, OVERRIDES)).is_dir())
    with _refused():
        theme = theme_for_language(language_codes(wanted or theme_language(config)), folders)
    warn(theme.notes(wanted), config)
    return theme


def smoke_render(theme: Theme, result: CheckResult) -> None:
    """Test the templates by rendering pages and exports. Raises `PluginError` for an error.

    Runs before MkDocs deletes the old site. All pages are rendered if the team has templates; otherwise, about
    `MOST_TRIED` pages.
    """
    try:
        site = site_of(result)
        with rendered_in(theme):
            render_everything(site, None if theme.overridden else MOST_TRIED)
        if size_of(site) <= MOST_TRIED:
            public_data(facts_of(result), lambda _node: "")
    except PluginError:
        raise
    except Exception as error:
        raise PluginError(f"docgraph: internal error: {describe_exception(error)}; please report it") from None


def without_templates(files: Files, theme: Theme) -> None:
    """Remove the team's docgraph templates from the files of the site."""
    for name in theme.overridden:
        file = files.get_file_from_path(f"{OVERRIDES}/{name}")
        if file is not None:
            files.remove(file)


def theme_language(config: MkDocsConfig) -> str:
    """The language that mkdocs-static-i18n is building; without that plugin, that of the theme."""
    theme: Any = config.theme
    language = current_language(config) or theme.get("language") or theme.get("locale") or "en"
    return str(language).replace("_", "-")


def direction(language: str) -> str:
    """The text direction of a language, `ltr` or `rtl`."""
    return "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


@contextmanager
def rendered_in(theme: Theme) -> Iterator[None]:
    """Use `theme` inside the `with` block. An error in a template becomes a `PluginError`."""
    with _refused(), theme.active():
        yield


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except PageTemplateError as fault:
        raise PluginError(f"docgraph: {fault}") from None
