"""The pages of the site: generated views, and the head and foot of each record's page.

Only this package uses Jinja2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from docgraph.site.context import (
    DOWNLOADS,
    EXPLORER,
    EXPLORER_FILES,
    REPOSITORY_AGENTS,
    TABLES_SCRIPT,
    Address,
    Href,
    Site,
    Target,
    View,
)
from docgraph.site.generated_files import FILE_GENERATORS, files_of, generated_files
from docgraph.site.heading import Heading
from docgraph.site.pages import (
    autonomy,
    calendar,
    changes,
    explorer,
    findings,
    people,
    portfolio,
    repository_agents,
    traceability_index,
    waivers,
)
from docgraph.site.pages.explorer import explorer_files as explorer_files
from docgraph.site.record.foot import foot
from docgraph.site.record.head import head
from docgraph.site.record.headings import record_headings
from docgraph.site.record.page import standalone_page
from docgraph.site.render.environment import OVERRIDES, PageTemplateError, Theme, theme_for_language
from docgraph.site.source_target import SourceTarget
from docgraph.site.tables.finding_list import panel
from docgraph.site.tables.paging import row_scripts
from docgraph.site.tables.script import add_tables_script
from docgraph.site.tables.script import tables_script as tables_script

__all__ = [
    "DOWNLOADS",
    "EXPLORER",
    "EXPLORER_FILES",
    "FILE_GENERATORS",
    "OVERRIDES",
    "REPOSITORY_AGENTS",
    "TABLES_SCRIPT",
    "VIEWS",
    "Address",
    "Heading",
    "Href",
    "PageTemplateError",
    "Site",
    "SourceTarget",
    "Target",
    "Theme",
    "View",
    "add_tables_script",
    "explorer_files",
    "files_of",
    "foot",
    "generated_files",
    "head",
    "panel",
    "record_headings",
    "render_everything",
    "row_scripts",
    "size_of",
    "standalone_page",
    "tables_script",
    "theme_for_language",
    "view_content",
    "views_of",
]

_T = TypeVar("_T")

VIEWS: tuple[Callable[[Site], tuple[View, ...]], ...] = (
    portfolio.pages,
    autonomy.pages,
    repository_agents.pages,
    people.pages,
    calendar.pages,
    changes.pages,
    waivers.pages,
    findings.pages,
    explorer.pages,
)
"""Builders of the views that the index links to.

Each returns the pages of its view, the main page first."""


def views_of(site: Site) -> tuple[View, ...]:
    """All generated views of `site`, the index first. Standalone pages of records are excluded."""
    views = tuple(view for pages in VIEWS for view in pages(site))
    return (*traceability_index.index(site, views), *views)


def view_content(site: Site, view: View, href: Href) -> str:
    """HTML of a view; if it contains a table, with a tag that loads the script of the tables."""
    return add_tables_script(view.render(site, href), href)


def size_of(site: Site) -> int:
    """The number of records and of nodes of definitions."""
    return len(site.graph.records) + len(site.graph.definition_graph.nodes)


def render_everything(site: Site, max_records: int | None = None) -> None:
    """Render all pages and files and discard them, so that template errors surface early.

    If there are more than `max_records` records and nodes of definitions, renders only about that many record pages and
    the first page of each table, and no explorer data. Exceptions of the templates are not caught.
    """
    if max_records is not None and size_of(site) <= max_records:
        max_records = None
    paths = (*site.listed_records, *(page.path for page in site.graph.pages))
    for record in _sample(site.graph.records, max_records):
        standalone_page(site, record, _no_href)
    for path in _sample(paths, max_records):
        panel(site, path, _no_href)
    views = views_of(site)
    for view in views:
        if max_records is None or not view.path.rpartition("/")[2].isdigit():
            view_content(site, view, _no_href)
    for file in _sample(files_of(site), max_records):
        file.content()
    if max_records is None:
        explorer_files(site, _no_href)
        for rows in row_scripts(site, views, _no_href).values():
            rows()


def _sample(items: Sequence[_T], max_items: int | None) -> Sequence[_T]:
    """About `max_items` of the items, evenly spread; all items if `max_items` is None."""
    return items if max_items is None else items[:: len(items) // max_items + 1]


def _no_href(_target: Target) -> str:
    return ""
