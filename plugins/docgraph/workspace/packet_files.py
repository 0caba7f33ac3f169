"""Resolves and checks the paths of `docgraph hire`."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable

from docgraph.model.definition import Definition
from docgraph.model.settings import ScanSettings
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.config_file import Layout, has_our_settings
from docgraph.workspace.repository_walk import RepositoryWalk
from docgraph.workspace.symlinks import is_within, repository_of


def named_definition(layout: Layout, definitions: Iterable[Definition], argument: str) -> str:
    """The path relative to the repository of the file that a command-line argument names.

    The argument is relative to the current folder or to the repository. If a symlink connects the file with a
    definition, the result is the path of the definition. Raises `SettingsError` if the file is not in the repository.
    """
    repository = os.path.realpath(repository_of(layout.root))
    given = next((path for path in (argument, os.path.join(repository, argument)) if os.path.isfile(path)), None)
    if given is None:
        what = "is a folder; name a file" if os.path.isdir(argument) else "does not exist"
        raise SettingsError(f"{argument}: {what}")
    real = os.path.realpath(given)
    if not is_within(real, repository):
        raise SettingsError(f"{argument}: is not in the repository {repository}; run the command in its repository")
    # a link and its target can both be definitions
    folder = os.path.realpath(os.path.dirname(os.path.abspath(given)))
    exact = os.path.relpath(os.path.join(folder, os.path.basename(given)), repository).replace(os.sep, "/")
    paths = dict.fromkeys(definition.path for definition in definitions)
    if exact in paths:
        return exact
    linked = (path for path in paths if os.path.realpath(os.path.join(repository, path)) == real)
    return next(linked, os.path.relpath(real, repository).replace(os.sep, "/"))


def refuse_without_settings(layout: Layout) -> None:
    """Raise `SettingsError` if the project has no docgraph settings."""
    if layout.configuration is None:
        raise SettingsError("no settings say where packets belong; run `docgraph init`, then this command again")
    if not has_our_settings(layout.configuration):
        name = layout.configuration.name
        raise SettingsError(f"{name} has no `docgraph` plugin; run `docgraph init`, which has the entry to add")


def would_be_loaded(layout: Layout, path: str) -> bool:
    """Whether a program would load a new file at `path` as a definition.

    `path` is relative to the project.
    """
    from docgraph.definitions.find import PathIndex, definition_paths

    scan = layout.settings.scan or ScanSettings()
    walk = RepositoryWalk(repository_of(layout.root), scan.ignore)
    new = posixpath.normpath(posixpath.join(walk.relative_path(layout.root), path))
    found = definition_paths((*walk.files(), new), walk.committed_content, PathIndex(scan.files))
    return any(candidate.path == new for candidate in found)
