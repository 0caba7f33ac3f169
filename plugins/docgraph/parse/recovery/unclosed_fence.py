"""Finds body text inside front matter that has no closing fence, so that a later `---` line closes it."""

from __future__ import annotations

import re
from collections.abc import Container

_LINE = re.compile(r"^[^\r\n]*", re.MULTILINE)
_HEADING = re.compile(r"#{1,6}[ \t]+\S(?![\w-]*:(?:[ \t]|\Z))")
"""A Markdown heading. In YAML, it is a comment. Does not match a commented-out key."""
_KEY = re.compile(r"[\"']?([A-Za-z][\w-]*)[\"']?[ \t]*:(?:[ \t]+([^\s#])?|\Z)")
_ITEM = re.compile(r"-(?:[ \t]|\Z)|[\]}]")
"""A line of front matter without indentation that is not a key: a list item or a closing bracket."""


def body_in(block: str, known: Container[str]) -> int | None:
    """The offset in front matter at which the body starts, with a heading or a line of prose; None if there is no body.

    A `#` line above a key or list item is a comment. Below a heading, a capitalized word with a colon is a key only if
    it is in `known`.
    """
    begin: int | None = None
    heading: int | None = None
    blank = lines = False
    for found in _LINE.finditer(block):
        line = found[0]
        key = _KEY.match(line)
        if key and (begin is None or key[1][0].islower() or key[1].lower().replace("_", "-") in known):
            begin, heading, lines = None, None, key[2] is not None
        elif _HEADING.match(line):
            heading = found.start() if heading is None else heading
            begin = heading if blank and begin is None else begin
        elif _ITEM.match(line) and not lines:
            begin = heading = None
        elif line[:1] in (" ", "\t"):
            lines = lines or bool(line.strip())
        elif line.strip() and not line.startswith("#"):
            if heading is not None:
                return heading
            return found.start() if blank and not _keys_below(block, found.end()) else None
        blank = not line.strip()
    return begin


def heading_at_end(block: str, known: Container[str]) -> int | None:
    """The offset of a heading after a blank line at the end of front matter; None if there is none.

    Several lines of comments are not a heading.
    """
    begin = body_in(block, known)
    if begin is None:
        return None
    lines = [line[0] for line in _LINE.finditer(block, begin)]
    headings = all(not line.strip() or line.startswith("#") for line in lines)
    return begin if headings and not "".join(lines[1:2]).startswith("#") else None


def _keys_below(block: str, offset: int) -> bool:
    return any(_KEY.match(line[0]) for line in _LINE.finditer(block, offset + 1))
