"""Finds further front matter in a body: hosts read only the first, so that a record below it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from docgraph.kinds import kind_named
from docgraph.model.location import Text
from docgraph.source.kind_line import near_kinds
from docgraph.source.markdown import blocks

_FENCED = re.compile(
    r"(?<![^\r\n])---[ \t]*(?:\r\n|\r|\n)"
    r"((?:(?!---[ \t]*(?:[\r\n]|\Z))[^\r\n]*(?:\r\n|\r|\n)){1,200}?)(?=---[ \t]*(?:[\r\n]|\Z))"
)
"""Lines between two fences. The second fence may be the first of another block."""
_KIND = re.compile(
    r"(?<![^\r\n])[\"']?kind[\"']?[ \t]*:[ \t]*[\"']?([A-Za-z_-]{1,40})[\"']?[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)"
)
_BREAK = re.compile(r"\r\n|\r|\n")
_PROSE = ("heading", "paragraph")
_KEYS = re.compile(r"(?:[ \t]*|#.*|[\"']?[A-Za-z][\w-]*[\"']?[ \t]*:(?:[ \t].*)?|[ \t]+\S.*|- .*)\Z")
"""A line of front matter: blank, a comment, a key, or what belongs to one."""


class Second(Struct, frozen=True):
    """A header below the first: its offset, the kind in it, the list of that kind, and the text between its fences."""

    offset: int
    kind: str
    plural: str
    block: str


def second_headers(text: Text, body: int) -> Iterator[Second]:
    """The blocks with a kind, or a slip for one, that are front matter but for their place; not those in code."""
    if not _KIND.search(text.content, body):
        return
    prose: set[int] | None = None
    for fenced in _FENCED.finditer(text.content, body):
        kind = _KIND.search(fenced[1])
        meant = kind and next(filter(None, (kind_named(name)[0] for name in (kind[1], *near_kinds(kind[1])))), None)
        if kind is None or meant is None or not all(map(_KEYS.match, _BREAK.split(fenced[1]))):
            continue
        if prose is None:
            prose = {line.offset for one in blocks(text, body) for line in one.lines if one.type in _PROSE}
        if fenced.start(1) + kind.start() in prose:
            yield Second(fenced.start(), kind[1], meant.plural, fenced[1])
