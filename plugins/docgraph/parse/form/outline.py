"""Splits a body into blocks quickly: text above the first label is not parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.model.field_specs import fields_of
from docgraph.model.location import Text
from docgraph.model.record import Record
from docgraph.parse.body_size import body_overflow
from docgraph.parse.form.labels import first_label_offset
from docgraph.parse.markdown.blocks import UNDERLINE, Block, Line, blocks

_HEADING = re.compile(r"^(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_PLAIN = re.compile(r"[\w ,.;:?!()/'’–—-]+")
_UNSAFE = re.compile(
    r"[<\r]|\*\*|__|```|~~~"  # HTML, bold, fences
    r"|^#+$|^ *(?:[-*_] *){3,}$|^[^|\n]+\|"  # empty headings, rules, tables without an outer bar
    r"|^[ >*+0-9.)-]+#",  # headings that are not at the margin
    re.MULTILINE,
)
"""Markup that changes how the text below it is parsed, or that hides a label from `first_label_offset`."""


def labelled_blocks(kind: type[Record], text: Text, start: int, end: int | None) -> tuple[Block, ...]:
    """The blocks between two offsets of a document.

    If the first label is a heading, the text above it is not parsed. The text between two headings then becomes one
    block without lines. The other blocks are the same as those of a full parse.
    """
    body = text.content[start:end]
    first = _first_heading(kind, body)
    if not first:
        return blocks(text, start, end)
    return (*_outline(body[:first], start), *blocks(text, start + first, end))


def _first_heading(kind: type[Record], body: str) -> int:
    """The offset of the first label in `body` if it is a heading.

    0 if it is not a heading, or if the text above it must be parsed because it may change the meaning of the heading.
    """
    offset = first_label_offset(kind, body)
    line = body.rfind("\n", 0, offset) + 1
    above = body[:line]
    if body[line : line + 1] != "#" or "onboarding" in fields_of(kind):
        return 0
    if _UNSAFE.search(above) or UNDERLINE.search(above) or body_overflow(body):
        return 0
    return line if all(_PLAIN.fullmatch(heading[2]) for heading in _HEADING.finditer(above)) else 0


def _outline(above: str, start: int) -> Iterator[Block]:
    end = 0
    for heading in _HEADING.finditer(above):
        yield from _between(above, start, end, heading.start())
        line = Line(start + heading.start(2), heading[2])
        yield Block("heading", start + heading.start(), (line,), level=len(heading[1]))
        end = heading.end()
    yield from _between(above, start, end, len(above))


def _between(above: str, start: int, begin: int, end: int) -> Iterator[Block]:
    text = above[begin:end].lstrip()
    if text:
        yield Block("code", start + end - len(text))
