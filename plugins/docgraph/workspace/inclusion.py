"""Decides which files of a docs folder MkDocs publishes.

Works like `get_files` and `set_exclusions` of MkDocs 1.6 and ProperDocs, without importing them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from itertools import starmap
from posixpath import basename, dirname, splitext
from typing import Any, NamedTuple

from msgspec import Struct

from docgraph.adopt.gitignore import spec_of
from docgraph.model.destination import site_path
from docgraph.model.translations import Translations

_DEFAULT = (".*", "/templates/")
"""MkDocs puts these patterns before `exclude_docs`, so that a project can negate them."""


class PatternLevel(Enum):
    """Whether MkDocs publishes a file, according to the patterns in its settings."""

    EXCLUDED = "excluded"
    DRAFT = "draft"
    """Left out of a build, but served by `mkdocs serve`."""
    PUBLISHED = "published"


class Patterns(Struct, frozen=True):
    """Settings of the site generator about files. Patterns have `.gitignore` syntax, one per line."""

    excluded: str = ""
    drafts: str = ""
    translations: Translations = Translations()
    """The languages of the site. Translations are published but not read as documents."""
    directory_urls: bool = True


class Conflict(NamedTuple):
    """MkDocs does not publish the file `dropped`, because the file `kept` has the same destination."""

    dropped: str
    kept: str


class Inclusion:
    """Decides which files of a docs folder MkDocs publishes.

    Paths are relative to the docs folder and use `/`.
    """

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns
        self._plain = not patterns.excluded.strip()

    def level(self, path: str) -> PatternLevel:
        """`PUBLISHED`, `DRAFT` or `EXCLUDED`, according to the patterns in the MkDocs settings."""
        # the patterns of `pathspec` do not match past a line break, so such a path needs the real patterns
        if self._plain and "\n" not in path:
            excluded = path.startswith((".", "templates/")) or "/." in path
        else:
            excluded = self._excluded.match_file(path)
        if excluded:
            return PatternLevel.EXCLUDED
        return (
            PatternLevel.DRAFT if self._drafts is not None and self._drafts.match_file(path) else PatternLevel.PUBLISHED
        )

    def is_translation(self, path: str) -> bool:
        """Whether the page at `path` is not in the default language of the site."""
        return self._translations is not None and bool(self._translations.match_file(path))

    def originals(self, path: str) -> tuple[str, ...]:
        """The possible paths of the page that the translation at `path` translates."""
        return self._patterns.translations.originals(path)

    def conflicts(self, levels: Mapping[str, PatternLevel]) -> Iterator[Conflict]:
        """Yield the files that MkDocs drops because a file in the same folder has the same destination.

        `levels` maps the path of each file to its pattern level.
        """
        first: dict[str, str] = {}
        for path in sorted(levels, key=_order):
            before = first.setdefault(site_path(path, self._patterns.directory_urls), path)
            if before == path:
                continue
            if levels[path] is PatternLevel.PUBLISHED:
                yield Conflict(before, path)
            else:
                yield Conflict(path, before)

    def overwritten(self, pages: Iterable[str]) -> Iterator[Conflict]:
        """Yield the pages whose output MkDocs overwrites with the output of another page.

        MkDocs builds the pages of a folder before the pages of its subfolders: `big/index.md` overwrites `big.md`.
        """
        last: dict[str, str] = {}
        ordered = sorted(pages, key=lambda path: path.count("/"))
        for path in ordered:
            last[site_path(path, self._patterns.directory_urls)] = path
        for path in ordered:
            kept = last[site_path(path, self._patterns.directory_urls)]
            if kept != path:
                yield Conflict(path, kept)

    def blocking(self, paths: Iterable[str]) -> Iterator[Conflict]:
        """Yield the files whose destination MkDocs needs as a folder for another file.

        For example, `LICENSE.md` is published in the folder `LICENSE`, but a file `LICENSE` is copied to the same path.
        """
        places = {site_path(path, self._patterns.directory_urls): path for path in paths}
        blocked: dict[str, str] = {}
        for place, path in sorted(places.items()):
            while place := dirname(place):
                if place in places:
                    blocked.setdefault(places[place], path)
        return starmap(Conflict, blocked.items())

    @cached_property
    def _excluded(self) -> Any:
        return _compiled("\n".join((*_DEFAULT, self._patterns.excluded)))

    @cached_property
    def _drafts(self) -> Any:
        return _compiled(self._patterns.drafts)

    @cached_property
    def _translations(self) -> Any:
        return _compiled(self._patterns.translations.patterns)


def _order(path: str) -> tuple[bool, str]:
    name = basename(path)
    return splitext(name)[0] not in ("index", "README"), name


def _compiled(patterns: str) -> Any:
    return spec_of(patterns.splitlines()) if patterns.strip() else None
