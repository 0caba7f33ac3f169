"""Long tables in numbered pages: the first rows stand on the view itself, the rest on pages of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from docgraph.views.language import said
from docgraph.views.site import Address, Href, Site, View
from docgraph.views.templating import template
from docgraph.views.written import Links

ROWS = 100
"""How many rows stand on one page."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The pages of one table: `path`, `path/2`, `path/3`, ... `host` holds its first rows, if a view does."""

    title: str
    path: str
    rows: int
    host: Address | None = None

    def address(self, page: int) -> Address:
        if page == 1:
            return self.host or Address(self.path, self.title, self.path)
        title = said("%(title)s, page %(page)d") % {"title": said(self.title), "page": page}
        return Address(self.path, title, f"{self.path}/{page}")

    @property
    def count(self) -> int:
        return max((self.rows + ROWS - 1) // ROWS, 1)

    def navigation(self, page: int, link: Links) -> Markup:
        """Links to the first, last and neighbouring pages; nothing if there is one page."""
        if self.count == 1:
            return Markup()
        near = sorted({1, self.count, *range(max(page - 2, 1), min(page + 2, self.count) + 1)})
        pages = [
            (number, link(self.address(number), str(number)), number == 1 or number - 1 in near) for number in near
        ]
        return template("paging")(title=said(self.title), pages=pages, page=page, count=self.count)


def slice_of(rows: Sequence[Row], page: int) -> Sequence[Row]:
    return rows[(page - 1) * ROWS : page * ROWS]


def further(numbered: Numbered, table: Callable[[Site, int, Links], Markup], back: Address) -> Iterator[View]:
    """The pages that are views of their own, each with its part of `table`; each leads back to `back`."""
    for page in range(2 if numbered.host else 1, numbered.count + 1):
        address = numbered.address(page)

        def render(site: Site, href: Href, page: int = page, title: str = address.title) -> str:
            link = Links(href)
            return template("further")(
                title=title, table=table(site, page, link), back=link(back), as_of=site.trace.as_of
            )

        yield View(address.name, address.title, address.path, render)
