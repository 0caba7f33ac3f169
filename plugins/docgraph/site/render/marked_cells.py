"""Marks the cells of a rendered table with the name of their column, and those that contain only links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

_PART = re.compile(r"<tr>|<(t[dh])([^>]*)>(.*?)</t[dh]>", re.DOTALL)
_LINK = re.compile(r'<a [^>]*>.*?</a>|<br>|<(strong|span) class="docgraph-chip.*?</\1>|\s', re.DOTALL)
_CLASS = ' class="'

Column = str | tuple[str, str]
"""The name of a column; with a key before it, the script of the tables offers its values as a filter."""


def marked_cells(rows: str, columns: Sequence[Column]) -> Markup:
    """The rows of a table with the name of its column in each cell after the first.

    Cells that contain only links get a class, because their links need no underline.
    """
    labels = [Markup("")] + [
        Markup(' data-label="%s"') % (column if isinstance(column, str) else column[1]) for column in columns[1:]
    ]
    place = 0

    def mark(found: re.Match[str]) -> str:
        nonlocal place
        tag, attributes, content = found.groups()
        if tag is None:
            place = 0
            return "<tr>"
        if tag == "td" and "<a " in content and not _LINK.sub("", content):
            attributes = (
                attributes.replace(_CLASS, f"{_CLASS}docgraph-links ", 1)
                if _CLASS in attributes
                else f'{attributes}{_CLASS}docgraph-links"'
            )
        place += 1
        return f"<{tag}{labels[place - 1]}{attributes}>{content}</{tag}>"

    return Markup(_PART.sub(mark, rows))
