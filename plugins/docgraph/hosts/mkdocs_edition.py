"""Which edition of the pages a build of MkDocs writes: with the templates that lie in the theme's folders."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from docgraph.views import OVERRIDES, Edition, TemplateFault, edition_of

log = get_plugin_logger("docgraph")


def edition_for(config: MkDocsConfig, files: Files) -> Edition:
    """The edition with the templates of `theme.custom_dir`, and of the theme itself. They are kept out of the site."""
    folders = tuple(folder for one in config.theme.dirs if (folder := Path(one, OVERRIDES)).is_dir())
    with _refused():
        edition = edition_of(folders)
    for name in edition.unknown:
        log.warning("%s/%s overrides nothing: docgraph has no template of that name", OVERRIDES, name)
    for name in edition.overridden:
        file = files.get_file_from_path(f"{OVERRIDES}/{name}")
        if file is not None:
            files.remove(file)
    return edition


@contextmanager
def written_in(edition: Edition) -> Iterator[None]:
    """What is written inside is written in `edition`; a fault in a team's template ends the build."""
    with _refused(), edition.used():
        yield


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except TemplateFault as fault:
        raise PluginError(f"docgraph: {fault}") from None
