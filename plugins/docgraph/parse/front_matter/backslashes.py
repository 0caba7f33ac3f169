r"""Explains invalid escapes in double quotes, such as in `"C:\dir"`."""

from __future__ import annotations

import re

from docgraph.model.fix import Replacement

_ON_A_SINGLE_LINE = re.compile(r'"((?:[^"\\\r\n]|\\[^"\r\n])*+)"(?=[ \t]*(?:[,\]}:\r\n]|\Z|[ \t]#))')
"""A double-quoted value that starts and ends on the same line."""
_LONGEST = 80
EscapeRefusal = tuple[str, str, int, tuple[int, str] | None, tuple[Replacement, ...]]
"""Arguments of `FrontMatterError`: message, fix line, offset, related location and edits."""


def wrong_escape(block: str, start: int, begin: int, offset: int) -> EscapeRefusal:
    """The error for an invalid escape in double quotes.

    `begin` is the offset of the opening quote and `offset` that of the escape, both relative to `block`. `start` is the
    offset of `block` in the document.
    """
    at = block.rfind("\\", begin, offset + 1)
    at = at if at >= 0 else offset
    message = f"`{block[at : at + 2]}` is not a valid escape in a double-quoted value"
    value = _ON_A_SINGLE_LINE.match(block, begin)
    if value is None:
        return message, "write `\\\\` for each backslash", start + at, None, ()
    single = "'" + value[1].replace("'", "''") + "'"
    help = f"use single quotes: `{single}`" if len(single) <= _LONGEST else "use single quotes instead of double quotes"
    return message, help, start + at, None, (Replacement(start + begin, value[0], single),)
