"""Front matter without its second fence, which the first rule of the body then closes: where the body begins in it."""

from __future__ import annotations

import re

_LINE = re.compile(r"^[^\r\n]*", re.MULTILINE)
_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_KEY = re.compile(r"[\"']?[A-Za-z][\w-]*[\"']?[ \t]*:(?:[ \t]+([^\s#])?|\Z)")
_ITEM = re.compile(r"-(?:[ \t]|\Z)|[\]}]")
"""What else front matter has at its margin: an item of a list, the end of a list or map over several lines."""


def body_in(block: str) -> int | None:
    """Where the body begins in a block that a rule closes: at a heading behind an empty line, or at prose; else None.

    A heading above a key is a comment, and so is one above the items of a key.
    """
    begin: int | None = None
    blank = whole = False
    for found in _LINE.finditer(block):
        line = found[0]
        key = _KEY.match(line)
        if key:
            begin, whole = None, key[1] is not None
        elif _HEADING.match(line):
            begin = found.start() if begin is None and blank else begin
        elif _ITEM.match(line) and not whole:
            begin = None
        elif line.strip() and not line.startswith(("#", " ", "\t")):
            if begin is not None:
                return begin
            return found.start() if blank and not _keys_below(block, found.end()) else None
        blank = not line.strip()
    return begin


def heading_at_end(block: str) -> int | None:
    """The offset of the heading behind an empty line with which a block ends, but for further ones; else None."""
    begin = body_in(block)
    rest = (line[0] for line in _LINE.finditer(block, begin or 0))
    return begin if begin is not None and all(not line.strip() or line.startswith("#") for line in rest) else None


def _keys_below(block: str, offset: int) -> bool:
    return any(_KEY.match(line[0]) for line in _LINE.finditer(block, offset + 1))
