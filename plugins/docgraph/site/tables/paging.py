"""Pagination of long tables: the first page is part of a view, the others are pages.

A script has all rows of the table. It is loaded when a reader filters or sorts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from markupsafe import Markup
from msgspec import Struct, field

from docgraph.site.context import Address, Href, Site, Target, View
from docgraph.site.i18n import gettext
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks
from docgraph.site.render.view import view_top
from docgraph.site.tables.packed_rows import rows_script

ROWS_PER_PAGE = 100
"""Number of table rows on one page."""

_FOLDER_PLACEHOLDER = "\0"
"""Placeholder for the relative path from a page to the folder of scripts."""

_Row = TypeVar("_Row")
RenderTable = Callable[[Site, int, PageLinks], Markup]


class TablePages(Struct, frozen=True):
    """Addresses of the pages of one table: `path`, `path/2`, `path/3` and so on.

    A view can be the `first_page`. `searchable` is false if a page has several tables, which cannot be filtered or
    sorted together.
    """

    title: str
    path: str
    rows: int
    first_page: Address | None = None
    searchable: bool = True

    def address(self, page: int) -> Address:
        """Address of a page; `page` is counted from 1."""
        if page == 1:
            return self.first_page or Address(self.path, self.title, self.path)
        title = gettext("%(title)s, page %(page)d") % {"title": gettext(self.title), "page": page}
        return Address(self.path, title, f"{self.path}/{page}")

    @property
    def count(self) -> int:
        """Number of pages; at least one."""
        return max((self.rows + ROWS_PER_PAGE - 1) // ROWS_PER_PAGE, 1)

    @property
    def script(self) -> Address:
        """Address of the script with all rows of the table."""
        return Address(f"{self.path} rows", f"All rows of {self.title}", f"{self.path}-rows", suffix=".js")

    def navigation(self, page: int, link: PageLinks) -> Markup:
        """Links to the first, last and adjacent pages; empty if there is only one page."""
        if self.count == 1:
            return Markup()
        near = sorted({1, self.count, *range(max(page - 2, 1), min(page + 2, self.count) + 1)})
        pages = [
            (number, link(self.address(number), str(number)), number == 1 or number - 1 in near) for number in near
        ]
        rows = link.url(self.script) if self.searchable else ""
        return template("paging")(title=gettext(self.title), pages=pages, page=page, count=self.count, rows=rows)


def rows_on_page(rows: Sequence[_Row], page: int) -> Sequence[_Row]:
    """The rows of a page; `page` is counted from 1."""
    return rows[(page - 1) * ROWS_PER_PAGE : page * ROWS_PER_PAGE]


class PagedTable(Struct):
    """One table with all its pages.

    `render_page` renders the rows of one page. The script with all rows is made from the HTML of all pages.
    """

    pages: TablePages
    render_page: RenderTable
    from_folder: PageLinks | None = None
    """Links relative to the folder of the scripts; None if the table has no script."""
    _parts: list[str] = field(default_factory=list)

    def __call__(self, site: Site, page: int, link: PageLinks) -> Markup:
        """The rows of a page as HTML. URLs are from `link`.

        The result is the same whether or not `script` was called before.
        """
        script = link.url(self.pages.script) if self.from_folder else ""
        if self.from_folder is None or not script:
            return self.render_page(site, page, link)
        part = self._parts[page - 1] if self._parts else str(self.render_page(site, page, self.from_folder))
        # no displayed text contains this character, because `escape_hidden` escapes it
        return Markup(part.replace(_FOLDER_PLACEHOLDER, script.removesuffix(f"{self.pages.path}-rows.js")))

    def script(self, site: Site, link: PageLinks) -> str:
        """The script with all rows. Keeps the rendered rows for later calls of `__call__`."""
        self._parts = [str(self.render_page(site, page, link)) for page in range(1, self.pages.count + 1)]
        return rows_script(page.replace(_FOLDER_PLACEHOLDER, "") for page in self._parts)


def row_scripts(site: Site, views: Iterable[View], href: Href) -> dict[Address, Callable[[], str]]:
    """Address of a row script → function that returns the script, for the tables of `views`.

    All scripts are in one folder, and `href` returns URLs relative to that folder. If the script of a table is rendered
    before its pages, the table is rendered only once.
    """
    tables = {view.table.pages.script: view.table for view in views if isinstance(view.table, PagedTable)}

    def from_folder(target: Target) -> str:
        if isinstance(target, Address) and target in tables:
            return f"{_FOLDER_PLACEHOLDER}{target.path}{target.suffix}"
        url = href(target)
        return _FOLDER_PLACEHOLDER + url if url else ""

    link = PageLinks(from_folder, site.graph.as_of)
    for table in tables.values():
        table.from_folder = link
    return {script: partial(table.script, site, link) for script, table in tables.items()}


def numbered_pages(paged: PagedTable, parent: Address, *, is_indexed: bool = False) -> Iterator[View]:
    """The continuation pages of a table as views. Each has a link to `parent`; `is_indexed` is as in `View`."""
    numbered = paged.pages
    for page in range(2 if numbered.first_page else 1, numbered.count + 1):
        address = numbered.address(page)

        def render(site: Site, href: Href, page: int = page, title: str = address.title) -> str:
            link = PageLinks(href, site.graph.as_of)
            top = view_top(parent, site, link, title)
            return template("numbered_page")(**top, table=paged(site, page, link), parent=link(parent))

        table = paged if page == 2 and numbered.searchable else None
        yield View(address.name, address.title, address.path, render, table=table, is_indexed=is_indexed)
