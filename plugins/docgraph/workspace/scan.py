"""Scans a repository for agent definitions, with the documents of its project if it has one."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from docgraph.app import CheckResult, check
from docgraph.model.definition import UnloadedFile
from docgraph.model.settings import ScanSettings, Settings
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.config_file import Layout, found_at, has_our_settings, nearest_configuration
from docgraph.workspace.definition_files import ScannedRepository, definitions_of
from docgraph.workspace.disk import DocsContents
from docgraph.workspace.load_project import project_at
from docgraph.workspace.setting_locations import with_locations
from docgraph.workspace.symlinks import repository_of
from docgraph.workspace.unloaded_note import unloaded_notes


class ScanResult(Struct, frozen=True):
    """The result of a check of a repository with its definitions.

    `unloaded` are files that look like agents, but that no program loads, without documents. `notes` describe them, and
    name the setting that lists them. `reads_documents` is whether there are settings, without
    which no documents are read. `layout` is the project.
    """

    checked: CheckResult
    layout: Layout
    unloaded: tuple[UnloadedFile, ...] = ()
    notes: tuple[str, ...] = ()
    reads_documents: bool = True

    @property
    def docs(self) -> Path | None:
        """The docs folder; None if no documents are read."""
        return self.layout.docs if self.reads_documents else None


def scan_folder(
    path: Path, configuration: Path | None = None, as_of: date | None = None, fail_on: str = "never"
) -> ScanResult:
    """The result of a check of the repository that contains `path`, with the definitions below `path`.

    Without a configuration file of docgraph, there are definitions, but no documents. Raises `SettingsError` if `path`
    is not a folder, or if a setting is invalid.
    """
    if not path.is_dir():
        what = "is a file; pass a folder" if path.exists() else "does not exist"
        raise SettingsError(f"{path}: {what}")
    here = path.resolve()
    layout, contents = _layout(here, configuration)
    configured = layout.settings.scan if "scan" in layout.settings.model_fields_set else None
    overrides = {"fail_on": fail_on, "allow_empty": True, "scan": layout.settings.scan or ScanSettings()}
    layout = replace(layout, settings=layout.settings.model_copy(update=overrides))
    with with_locations(layout.configuration):
        found = definitions_of(layout, with_unloaded=True)
        scanned = _below(found, here.relative_to(repository_of(layout.root)).as_posix())
        checked = check(project_at(layout, as_of, contents, with_baseline=contents is None, scanned=scanned))
    documents = {os.path.realpath(layout.root / record.path) for record in checked.graph.records}
    root = os.path.realpath(repository_of(layout.root))
    unloaded = tuple(file for file in scanned.unloaded if os.path.join(root, file.path) not in documents)
    nearest = layout.configuration or nearest_configuration(here)
    return ScanResult(checked, layout, unloaded, unloaded_notes(unloaded, nearest, configured), contents is None)


def _layout(here: Path, configuration: Path | None) -> tuple[Layout, DocsContents | None]:
    """The project of a folder. Without settings of docgraph, it is a project without documents."""
    found = configuration or nearest_configuration(here)
    if found is not None and (configuration is not None or has_our_settings(found)):
        return found_at(found.parent, configuration).layout(), None
    root = repository_of(here)
    return Layout(root, root, Settings()), DocsContents("", (), ())


def _below(scanned: ScannedRepository, folder: str) -> ScannedRepository:
    """The definitions and files in a folder of the repository; all of them if the folder is the repository itself."""
    if folder == ".":
        return scanned
    definitions = tuple(definition for definition in scanned.definitions if definition.path.startswith(f"{folder}/"))
    unloaded = tuple(file for file in scanned.unloaded if file.path.startswith(f"{folder}/"))
    return replace(scanned, definitions=definitions, unloaded=unloaded)
