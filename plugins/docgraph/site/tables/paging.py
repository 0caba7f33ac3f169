"""Long tables in numbered pages: the first rows stand on the view itself, the rest on pages of their own.

All rows together are in a script beside, which a reader who filters or sorts loads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from markupsafe import Markup
from msgspec import Struct, field

from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.context import Address, Href, Site, View
from docgraph.site.i18n import said
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks
from docgraph.site.tables.packed_rows import rows_script

ROWS = 100
"""How many rows stand on one page."""

_FOLDER = "\0"
"""Stands in a page that is made for several places, where its addresses need the way to the folder of scripts."""

Row = TypeVar("Row")
Table = Callable[[Site, int, PageLinks], Markup]


class Numbered(Struct, frozen=True):
    """The pages of one table: `path`, `path/2`, `path/3`, ... `host` holds its first rows, if a view does.

    `searched` is false where a page has several tables, which cannot be filtered or sorted as one."""

    title: str
    path: str
    rows: int
    host: Address | None = None
    searched: bool = True

    def address(self, page: int) -> Address:
        if page == 1:
            return self.host or Address(self.path, self.title, self.path)
        title = said("%(title)s, page %(page)d") % {"title": said(self.title), "page": page}
        return Address(self.path, title, f"{self.path}/{page}")

    @property
    def count(self) -> int:
        return max((self.rows + ROWS - 1) // ROWS, 1)

    @property
    def script(self) -> Address:
        """Holds all rows."""
        return Address(f"{self.path} rows", f"All rows of {self.title}", f"{self.path}-rows", suffix=".js")

    def navigation(self, page: int, link: PageLinks) -> Markup:
        """Links to the first, last and neighbouring pages; nothing if there is one page."""
        if self.count == 1:
            return Markup()
        near = sorted({1, self.count, *range(max(page - 2, 1), min(page + 2, self.count) + 1)})
        pages = [
            (number, link(self.address(number), str(number)), number == 1 or number - 1 in near) for number in near
        ]
        rows = link.url(self.script) if self.searched else ""
        return template("paging")(title=said(self.title), pages=pages, page=page, count=self.count, rows=rows)


def slice_of(rows: Sequence[Row], page: int) -> Sequence[Row]:
    return rows[(page - 1) * ROWS : page * ROWS]


class Paged(Struct):
    """One table with its pages. `table` makes the part of one page; with the script of all rows, all parts are made."""

    numbered: Numbered
    table: Table
    from_folder: PageLinks | None = None
    """Gives addresses from the folder of scripts; None where the rows are in none."""
    _made: list[str] = field(default_factory=list)

    def __call__(self, site: Site, page: int, link: PageLinks) -> Markup:
        """The part of a page, with addresses as `link` gives them: the same before and after the script is made."""
        script = link.url(self.numbered.script) if self.from_folder else ""
        if self.from_folder is None or not script:
            return self.table(site, page, link)
        part = self._made[page - 1] if self._made else str(self.table(site, page, self.from_folder))
        # no text of an author has such a character: it is written out wherever a text is shown
        return Markup(part.replace(_FOLDER, script.removesuffix(f"{self.numbered.path}-rows.js")))

    def script(self, site: Site, link: PageLinks) -> str:
        self._made = [str(self.table(site, page, link)) for page in range(1, self.numbered.count + 1)]
        return rows_script(page.replace(_FOLDER, "") for page in self._made)


def row_scripts(site: Site, views: Iterable[View], href: Href) -> dict[Address, Callable[[], str]]:
    """What makes the scripts of the tables of `views`; they lie in one folder, and `href` gives addresses from there.

    A table whose script is made first is made once."""
    tables = {view.table.numbered.script: view.table for view in views if isinstance(view.table, Paged)}

    def from_folder(target: Record | PlainPage | Address) -> str:
        if isinstance(target, Address) and target in tables:
            return f"{_FOLDER}{target.path}{target.suffix}"
        url = href(target)
        return _FOLDER + url if url else ""

    link = PageLinks(from_folder, site.trace.as_of)
    for table in tables.values():
        table.from_folder = link
    return {script: partial(table.script, site, link) for script, table in tables.items()}


def numbered_pages(paged: Paged, back: Address) -> Iterator[View]:
    """The pages that are views of their own, each with its part of the table; each leads back to `back`."""
    numbered = paged.numbered
    for page in range(2 if numbered.host else 1, numbered.count + 1):
        address = numbered.address(page)

        def render(site: Site, href: Href, page: int = page, title: str = address.title) -> str:
            link = PageLinks(href, site.trace.as_of)
            return template("further")(
                title=title, table=paged(site, page, link), back=link(back), as_of=site.trace.as_of
            )

        table = paged if page == 2 and numbered.searched else None
        yield View(address.name, address.title, address.path, render, table=table)
