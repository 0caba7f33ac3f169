"""Compares two Git revisions of a project."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from docgraph.analysis.comparison import Comparison, Revision, compare
from docgraph.app import CheckResult
from docgraph.model.location import DisplayBase
from docgraph.workspace.cache.document_cache import CachingReader
from docgraph.workspace.cache.store import Cache
from docgraph.workspace.ci_address import files_address
from docgraph.workspace.config_file import Layout
from docgraph.workspace.display_base import display_base_within
from docgraph.workspace.git.checkout import temporary_checkout
from docgraph.workspace.git.objects import git_repository
from docgraph.workspace.revision import CheckedRevision, ProjectHistory

WORKING_TREE = "the working tree"
"""The name of the files on disk in messages."""


class ComparedProject(Struct, frozen=True):
    """The comparison of two revisions, and the results of their checks.

    `repository_base` makes paths relative to the repository. `url_base` is the web address of the files of the
    repository, ending with `/`; empty outside of CI.
    """

    comparison: Comparison
    before: CheckResult
    after: CheckResult
    repository_base: DisplayBase
    url_base: str


def compare_revisions(
    layout: Layout,
    cache: Cache,
    base: str,
    head: str = "",
    *,
    from_merge_base: bool = False,
    as_of: date | None = None,
    overrides: Mapping[str, Any] | None = None,
    checked: CheckResult | None = None,
) -> ComparedProject:
    """Compare the Git revision `base` with the revision `head`.

    - If `head` is empty, `base` is compared with the files on disk. `checked` is the result of the check of these
      files, if they are already checked.
    - `from_merge_base`: the best common ancestor of `base` and `head` replaces `base`.
    - `overrides` are settings that replace the settings of both revisions.

    Raises `SettingsError` if the project is not in a Git repository or if a revision cannot be read.
    """
    repository = git_repository(layout.root)
    first, second = repository.commit(base), repository.commit(head or "HEAD")
    if from_merge_base:
        first = repository.merge_base(first, second)
    with temporary_checkout(repository, first) as checkout:
        history = ProjectHistory(layout, repository, checkout, as_of, CachingReader(cache), overrides or {})
        # the rules of the earlier revision run while the later one is read and checked
        earlier = history.revision(first, base).started()
        after = history.revision(second, head).checked() if head else history.working_tree(checked)
        before = earlier()
    names = (revision_name(base, first), revision_name(head, second) if head else WORKING_TREE)
    comparison = compare(_revision(names[0], before), _revision(names[1], after), (*before.notes, *after.notes))
    base_path = display_base_within(layout.root, repository.top)
    return ComparedProject(comparison, before.result, after.result, base_path, files_address())


def _revision(name: str, checked: CheckedRevision) -> Revision:
    result = checked.result
    return Revision(name, result.graph, result.findings, checked.settings)


def revision_name(revision: str, commit: str) -> str:
    """The name of a revision in messages, such as `main (1a2b3c4d)`."""
    return revision if commit.startswith(revision) else f"{revision} ({commit[:8]})"
