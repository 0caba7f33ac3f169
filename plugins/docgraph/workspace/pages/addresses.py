"""The addresses of pages in a site, computed from the paths of their source files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import quote

from docgraph.app.page_collisions import record_page
from docgraph.graph.definition_graph import DefinitionNode
from docgraph.model.definition import UNDOCUMENTED
from docgraph.model.destination import site_path
from docgraph.model.record import Record
from docgraph.site import REPOSITORY_AGENTS, Address, Href, SourceTarget, Target

_UNENCODED = "!$'()*+,/:;=@"
"""ASCII punctuation that Zensical does not encode in addresses, without `-`, `.` and `_`."""
_PERCENT_ENCODED = {ord("~"): "%7E"}
"""The character that Zensical encodes but Python does not."""


class SiteAddresses:
    """The addresses of records and generated pages in a site that another program builds.

    `folder` is the folder of generated pages in the docs folder, and `pages` are the paths of the other pages there.
    `docs` is the docs folder relative to the project.
    """

    def __init__(self, folder: str, docs: str, pages: Iterable[str], *, directory_urls: bool) -> None:
        self._folder = folder
        self._prefix = f"{docs}/" if docs else ""
        self._pages = frozenset(pages)
        self._directory_urls = directory_urls

    def source_path(self, target: Target) -> str:
        """The path of the page (or file) for `target` in the docs folder; empty if it has no page."""
        if isinstance(target, SourceTarget):
            return ""
        if isinstance(target, DefinitionNode):
            return self.source_path(REPOSITORY_AGENTS) if target.kind == UNDOCUMENTED else ""
        if isinstance(target, Address):
            return f"{self._folder}/{target.path}{target.suffix}"
        if isinstance(target, Record) and not target.place.is_own_page:
            return record_page(target, self._folder)
        path = target.path.removeprefix(self._prefix)
        return path if path in self._pages else ""

    def file_path(self, source: str) -> str:
        """The path of the file for a generated page: `trace/people/index.md` for `trace/people.md`.

        Without directory URLs, the path stays the same. With them, some site generators rewrite relative URLs in
        Markdown and others keep them; in an `index.md`, both have the same effect.
        """
        stem = posixpath.splitext(source)[0]
        is_index = posixpath.basename(stem) == "index" or not self._directory_urls
        return source if is_index else f"{stem}/index.md"

    def href_from(self, source: str) -> Href:
        """A function that returns URLs of pages, relative to the page or file at the path `source`."""
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

    def with_own_address(self, source: str, html: str) -> str:
        """The HTML of the page `source`, in which links to its own headings start with its address.

        For a link such as `#owner`, Zensical knows only the headings of Markdown, not those of HTML.
        """
        name = posixpath.basename(site_path(source, self._directory_urls))
        # not `html.replace`, which would escape the replacement in a `Markup`
        return str.replace(html, 'href="#', f'href="{"./" if self._directory_urls else quote(name)}#')

    def panel_path(self, path: str, part: str) -> str:
        """The path of an HTML file that is inserted into a page, such as `agents/importer/_head.html`.

        `path` is the page. `part` is `head`, above the content, or `foot`, below the content. The path begins with the
        page's address, encoded as in Zensical, so that a template finds the file by `page.url`.
        """
        place = site_path(path, self._directory_urls)
        address = place.removesuffix("index.html") if self._directory_urls else place
        return f"{quote(address, safe=_UNENCODED).translate(_PERCENT_ENCODED)}_{part}.html"
