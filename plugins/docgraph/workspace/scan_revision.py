"""Scans a Git revision, to find the findings of a scan that are new since the revision."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from docgraph.analysis.comparison import Revision, compare
from docgraph.model.finding import Finding
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.cache.document_cache import CachingReader
from docgraph.workspace.cache.store import Cache, cache_of
from docgraph.workspace.compare_revisions import WORKING_TREE, revision_name
from docgraph.workspace.git.checkout import temporary_checkout
from docgraph.workspace.git.objects import GitRepository, git_repository
from docgraph.workspace.scan import ScanResult, scanned_folder


class NewFindings(Struct, frozen=True):
    """The findings of a scan that an earlier revision does not have, without suppressed findings.

    `since` is the name of the revision in messages. `notes` are about parts of the revision that could not be read.
    """

    since: str
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()


def new_findings(path: Path, configuration: Path | None, result: ScanResult, revision: str) -> NewFindings:
    """The findings in `result`, a scan of the folder `path`, that are new since a revision.

    The revision is scanned with its own settings and documents, on the same as-of date. Raises `SettingsError` if it
    cannot be read or its settings are invalid.
    """
    repository = git_repository(path)
    commit = repository.commit(revision)
    settings, later = result.checked.settings, result.checked
    after = Revision(WORKING_TREE, later.graph, later.findings, settings)
    since = revision_name(revision, commit)
    with temporary_checkout(repository, commit) as checkout:
        notes = checkout.add(commit)
        folder = _inside(repository, checkout.folder, path)
        used = None if configuration is None else _inside(repository, checkout.folder, configuration)
        if not folder.is_dir():
            notes = (*notes, f"{revision} has no folder {os.path.relpath(folder, checkout.folder)}; all of it is new")
            return NewFindings(since, tuple(finding for finding in later.findings if not finding.is_suppressed), notes)
        reader = CachingReader(Cache(cache_of(repository.top).folder, read_only=True))
        try:
            scanned = scanned_folder(folder, used if used and used.is_file() else None)
            earlier = scanned.result(later.graph.as_of, settings.fail_on, reader).checked
        except SettingsError as error:
            raise SettingsError(str(error).replace(f"{checkout.folder}{os.sep}", f"{revision}:")) from None
        before = Revision(since, earlier.graph, earlier.findings, earlier.settings)
        return NewFindings(since, compare(before, after, notes).findings.new, notes)


def _inside(repository: GitRepository, checkout: Path, place: Path) -> Path:
    relative = os.path.relpath(os.path.realpath(place), os.path.realpath(repository.top))
    if relative == ".." or relative.startswith(f"..{os.sep}"):
        raise SettingsError(f"{place}: is outside of the repository {repository.top}")
    return checkout / relative
