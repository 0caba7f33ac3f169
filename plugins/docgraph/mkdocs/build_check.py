"""Runs the check during an MkDocs build. If it fails, MkDocs prints a `PluginError`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from docgraph.app import CheckResult, Project, check
from docgraph.mkdocs.gc_pause import paused
from docgraph.mkdocs.log_findings import log_result
from docgraph.mkdocs.other_plugins import adds_pages
from docgraph.mkdocs.project_layout import layout_from, project_root
from docgraph.mkdocs.sources import reject_endless_links, reject_long_paths
from docgraph.model.definition import Node
from docgraph.model.internal_error import describe_exception
from docgraph.model.settings import Settings
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.baseline_file import baseline_path
from docgraph.workspace.cache.document_cache import CachingReader
from docgraph.workspace.cache.store import cache_of
from docgraph.workspace.load_project import project_at
from docgraph.workspace.setting_locations import with_locations

_MAX_FOLDERS = 100
"""The maximum number of folders with definitions that `mkdocs serve` watches."""


def watch_other_files(server: Any, settings: Settings, project: Project | None, config: MkDocsConfig) -> None:
    """Make `mkdocs serve` build again when a file outside the docs folder changes."""
    _watch_baseline(server, settings, config)
    _watch_adopted(server, project, config)
    _watch_definitions(server, project, config)


def _watch_baseline(server: Any, settings: Settings, config: MkDocsConfig) -> None:
    path = baseline_path(project_root(config), settings.baseline)
    if path.is_file():
        server.watch(str(path))


def _watch_adopted(server: Any, project: Project | None, config: MkDocsConfig) -> None:
    """Make `mkdocs serve` build again when a file outside the docs folder with records changes."""
    docs, root = Path(config.docs_dir).resolve(), project_root(config)
    files = [source for source in project.sources if not source.has_page] if project else []
    # the folder of a file at the top is the project with all its files, and a new file beside a roster is not read
    alone = {root / source.path for source in files if source.names_people or "/" not in source.path}
    places = alone | {(root / source.path).parent for source in files if root / source.path not in alone}
    for place in sorted(places):
        if not place.is_relative_to(docs):
            server.watch(str(place))


def _watch_definitions(server: Any, project: Project | None, config: MkDocsConfig) -> None:
    """Make `mkdocs serve` build again when a file with definitions, or a file beside it, changes.

    In the root folder of the project, only the file itself is watched, because a build writes files there. At most
    `_MAX_FOLDERS` folders are watched, because MkDocs starts a thread for each folder.
    """
    docs, root = Path(config.docs_dir).resolve(), project_root(config)
    found = project.definitions if project else ()
    definitions = sorted(found, key=lambda definition: (definition.node is not Node.AGENT, definition.at))
    files = [(root / definition.at.path).resolve() for definition in definitions]
    places = dict.fromkeys(file if file.parent == root else file.parent for file in files)
    for place in [*places][:_MAX_FOLDERS]:
        if not place.is_relative_to(docs):
            # without subfolders: a definition may be in the folder of an application
            server.watch(str(place), recursive=False)


class BuildCheck:
    """Checks the project in each build. Keeps the parsed documents for the next build of a server."""

    def __init__(self, plugin: object) -> None:
        self._plugin = plugin
        self._documents: CachingReader | None = None

    def check(
        self, config: MkDocsConfig, settings: Settings, file: Path | None, serving: bool
    ) -> tuple[Project, CheckResult]:
        """Check the project and log the findings. Returns the project and the result of the check.

        Raises `PluginError` if findings fail the build, if settings are invalid, or if MkDocs cannot build the site.
        """
        try:
            with with_locations(file), paused(to_the_end=not serving):
                layout = layout_from(config, settings)
                self._documents = self._documents or CachingReader(cache_of(layout.root))
                project = project_at(layout, reader=self._documents)
                result = check(project)
        except SettingsError as error:
            raise PluginError(f"docgraph: {error}") from None
        except Exception as error:
            raise PluginError(f"docgraph: internal error: {describe_exception(error)}; please report it") from None
        log_result(result, config, serving=serving, complete=not (serving and adds_pages(config, self._plugin)))
        reject_endless_links(result, layout.root)
        reject_long_paths(project, result, "" if serving else config.site_dir)
        return project, result
