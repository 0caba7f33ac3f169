"""Changes the content of pages while search plugins index them.

Search plugins read the content of a page between two steps of the plugin.
"""

from __future__ import annotations

from markupsafe import Markup, escape
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from docgraph.mkdocs.titles import escape_title
from docgraph.model.record import Record
from docgraph.site.search_text import ACCOUNTABILITY_ID, QUESTIONED, SearchText

_PARAGRAPH = Markup("<p>{}</p>")
_SECTION = Markup('<h2 id="{}">{}</h2><p>{}</p>')


def prefer_in_search(page: Page, record: Record) -> None:
    """Let the search of Material list agents and outcomes before documents about them, which repeat their names."""
    given = page.meta.get("search") or {}
    if isinstance(record, QUESTIONED) and isinstance(given, dict):
        page.meta["search"] = {"boost": 2, **given}


class IndexedContent:
    """The content of pages before search plugins index them, so that it can be restored."""

    def __init__(self) -> None:
        self._before: dict[str, str] = {}
        self._added: dict[str, str] = {}

    def replace(self, page: Page, text: str) -> None:
        """Let search plugins index `text` instead of the content of a page."""
        self._before[page.file.src_uri] = page.content or ""
        page.content = str(_PARAGRAPH.format(text))

    def insert(self, page: Page, found: SearchText, at: int) -> None:
        """Let search plugins also index a text: as a section if it answers a question, else at an offset."""
        html = page.content or ""
        if found.question:
            # search plugins know the sections in the table of contents
            page.toc.items.append(AnchorLink(str(escape(escape_title(found.question))), ACCOUNTABILITY_ID, 2))
            added, at = _SECTION.format(ACCOUNTABILITY_ID, found.question, found.text), len(html)
        else:
            added = _PARAGRAPH.format(found.text)
        self._added[page.file.src_uri] = str(added)
        page.content = f"{html[:at]}{added}{html[at:]}"

    def restore(self, page: Page) -> str:
        """The content without the text that was inserted, or the content that was replaced."""
        path = page.file.src_uri
        before, added = self._before.pop(path, None), self._added.pop(path, "")
        if before is not None:
            return before
        if page.toc.items and page.toc.items[-1].id == ACCOUNTABILITY_ID:
            page.toc.items.pop()
        return "".join((page.content or "").rsplit(added, 1)) if added else page.content or ""
