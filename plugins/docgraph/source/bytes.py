"""Raw bytes to text: UTF-8 with or without a byte order mark; anything else is a problem with its place."""

from __future__ import annotations

import re

from docgraph.model.fix import Fix, Swap, fixed_by
from docgraph.model.location import Location, Text
from docgraph.model.problem import Problem
from docgraph.model.source import Source

_NUL = re.compile("\0")
_HELP = "save the file as UTF-8"


def decoded(source: Source) -> tuple[str, Problem | None]:
    """The text of a file without its byte order mark, and the problem that stops it from being read, if there is one.

    With a problem the text is what can be made out of it, for the names that stand in it.
    """
    content = source.content
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace"), _problem(Location(source.path, 1, 1), "the file is UTF-16", _HELP)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = Text(source.path, content[: error.start].decode("utf-8-sig"))
        at = before.at(len(before.content))
        what = f"byte {error.start + 1} of the file (0x{content[error.start]:02x}) is not UTF-8"
        return content.decode("utf-8-sig", "replace"), _problem(at, what, _HELP)
    nul = text.find("\0")
    if nul >= 0:
        edits = [Swap(found.start(), "\0", "") for found in _NUL.finditer(text)]
        at = Text(source.path, text).at(nul)
        return text, _problem(at, "a NUL character stands here", "delete it", fixed_by(source.path, edits))
    return text, None


def _problem(at: Location, message: str, help: str, fix: Fix | None = None) -> Problem:
    return Problem("unreadable-file", at, message, help, fix=fix)
