"""Which files of a docs folder MkDocs publishes: its default exclusions, patterns, and files with one destination.

Follows `get_files` and `set_exclusions` of MkDocs 1.6 and ProperDocs, without importing either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from itertools import starmap
from posixpath import basename, dirname, splitext
from typing import Any, NamedTuple

from msgspec import Struct

from docgraph.model.destination import site_path
from docgraph.model.translations import Translations
from docgraph.workspace.mkdocs_values import spec_of

_DEFAULT = (".*", "/templates/")
"""The patterns that MkDocs puts before those of `exclude_docs`, which may include such files again."""


class PatternLevel(Enum):
    """How a file takes part in the site."""

    EXCLUDED = "excluded"
    DRAFT = "draft"
    """Left out of a build, but shown by `serve`."""
    PUBLISHED = "published"


class Patterns(Struct, frozen=True):
    """The settings of the site generator that decide about files; the texts are lines as in a `.gitignore`."""

    excluded: str = ""
    drafts: str = ""
    translations: Translations = Translations()
    """Pages of further languages, which are published: they repeat the records of their originals."""
    directory_urls: bool = True


class Conflict(NamedTuple):
    """A file that is not published because of another one with the same destination."""

    dropped: str
    kept: str


class Inclusion:
    """Decides about the files of one docs folder, named by their paths in it, with `/`."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns
        self._plain = not patterns.excluded.strip()

    def level(self, path: str) -> PatternLevel:
        """How the file at `path` takes part, if no other has its destination."""
        # the patterns of `pathspec` do not see past a line break
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
        """Whether the page at `path` belongs to a further language of the site."""
        return self._translations is not None and bool(self._translations.match_file(path))

    def originals(self, path: str) -> tuple[str, ...]:
        """The paths that the document may have which the page at `path` translates."""
        return self._patterns.translations.originals(path)

    def conflicts(self, levels: Mapping[str, PatternLevel]) -> Iterator[Conflict]:
        """The files of one folder, by their paths, that another one with their destination keeps out of the site."""
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
        """The pages, of any folder, that MkDocs writes to a file before it writes another one there.

        It comes to a folder after the files beside it: `big/index.md` is written over `big.md`.
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
        """The files that lie, in the site, where MkDocs needs a folder for another one, which is kept in their place.

        `LICENSE` lies where the page of `LICENSE.md` needs one.
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
    """MkDocs looks at `index` and `README` first."""
    name = basename(path)
    return splitext(name)[0] not in ("index", "README"), name


def _compiled(patterns: str) -> Any:
    """What tells whether a path matches; None for patterns that match nothing."""
    return spec_of(patterns.splitlines()) if patterns.strip() else None
