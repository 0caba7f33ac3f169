"""Makes invisible characters in titles visible, because themes insert titles unescaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markupsafe import escape
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from docgraph.site import Heading
from docgraph.site.render.format import escape_hidden

_NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?")
_HEADING = re.compile(r"(<h([1-6])\b[^>]*>)(.*?)(</h\2>)", re.DOTALL)


def escape_title(title: str) -> str:
    r"""A title in which `\u202e` and other control and bidirectional characters are escaped.

    HTML entities for such characters are escaped too.
    """
    return str(escape_hidden(_NUMBERED.sub(_entity, title) if "&#" in title else title))


def front_matter(title: str) -> str:
    """The front matter of a generated page with this title."""
    quoted = " ".join(escape_title(title).split()).replace("'", "''")
    return f"---\ntitle: '{quoted}'\n---\n"


def shown_titles(page: Page, html: str) -> str:
    """Escape the title and the table of contents of `page`, which is changed.

    Returns `html` with escaped headings.
    """
    title: Any = page.title
    if isinstance(title, str) and escape_title(title) != title:
        page.title = escape_title(title)
        if "title" in page.meta:
            page.meta["title"] = page.title
    _show_entries(page.toc)
    return show_headings(html)


def show_navigation(nav: Navigation) -> None:
    """Escape the titles of sections and links, which may be names of folders. Changes `nav`."""
    items: list[Any] = list(nav.items)
    while items:
        item = items.pop()
        if not isinstance(item, Page) and isinstance(item.title, str):
            item.title = escape_title(item.title)
        items += item.children or ()


def show_headings(html: str) -> str:
    """The HTML of a page in which the control characters of headings are escaped, as by `escape_title`.

    The search index takes its titles from the headings.
    """
    return _HEADING.sub(lambda found: found[1] + escape_title(found[3]) + found[4], html)


def add_to_toc(page: Page, title: str, headings: Iterable[Heading]) -> None:
    """Add `headings` at the end of the table of contents of `page`, below its title."""
    if not page.toc.items:
        page.toc.items.append(AnchorLink(str(escape(escape_title(title))), "", 1))
    last = page.toc.items[-1]
    entries = last.children if last.level == 1 else page.toc.items
    entries += (AnchorLink(escape_title(str(escape(item.text))), item.id, item.level) for item in headings)


def _show_entries(entries: Iterable[AnchorLink]) -> None:
    todo = list(entries)
    while todo:
        entry = todo.pop()
        entry.title = escape_title(entry.title)
        todo += entry.children


def _entity(found: re.Match[str]) -> str:
    number = int(found[1], 16) if found[1] else int(found[2])
    letter = chr(number) if number <= 0x10FFFF else ""
    # other entities are kept as in the source
    return str(escape_hidden(letter)) if letter and escape_hidden(letter) != letter else found[0]
