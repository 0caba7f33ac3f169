"""Splits a body into blocks, without parsing the text above the first label."""

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
"""Markup that may change the meaning of text below it, or hide a label from `first_label_offset`."""


def labelled_blocks(kind: type[Record], text: Text, start: int, end: int | None) -> tuple[Block, ...]:
    """The blocks between two offsets.

    If the first label is a heading, the text above this heading is not parsed: each text between two headings becomes
    one block without lines. The blocks below are the same as in a full parse, because an unindented heading ends every
    block except fences and HTML.
    """
    body = text.content[start:end]
    first = _first_heading(kind, body)
    if not first:
        return blocks(text, start, end)
    return (*_outline(body[:first], start), *blocks(text, start + first, end))


def _first_heading(kind: type[Record], body: str) -> int:
    """The offset of the first label if it is a heading; else 0.

    Also 0 if the text above the heading must be parsed, because it can change the meaning of the heading.
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
    """The headings of a text, and one block without lines for each text between two headings."""
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
