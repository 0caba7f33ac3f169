"""Checks the documents of a Git revision as they were committed."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from docgraph.app import CheckResult, LinkedProject, Project, check, linked
from docgraph.model.settings import Settings
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.cache.document_cache import MIN_DOCUMENTS_FOR_FORK, CachingReader
from docgraph.workspace.config_file import Layout, configuration_in, found_by
from docgraph.workspace.definition_files import definitions_of
from docgraph.workspace.disk import contents_of
from docgraph.workspace.fork import can_fork, started
from docgraph.workspace.git.checkout import Checkout
from docgraph.workspace.git.objects import GitRepository
from docgraph.workspace.load_project import project_at


class CheckedRevision(Struct, frozen=True):
    """The result of the check of a revision, its settings, and notes about unreadable parts."""

    result: CheckResult
    settings: Settings
    notes: tuple[str, ...] = ()


class LinkedRevision(Struct, frozen=True):
    """The doc graph of a revision whose rules have not run yet.

    `notes` are about parts of the revision that could not be read.
    """

    linked: LinkedProject
    layout: Layout
    name: str
    notes: tuple[str, ...]

    def checked(self) -> CheckedRevision:
        """Run the rules and return the result."""
        return self._with_result(self.linked.checked())

    def started(self) -> Callable[[], CheckedRevision]:
        """Start running the rules, in a child process if that saves time.

        The returned function waits for the result. Call it only once.
        """
        if len(self.linked.documents) < MIN_DOCUMENTS_FOR_FORK or not can_fork():
            return self.checked
        second = started(lambda: [_findings_of(self.linked)])

        def finished() -> CheckedRevision:
            output = second.result()
            if output is None:
                return self.checked()
            findings, first_reviews, baseline = pickle.loads(output)  # noqa: S301, our own child process wrote it
            result = self.linked.unchecked()
            return self._with_result(replace(result, findings=findings, first_reviews=first_reviews, baseline=baseline))

        return finished

    def _with_result(self, result: CheckResult) -> CheckedRevision:
        return CheckedRevision(result, self.layout.settings, (*self.notes, *_unparsed(result, self.name)))


class ProjectHistory(Struct, frozen=True):
    """The revisions of a project, all evaluated on the same as-of date.

    Documents that revisions have in common are parsed once by `reader`. Files that revisions have in common are created
    once by `checkout`.
    """

    layout: Layout
    repository: GitRepository
    checkout: Checkout
    as_of: date | None
    reader: CachingReader
    overrides: Mapping[str, Any]
    """Settings that replace the settings of each revision."""

    def working_tree(self, checked: CheckResult | None = None) -> CheckedRevision:
        """The result of the check of the files on disk. If they are already checked, `checked` is used."""
        return CheckedRevision(checked or check(self._project(self.layout)), self.layout.settings)

    def revision(self, commit: str, name: str) -> LinkedRevision:
        """Load the doc graph of the commit with the id `commit`. `name` is its name in messages.

        If the settings of the commit are invalid, the settings on disk are used. Raises `SettingsError` if the files of
        the commit are missing in this clone.
        """
        notes = self.checkout.add(commit)
        folder = self.checkout.folder
        try:
            layout, about_settings = self._layout_in(folder, name)
            revision = linked(self._project(layout))
        except SettingsError as error:
            raise SettingsError(_without(str(error), folder, name)) from None
        return LinkedRevision(revision, layout, name, (*notes, *about_settings))

    def _project(self, layout: Layout) -> Project:
        shared = {**self.overrides, "as_of": self.layout.settings.as_of, "allow_empty": True}
        settings = layout.settings.model_copy(update=shared)
        layout = replace(layout, settings=settings)
        scanned = definitions_of(layout, self.reader.cache)
        return project_at(layout, self.as_of, contents_of(layout), self.reader, scanned=scanned)

    def _layout_in(self, folder: Path, name: str) -> tuple[Layout, tuple[str, ...]]:
        root, docs = (self._inside(folder, place) for place in (self.layout.root, self.layout.docs))
        notes: tuple[str, ...] = ()
        if not root.is_dir():
            notes = (f"{name} has no folder {os.path.relpath(root, folder)}; everything in it is new",)
        docs.mkdir(parents=True, exist_ok=True)
        configuration = self._configuration_in(folder, root)
        if configuration is not None:
            try:
                return found_by(configuration).layout(), notes
            except SettingsError as error:
                reason = _without(str(error), folder, name).splitlines()[0]
                note = (
                    f"the settings of {name} cannot be read ({reason}); its documents are read with the later settings"
                )
                notes = (*notes, note)
        elif self.layout.configuration is not None and not notes:
            notes = (f"{name} has no settings of docgraph; its documents are read with the later settings",)
        return Layout(
            root, docs, self.layout.settings, configuration, self.layout.patterns, self.layout.meta_file
        ), notes

    def _configuration_in(self, folder: Path, root: Path) -> Path | None:
        used = self.layout.configuration
        same = self._inside(folder, used.resolve()) if used is not None else None
        if same is not None and same.is_file():
            return same
        return configuration_in(root) if root.is_dir() else None

    def _inside(self, folder: Path, place: Path) -> Path:
        relative = os.path.relpath(os.path.realpath(place), os.path.realpath(self.repository.top))
        if relative.startswith(".."):
            raise SettingsError(f"{place}: is outside of the repository {self.repository.top}")
        return folder / relative


def _findings_of(linked: LinkedProject) -> bytes:
    result = linked.checked()
    return pickle.dumps((result.findings, result.first_reviews, result.baseline))


def _unparsed(result: CheckResult, name: str) -> tuple[str, ...]:
    paths = sorted(set(result.graph.unparsed_paths))
    if not paths:
        return ()
    if len(paths) == 1:
        return (f"{paths[0]} cannot be parsed in {name}; what it contains counts as new",)
    return (f"{paths[0]} and {len(paths) - 1} more cannot be parsed in {name}; what they contain counts as new",)


def _without(message: str, folder: Path, name: str) -> str:
    return message.replace(f"{folder}{os.sep}", f"{name}:")
