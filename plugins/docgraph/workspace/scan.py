"""Scans a repository for agent definitions, and checks them with the documents of the project."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from docgraph.model.definition import UnloadedFile
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.cache.report_cache import RecordedProbe
from docgraph.workspace.cache.store import cache_of
from docgraph.workspace.config_file import Found, found_at, has_our_settings, nearest_configuration
from docgraph.workspace.definition_files import ScannedRepository, parsed
from docgraph.workspace.definition_sources import DefinitionSources, definition_sources_of
from docgraph.workspace.disk import DocsContents, contents_of
from docgraph.workspace.setting_locations import with_locations
from docgraph.workspace.symlinks import repository_of

if TYPE_CHECKING:
    from docgraph.app import CheckResult
    from docgraph.workspace.cache.document_cache import CachingReader


class ScanResult(Struct, frozen=True):
    """The result of a scan of a repository.

    - `unloaded` are files, other than documents, that look like agents but are not loaded by any program. `notes` are
      lines about them, with the setting that lists them.
    - `reads_documents` is False if there are no docgraph settings; documents are then not read.
    - `files` maps each path that the check tested to whether the file exists.
    """

    checked: CheckResult
    unloaded: tuple[UnloadedFile, ...] = ()
    notes: tuple[str, ...] = ()
    reads_documents: bool = True
    files: Mapping[str, bool] = {}


class ScannedFolder(Struct, frozen=True):
    """The input of a scan of a folder: project documents, and files that may define agents.

    - `folder` is the scanned folder relative to the repository; `.` for the repository itself.
    - `contents` is empty if there is no configuration file with docgraph settings.
    - `nearest` is the nearest configuration file, with or without docgraph settings. `has_our_settings` is whether it
      has docgraph settings.
    """

    folder: str
    project: Found
    contents: DocsContents
    definitions: DefinitionSources
    nearest: Path | None
    has_our_settings: bool

    def result(
        self, as_of: date | None = None, fail_on: str = "never", reader: CachingReader | None = None
    ) -> ScanResult:
        """Check the project with the definitions in the scanned folder.

        Raises `SettingsError` if a setting is invalid.
        """
        from docgraph.app import check
        from docgraph.model.settings import ScanSettings
        from docgraph.workspace.load_project import project_at
        from docgraph.workspace.unloaded_note import NearestSettings, unloaded_notes

        layout = self.project.layout()
        settings = layout.settings
        configured = settings.scan if "scan" in settings.model_fields_set else None
        overrides = {"fail_on": fail_on, "allow_empty": True, "scan": settings.scan or ScanSettings()}
        layout = replace(layout, settings=settings.model_copy(update=overrides))
        with with_locations(layout.configuration):
            scanned = _below(parsed(self.definitions, reader.cache if reader else cache_of(layout.root)), self.folder)
            project = project_at(layout, as_of, self.contents, reader, self.has_settings, scanned)
            probe = RecordedProbe(project.exists)
            checked = check(replace(project, exists=probe))
        documents = {os.path.realpath(layout.root / record.path) for record in checked.graph.records}
        root = os.path.realpath(repository_of(layout.root))
        unloaded = tuple(file for file in scanned.unloaded if os.path.join(root, file.path) not in documents)
        notes = unloaded_notes(unloaded, NearestSettings(self.nearest, self.has_our_settings, configured))
        return ScanResult(checked, unloaded, notes, self.has_settings, probe.answers)

    @property
    def has_settings(self) -> bool:
        """Whether the project has docgraph settings. If not, no documents are read."""
        return self.project.configuration is not None

    @property
    def docs(self) -> Path | None:
        """The docs folder; None if no documents are read."""
        return self.project.docs if self.has_settings else None


def scanned_folder(path: Path, configuration: Path | None = None) -> ScannedFolder:
    """Read the input of a scan of the folder `path`.

    Raises `SettingsError` if `path` is not a folder.
    """
    if not path.is_dir():
        what = "is a file; pass a folder" if path.exists() else "does not exist"
        raise SettingsError(f"{path}: {what}")
    here = path.resolve()
    project = _project(here, configuration)
    if project is None:
        root = repository_of(here)
        project = Found(root, root)
    contents = contents_of(project) if project.configuration else DocsContents("", (), ())
    folder = here.relative_to(repository_of(project.root)).as_posix()
    # `scan: false` is about checks and the build
    scan = project.options.get("scan") or {}
    definitions = definition_sources_of(replace(project, options={"scan": scan}), with_unloaded=True)
    nearest = project.configuration or nearest_configuration(here)
    has_ours = project.configuration is not None if configuration is None else has_our_settings(configuration)
    return ScannedFolder(folder, project, contents, definitions, nearest, has_ours)


def _project(here: Path, configuration: Path | None) -> Found | None:
    found = configuration or nearest_configuration(here)
    if found is not None and (configuration is not None or has_our_settings(found)):
        return found_at(found.parent, configuration)
    return None


def _below(scanned: ScannedRepository, folder: str) -> ScannedRepository:
    if folder == ".":
        return scanned
    definitions = tuple(definition for definition in scanned.definitions if definition.path.startswith(f"{folder}/"))
    unloaded = tuple(file for file in scanned.unloaded if file.path.startswith(f"{folder}/"))
    return replace(scanned, definitions=definitions, unloaded=unloaded)
