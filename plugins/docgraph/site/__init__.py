"""The pages that readers open: a head and a foot on each record's page, and generated views. Alone knows Jinja2."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.context import (
    DOWNLOADS,
    EXPLORER,
    EXPLORER_FILES,
    TABLES_SCRIPT,
    Address,
    Download,
    Heading,
    Href,
    Site,
    View,
)
from docgraph.site.pages import (
    autonomy,
    calendar,
    calendar_files,
    changes,
    explorer,
    findings,
    people,
    portfolio,
    traceability,
    waivers,
)
from docgraph.site.pages.explorer import explorer_files as explorer_files
from docgraph.site.record.foot import foot
from docgraph.site.record.head import head
from docgraph.site.record.page import HEADINGS, standalone_page
from docgraph.site.render.environment import OVERRIDES, TemplateFault, Theme, edition_of
from docgraph.site.tables.finding_list import panel
from docgraph.site.tables.paging import row_scripts
from docgraph.site.tables.script import tables_script as tables_script
from docgraph.site.tables.script import with_script

__all__ = [
    "DOWNLOADS",
    "EXPLORER",
    "EXPLORER_FILES",
    "FILES",
    "HEADINGS",
    "OVERRIDES",
    "TABLES_SCRIPT",
    "VIEWS",
    "Address",
    "Download",
    "Heading",
    "Href",
    "Site",
    "TemplateFault",
    "Theme",
    "View",
    "edition_of",
    "explorer_files",
    "files_of",
    "foot",
    "head",
    "panel",
    "row_scripts",
    "standalone_page",
    "tables_script",
    "tried",
    "views_of",
    "with_script",
]

_T = TypeVar("_T")

VIEWS: tuple[Callable[[Site], tuple[View, ...]], ...] = (
    portfolio.pages,
    autonomy.pages,
    people.pages,
    calendar.pages,
    changes.pages,
    waivers.pages,
    findings.pages,
    explorer.pages,
)
"""Every view that the index leads to: what makes its pages for a site, the page of its address first."""

FILES: tuple[Callable[[Site], tuple[Download, ...]], ...] = (calendar_files.download_files,)
"""Every kind of generated file that is no page: what makes them for a site."""


def views_of(site: Site) -> tuple[View, ...]:
    """Every generated page of `site`, the index first, besides the pages of records that have none of their own."""
    views = tuple(view for pages in VIEWS for view in pages(site))
    return (*traceability.index(site, views), *views)


def tried(site: Site, most: int | None = None) -> None:
    """Write pages and files for nobody, so that what cannot be written is known. Raises what writing it raises.

    Of more than `most` records about so many pages are written, of a long table the first page, and no explorer.
    """
    if most is not None and len(site.trace.records) <= most:
        most = None
    paths = (*site.documents, *(page.path for page in site.trace.pages))
    for record in _some(site.trace.records, most):
        standalone_page(site, record, _nowhere)
    for path in _some(paths, most):
        panel(site, path, _nowhere)
    views = views_of(site)
    for view in views:
        if most is None or not view.path.rpartition("/")[2].isdigit():
            with_script(view.render(site, _nowhere), _nowhere)
    for file in _some(files_of(site), most):
        file.content()
    if most is None:
        explorer_files(site, _nowhere)
        for rows in row_scripts(site, views, _nowhere).values():
            rows()


def _some(all_: Sequence[_T], most: int | None) -> Sequence[_T]:
    """All, or about `most` of them, evenly spread."""
    return all_ if most is None else all_[:: len(all_) // most + 1]


def _nowhere(target: Record | PlainPage | Address) -> str:
    return ""


def files_of(site: Site) -> tuple[Download, ...]:
    """Every generated file of `site` that is no page."""
    return tuple(file for files in FILES for file in files(site))
