"""Reads generated HTML the way a browser does, for tests that ask what a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]


@dataclass
class Reading(HTMLParser):
    """The text, elements and open tags of one page."""

    elements: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("br", "li", "p", "td", "th", "dd", "dt", "tr", "h1", "h2"):
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    @property
    def hrefs(self) -> list[str]:
        """The addresses of links, in pictures too."""
        links = [element.attributes for element in self.all("a")]
        return [link.get("href", link.get("xlink:href", "")) for link in links]


def reading(html: str) -> Reading:
    """A page that is well-formed, or an assertion that says where it is not."""
    page = Reading()
    page.feed(str(html))  # a slice of a `Markup` is made in Python
    page.close()
    assert not page.open, f"never closed: {page.open}"
    return page


def without_views(html: str) -> str:
    """A view without its line of links to all views."""
    return re.sub(r'<nav class="docgraph-views".*?</nav>', "", html, count=1, flags=re.DOTALL)


def text(html: str) -> str:
    return reading(html).text
