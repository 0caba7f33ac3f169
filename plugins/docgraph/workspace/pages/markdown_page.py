"""The Markdown source of a generated page."""

from __future__ import annotations

import re

from markupsafe import escape

from docgraph.site.render.format import escape_hidden
from docgraph.workspace.pages.notice import NOTICE

_BLANK_LINES = re.compile(r"\n\s*\n")
_ESCAPED_BRACES = {ord("{"): "&#123;", ord("}"): "&#125;"}


def markdown_page(title: str, html: str, *, is_wide: bool, is_indexed: bool) -> str:
    """The Markdown source of a generated page with the content `html`.

    The content is one HTML block without blank lines, which Markdown parsers do not change. Braces are escaped, because
    macro plugins would evaluate them. With `is_wide`, the table of contents is hidden; without `is_indexed`, the search
    skips the page.
    """
    # themes insert titles as HTML
    shown = " ".join(str(escape(escape_hidden(title))).split()).replace("'", "''")
    keys = [f"title: '{shown}'"]
    keys += ["hide: [toc]"] if is_wide else []
    keys += [] if is_indexed else ["search: {exclude: true}"]
    return "\n".join(("---", NOTICE, *keys, "---", "", f'<div class="docgraph-page">\n{_block(html)}\n</div>', ""))


def _block(html: str) -> str:
    return _BLANK_LINES.sub("\n", html.strip()).translate(_ESCAPED_BRACES)
