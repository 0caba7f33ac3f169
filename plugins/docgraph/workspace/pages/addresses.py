"""Addresses of pages in a site, computed from the paths of their sources."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import quote

from docgraph.app.page_collisions import record_page
from docgraph.graph.definition_graph import DefinitionNode
from docgraph.model.definition import UNDOCUMENTED
from docgraph.model.destination import site_path
from docgraph.model.record import Record
from docgraph.site import REPOSITORY_AGENTS, Address, Href, Target

_UNENCODED = "!$'()*+,/:;=@"
"""ASCII characters that are not letters, digits, `-`, `.` or `_`, and that Zensical does not encode in addresses."""
_PERCENT_ENCODED = {ord("~"): "%7E"}
"""A character that Zensical encodes and Python does not."""


class SiteAddresses:
    """The addresses of records and generated pages in a site that another program builds.

    `folder` is the folder of generated pages and `pages` are the other pages, all in the docs folder. `docs` is the
    docs folder relative to the project.
    """

    def __init__(self, folder: str, docs: str, pages: Iterable[str], *, directory_urls: bool) -> None:
        self._folder = folder
        self._prefix = f"{docs}/" if docs else ""
        self._pages = frozenset(pages)
        self._directory_urls = directory_urls

    def source_path(self, target: Target) -> str:
        """The path of a target in the docs folder; empty if it has no page."""
        if isinstance(target, DefinitionNode):
            return self.source_path(REPOSITORY_AGENTS) if target.kind == UNDOCUMENTED else ""
        if isinstance(target, Address):
            return f"{self._folder}/{target.path}{target.suffix}"
        if isinstance(target, Record) and not target.place.is_own_page:
            return record_page(target, self._folder)
        path = target.path.removeprefix(self._prefix)
        return path if path in self._pages else ""

    def file_path(self, source: str) -> str:
        """The path at which the generated page with the logical path `source` is written.

        With directory URLs, this is the `index.md` of a folder: there, a URL relative to the source file is the same as
        one relative to the address. Some site generators rewrite the former, and others keep the latter.
        """
        stem = posixpath.splitext(source)[0]
        is_index = posixpath.basename(stem) == "index" or not self._directory_urls
        return source if is_index else f"{stem}/index.md"

    def href_from(self, source: str) -> Href:
        """A function that returns URLs relative to the page or file at `source` in the docs folder."""
        start = posixpath.dirname(site_path(source, self._directory_urls))

        def href(target: Target) -> str:
            path = self.source_path(target)
            return self._relative_url(start, path) if path else ""

        return href

    def _relative_url(self, start: str, path: str) -> str:
        place = site_path(path, self._directory_urls)
        is_folder = self._directory_urls and posixpath.basename(place) == "index.html"
        found = posixpath.relpath((posixpath.dirname(place) if is_folder else place) or ".", start or ".")
        return quote(f"{found}/" if is_folder else found)

    def panel_path(self, path: str, part: str) -> str:
        """The path of a part of the panel for the page at `path`.

        It is the address of the page and the name of the part, so that a template finds it by `page.url`, and no value
        of a document is in it. The encoding is that of Zensical.
        """
        place = site_path(path, self._directory_urls)
        address = place.removesuffix("index.html") if self._directory_urls else place
        return f"{quote(address, safe=_UNENCODED).translate(_PERCENT_ENCODED)}_{part}.html"
