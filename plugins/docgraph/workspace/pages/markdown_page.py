"""The Markdown source of a generated page."""

from __future__ import annotations

import re

from markupsafe import escape

from docgraph.site.render.format import escape_hidden
from docgraph.workspace.pages.notice import NOTICE

_HEADINGS = re.compile(r"<h[2-6]\b")
_BLANK_LINES = re.compile(r"\n\s*\n")
_ESCAPED_BRACES = {ord("{"): "&#123;", ord("}"): "&#125;"}


def markdown_page(title: str, html: str, *, is_wide: bool, search_text: str | None = None) -> str:
    """The Markdown source of a generated page with the content `html`.

    The content is one HTML block without blank lines, which Markdown parsers do not change. Braces are escaped, because
    macro plugins would evaluate them. With `is_wide`, the table of contents is hidden. If `search_text` is given, the
    search finds only this text; if it is empty, the search skips the page.
    """
    # themes insert titles as HTML
    shown = " ".join(str(escape(escape_hidden(title))).split()).replace("'", "''")
    keys = [f"title: '{shown}'"]
    keys += ["hide: [toc]"] if is_wide else []
    keys += ["search: {exclude: true}"] if search_text == "" else []
    if search_text:
        # a heading would start a section that can be found
        tables = _HEADINGS.sub(r"\g<0> data-search-exclude", html)
        html = f"<p hidden>{escape(search_text)}</p>\n<div data-search-exclude>\n{tables}\n</div>"
    return "\n".join(("---", NOTICE, *keys, "---", "", f'<div class="docgraph-page">\n{_block(html)}\n</div>', ""))


def _block(html: str) -> str:
    return _BLANK_LINES.sub("\n", html.strip()).translate(_ESCAPED_BRACES)
