"""Long tables in numbered pages: the first rows stand on the view itself, the rest on pages of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from docgraph.views.site import Address, Href, Site, View
from docgraph.views.templating import template
from docgraph.views.written import Links

ROWS = 100
"""How many rows stand on one page."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The pages of one table: `first` is the view that holds its first rows, the others are `path/2`, `path/3`, ..."""

    title: str
    path: str
    first: Address
    rows: int

    def address(self, page: int) -> Address:
        if page == 1:
            return self.first
        return Address(self.path, f"{self.title}, page {page}", f"{self.path}/{page}")

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
        return Markup(template("paging").render(title=self.title, pages=pages, page=page, count=self.count))


def slice_of(rows: Sequence[Row], page: int) -> Sequence[Row]:
    return rows[(page - 1) * ROWS : page * ROWS]


def further(numbered: Numbered, table: Callable[[Site, int, Links], Markup]) -> Iterator[View]:
    """The pages after the first, each with its part of `table`."""
    for page in range(2, numbered.count + 1):
        address = numbered.address(page)

        def render(site: Site, href: Href, page: int = page, title: str = address.title) -> str:
            link = Links(href)
            return template("further").render(
                title=title, table=table(site, page, link), first=link(numbered.first), as_of=site.trace.as_of
            )

        yield View(address.name, address.title, address.path, render)
