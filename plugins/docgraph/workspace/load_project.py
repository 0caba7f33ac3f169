"""Loads a project from disk: its files, settings and as-of date."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path

from docgraph.app import Project, check
from docgraph.app.page_collisions import Published
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.problem import Problem
from docgraph.workspace.baseline_file import read_baseline
from docgraph.workspace.cache.document_cache import CachingReader
from docgraph.workspace.cache.store import cache_of
from docgraph.workspace.config_file import Layout, layout_of
from docgraph.workspace.definition_files import ScannedRepository, definitions_of
from docgraph.workspace.disk import DocsContents, contents_of, epoch, in_repository, today
from docgraph.workspace.symlinks import repository_of
from docgraph.workspace.unused_settings import unmatched_by


def load_graph(path: Path, as_of: date | None = None) -> DocGraph:
    """Load the doc graph of the project or docs folder at `path`.

    `as_of` is the as-of date. Raises `TypeError` if it is not a date, and `SettingsError` if the settings are invalid.
    """
    given: object = as_of
    if given is not None and (not isinstance(given, date) or isinstance(given, datetime)):
        raise TypeError(f"`as_of` must be a `datetime.date`, not {as_of!r}")
    return check(project_at(layout_of(path), as_of)).graph


def project_at(
    layout: Layout,
    as_of: date | None = None,
    contents: DocsContents | None = None,
    reader: CachingReader | None = None,
    with_baseline: bool = True,
    scanned: ScannedRepository | None = None,
) -> Project:
    """Load a project. `contents` and `scanned` are read from disk if they are None.

    `as_of` defaults to the setting `as-of`, else to `SOURCE_DATE_EPOCH`, else to today. Raises `SettingsError` if the
    setting `links` or `SOURCE_DATE_EPOCH` is invalid.
    """
    found = contents or contents_of(layout)
    # read even if the as-of date is set, to report an invalid SOURCE_DATE_EPOCH: MkDocs reads it, too
    now = today()
    day = as_of or layout.settings.as_of or now
    there = partial(in_repository, repository_of(layout.root))
    read = reader or CachingReader(cache_of(layout.root))
    definitions = definitions_of(layout, reader.cache if reader else None) if scanned is None else scanned
    clock = (as_of or layout.settings.as_of) is None and not epoch()
    # without a site generator there are no generated pages that could collide with another file
    others = found.others if layout.hosted else ()
    published = Published(others, layout.patterns.directory_urls, layout.patterns.translations)
    return Project(
        found.sources,
        layout.settings,
        day,
        found.docs,
        _problems(found, definitions),
        exists=there,
        reader=read,
        follows_clock=clock,
        published=published,
        meta_files=found.meta_files,
        baseline=read_baseline(layout.root, layout.settings.baseline) if with_baseline else None,
        definitions=definitions.definitions,
        definition_contents=definitions.quotable,
        code_owners=definitions.code_owners,
    )


def _problems(found: DocsContents, scanned: ScannedRepository) -> tuple[Problem, ...]:
    unmatched = unmatched_by(scanned.paths, found.unmatched)
    known = {problem.at.path for problem in found.problems}
    return (*found.problems, *unmatched, *(problem for problem in scanned.problems if problem.at.path not in known))
