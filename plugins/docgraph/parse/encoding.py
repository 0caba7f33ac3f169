"""Decodes files as UTF-8. Other encodings are reported."""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from docgraph.model.fix import Fix, Replacement, fix_from_edits
from docgraph.model.location import Location, Text
from docgraph.model.problem import Problem
from docgraph.model.source_file import SourceFile

_NUL = re.compile("\0")
_FIRST = 8
"""Number of bytes that are checked to detect UTF-16 without a byte order mark."""
_HELP = "save the file as UTF-8"


def decode(source: SourceFile) -> tuple[str, Problem | None]:
    """Decode a file, without its byte order mark. The second value is a problem if the file is not valid UTF-8.

    Invalid bytes become replacement characters, so that ids in the text are still found. NUL characters are a problem,
    too.
    """
    content = source.content
    wide = _wide(content)
    if wide:
        at = Location(source.path, 1, 1)
        return content.decode(wide, "replace"), _problem(at, f"the file is {wide.upper()[:6]}", _help(source))
    behind_mark = content.removeprefix(BOM_UTF8)
    try:
        text = behind_mark.decode()
    except UnicodeDecodeError as error:
        before = Text(source.path, behind_mark[: error.start].decode())
        at = before.at(len(before.content))
        number = len(content) - len(behind_mark) + error.start
        what = f"byte {number + 1} of the file (0x{content[number]:02x}) is not UTF-8"
        return behind_mark.decode(errors="replace"), _problem(at, what, _help(source))
    nul = text.find("\0")
    if nul >= 0:
        edits = [Replacement(found.start(), "\0", "") for found in _NUL.finditer(text)]
        at = Text(source.path, text).at(nul)
        fix = fix_from_edits(source.path, edits)
        return text, _problem(at, "NUL characters are not allowed", "delete the NUL character", fix)
    return text, None


def _wide(content: bytes) -> str:
    """`utf-16` or `utf-32` if a byte order mark or zero bytes show this encoding; else empty."""
    if content[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return "utf-32"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    first = content[:_FIRST]
    if len(first) < _FIRST or first.count(0) != _FIRST // 2:
        return ""
    return "utf-16-le" if not any(first[1::2]) else "utf-16-be" if not any(first[::2]) else ""


def _help(source: SourceFile) -> str:
    """The fix line for a file with another encoding.

    A file that is read only because of a pattern in the settings may be an image. Then the fix is to exclude it.
    """
    if source.adoption is None or source.names_people or source.has_page:
        return _HELP
    return f"{_HELP}, or set `{source.path}` to `false` under `kinds`"


def _problem(at: Location, message: str, help: str, fix: Fix | None = None) -> Problem:
    return Problem("unreadable-file", at, message, help, fix=fix)
