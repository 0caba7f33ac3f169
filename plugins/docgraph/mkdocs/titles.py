"""Titles without characters that control a terminal or turn text around: themes write titles into pages as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from docgraph.site.render.format import escape_hidden

_NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?")
_HEADING = re.compile(r"(<h([1-6])\b[^>]*>)(.*?)(</h\2>)", re.DOTALL)


def escape_title(title: str) -> str:
    """A title in which such a character, also as an entity such as `&#x202e;`, is written out as `\\u202e`."""
    return str(escape_hidden(_NUMBERED.sub(_entity, title) if "&#" in title else title))


def front_matter(title: str) -> str:
    """The front matter of a generated page."""
    quoted = " ".join(escape_title(title).split()).replace("'", "''")
    return f"---\ntitle: '{quoted}'\n---\n"


def shown_titles(page: Page, html: str) -> str:
    """The HTML of a page, after the characters in its title, headings and table of contents are written out."""
    title: Any = page.title
    if isinstance(title, str) and escape_title(title) != title:
        page.title = escape_title(title)
        if "title" in page.meta:
            page.meta["title"] = page.title
    _show_entries(page.toc)
    return show_headings(html)


def show_navigation(nav: Navigation) -> None:
    """Write out the characters in the titles of sections and links, which may come from the names of folders."""
    items: list[Any] = list(nav.items)
    while items:
        item = items.pop()
        if not isinstance(item, Page) and isinstance(item.title, str):
            item.title = escape_title(item.title)
        items += item.children or ()


def show_headings(html: str) -> str:
    """The HTML of a page in which its headings, from which search takes titles, show such characters."""
    return _HEADING.sub(lambda found: found[1] + escape_title(found[3]) + found[4], html)


def _show_entries(entries: Iterable[AnchorLink]) -> None:
    todo = list(entries)
    while todo:
        entry = todo.pop()
        entry.title = escape_title(entry.title)
        todo += entry.children


def _entity(found: re.Match[str]) -> str:
    number = int(found[1], 16) if found[1] else int(found[2])
    letter = chr(number) if number <= 0x10FFFF else ""
    # only those that have to be shown; every other entity stays as it was written
    return str(escape_hidden(letter)) if letter and escape_hidden(letter) != letter else found[0]
