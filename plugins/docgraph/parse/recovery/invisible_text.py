"""Reports invisible characters in a document, both literal and as escapes in YAML."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from msgspec import Struct

from docgraph.model.fix import Replacement, fix_from_edits
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.parse.raw_tree import RawTree

_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
"""The flag emoji of a region, in which tag characters are allowed. Elsewhere, they are invisible."""
_SIGNS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f"
)
_HIDDEN = re.compile(f"{_FLAG}|([{_SIGNS}]+)")
_CONTROLS = bytes([*range(1, 9), 11, 12, *range(14, 32), 127])
"""The ASCII characters that `_SIGNS` matches, without NUL."""
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_NAMED = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b"}
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_MOST = 10
_SHOWN = 3


class Hidden(Struct, frozen=True):
    """Consecutive invisible characters. `source_text` is their source at `offset`, which may be escapes."""

    offset: int
    source_text: str
    characters: str


def invisible_text(
    text: Text, tree: RawTree, front_matter: range, subject: str, searched: range | None = None
) -> Iterator[Problem]:
    """Yield a problem for each run of consecutive invisible characters. The tenth problem is about all remaining runs.

    `tree` is the parsed front matter, and `front_matter` the range of its offsets. Literal characters are only searched
    for in the range `searched` (default: the entire document).
    """
    searched = range(len(text.content)) if searched is None else searched
    found = [*_as_they_are(text.content[searched.start : searched.stop], searched.start)]
    if "\\" in text.content[front_matter.start : front_matter.stop]:
        found = sorted([*found, *_escaped(text, tree)], key=lambda hidden: hidden.offset)
    for hidden in found[: _MOST - 1]:
        yield _problem(text, subject, [hidden])
    if len(found) >= _MOST:
        yield _problem(text, subject, found[_MOST - 1 :])


def _as_they_are(content: str, start: int) -> Iterator[Hidden]:
    # most documents are plain ASCII without control characters
    if content.isascii() and len(content.encode().translate(None, _CONTROLS)) == len(content):
        return
    for found in _HIDDEN.finditer(content):
        if found[1]:
            yield Hidden(start + found.start(), found[0], found[0])


def _escaped(text: Text, tree: RawTree) -> Iterator[Hidden]:
    """Yield runs of escapes for invisible characters in double-quoted keys and values."""
    for offset in {*tree.marks.values(), *tree.keys.values()}:
        quoted = _QUOTED.match(text.content, offset) if text.is_local(offset) else None
        signs: list[str] = []
        begin = end = 0
        for escape in _ESCAPE.finditer(quoted[0]) if quoted else ():
            sign = _escaped_sign(escape)
            if sign and signs and escape.start() > end:
                yield _run(text, offset, range(begin, end), signs)
                signs = []
            if sign:
                begin = begin if signs else escape.start()
                end = escape.end()
                signs.append(sign)
        if signs:
            yield _run(text, offset, range(begin, end), signs)


def _escaped_sign(escape: re.Match[str]) -> str:
    r"""The character of an escape such as `\u200b`; empty if the character is visible."""
    digits = escape[1] or escape[2] or escape[3]
    number = int(digits, 16) if digits else 0
    sign = _NAMED.get(escape[4], "") if not digits else chr(number) if number <= sys.maxunicode else ""
    return sign if _HIDDEN.fullmatch(sign) else ""


def _run(text: Text, offset: int, span: range, signs: list[str]) -> Hidden:
    """A run of escapes. `span` is relative to `offset`."""
    begin = offset + span.start
    return Hidden(begin, text.content[begin : offset + span.stop], "".join(signs))


def _problem(text: Text, subject: str, found: list[Hidden]) -> Problem:
    characters = "".join(hidden.characters for hidden in found)
    first = found[0]
    codes = list(dict.fromkeys(f"U+{ord(character):04X}" for character in characters))
    shown = ", ".join(codes[:_SHOWN]) + (" and others" if len(codes) > _SHOWN else "")
    if len(characters) == 1:
        message, help = f"invisible character {shown}", f"delete the {shown} character"
    else:
        where = " from here on" if len(found) > 1 else ""
        message, help = f"{len(characters)} invisible characters{where} ({shown})", "delete them"
    if len(found) == 1 and first.source_text != first.characters:
        help = f"delete the escape `{first.source_text[:40]}`" if len(first.source_text) <= 40 else "delete the escapes"
    fix = fix_from_edits(text.path, [Replacement(hidden.offset, hidden.source_text, "") for hidden in found])
    return Problem("hidden-text", text.at(first.offset), message, help, subject, fix=fix)
