"""Renders all generated files of a site that another program builds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from importlib.resources import files as resources

from msgspec import Struct

from docgraph.app import CheckResult, Project
from docgraph.app.page_collisions import path_and_parents
from docgraph.app.published_site import site_of
from docgraph.app.report_context import report_context
from docgraph.export.public_data import public_data
from docgraph.model.destination import MARKDOWN_ENDINGS, has_too_long_name
from docgraph.model.record import Record
from docgraph.site import (
    Address,
    Href,
    Theme,
    View,
    foot,
    generated_files,
    head,
    panel,
    standalone_page,
    view_content,
    views_of,
)
from docgraph.site.search_text import view_search_text
from docgraph.workspace.pages.addresses import SiteAddresses
from docgraph.workspace.pages.manifest import PAGE_STYLE
from docgraph.workspace.pages.markdown_page import markdown_page

_STYLE = Address("style", "Style sheet", PAGE_STYLE.removesuffix(".css"), suffix=".css")


class SiteContents(Struct, frozen=True):
    """All generated files of a site.

    - `pages` maps paths in the docs folder to generated pages and the files that they load.
    - `panels` maps paths in the folder of panels to HTML that is inserted into the pages of authors.
    - `unnamed` are pages without panels, because the names of the files would be too long.
    """

    pages: Mapping[str, bytes]
    panels: Mapping[str, bytes]
    unnamed: tuple[str, ...]


def site_contents(project: Project, result: CheckResult, theme: Theme) -> SiteContents:
    """Render all generated files of a checked project."""
    contents = _Contents(project, result)
    with theme.active():
        pages = dict(_distinct(contents.pages()))
        panels = dict(contents.panels())
    unnamed = {path: source for path, source in contents.panel_sources.items() if _is_unwritable(path)}
    kept = {path: html.encode() for path, html in panels.items() if html and path not in unnamed}
    return SiteContents(pages, kept, tuple(sorted({*unnamed.values()})))


class _Contents:
    def __init__(self, project: Project, result: CheckResult) -> None:
        self.site, self.result = site_of(result), result
        prefix = f"{project.docs}/" if project.docs else ""
        sources = [source.path for source in project.sources if source.has_page]
        self._pages = {
            path.removeprefix(prefix): path
            for path in sources
            if path.startswith(prefix) and path.endswith(MARKDOWN_ENDINGS)
        }
        self._folder = project.settings.pages
        self.addresses = SiteAddresses(
            self._folder, project.docs, self._pages, directory_urls=project.published.directory_urls
        )
        self._own_pages = {record.path: record for record in result.graph.records if record.place.is_own_page}
        self.panel_sources: dict[str, str] = {}

    def pages(self) -> Iterator[tuple[str, bytes]]:
        views = views_of(self.site)
        # the rows of a table are rendered once if its script comes first
        yield from self._files(views)
        for view in views:
            path = self.addresses.source_path(view)
            html = view_content(self.site, view, self.addresses.href_from(path))
            found = view_search_text(view, html) if view.is_first_page else ""
            html = self.addresses.with_own_address(path, html)
            text = markdown_page(view.title, html, is_wide=True, search_text=None if view.is_indexed else found)
            yield self.addresses.file_path(path), text.encode()
        for record in self.result.graph.records:
            if not record.place.is_own_page:
                yield self._record_page(record)

    def _files(self, views: Sequence[View]) -> Iterator[tuple[str, bytes]]:
        exports = partial(public_data, report_context(self.result))
        for made in generated_files(self.site, views, self._href_from, exports):
            content = made.content()
            text = content.encode() if isinstance(content, str) else content
            yield self.addresses.source_path(made.address), text
        style = resources("docgraph.site").joinpath("assets/docgraph.css").read_bytes()
        yield self.addresses.source_path(_STYLE), style

    def _record_page(self, record: Record) -> tuple[str, bytes]:
        path = self.addresses.source_path(record)
        html = standalone_page(self.site, record, self.addresses.href_from(path))
        html = self.addresses.with_own_address(path, html)
        text = markdown_page(record.title or record.id, html, is_wide=False)
        return self.addresses.file_path(path), text.encode()

    def _href_from(self, address: Address) -> Href:
        return self.addresses.href_from(self.addresses.source_path(address))

    def panels(self) -> Iterator[tuple[str, str]]:
        for page, path in self._pages.items():
            href, record = self.addresses.href_from(page), self._own_pages.get(path)
            above, below = self.addresses.panel_path(page, "head"), self.addresses.panel_path(page, "foot")
            self.panel_sources[above] = self.panel_sources[below] = path
            yield above, head(self.site, record, href) if record else panel(self.site, path, href)
            yield below, foot(self.site, record, href) if record else ""


def _distinct(pages: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    files: set[str] = set()
    folders: set[str] = set()
    for path, content in pages:
        way = path_and_parents(path)
        if way[0] not in folders and files.isdisjoint(way):
            files.add(way[0])
            folders.update(way[1:])
            yield path, content


def _is_unwritable(path: str) -> bool:
    parts = path.split("/")
    return any(has_too_long_name(part) for part in parts)
