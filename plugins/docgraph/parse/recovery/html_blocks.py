"""Converts HTML in a body to Markdown blocks: headings, lines of text and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from docgraph.parse.markdown.blocks import Block, Line, Passage

_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(pre|script|style)\b.*?(?:</\1>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(
    r"<(/?)(h[1-6]|summary|table|tr|t[dh]|caption|p|li|d[tdl]|br|div|details|[ou]l)\b[^<>]{0,500}>", re.IGNORECASE
)
_BOLD = re.compile(r"</?(?:b|strong)\b[^<>]{0,200}>", re.IGNORECASE)
_SUMMARY_LEVEL = 6


class _Shown(Struct):
    """The blocks that are complete, and the lines, rows and cells of the block that is being built."""

    blocks: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    rows: list[Block] = field(default_factory=list)
    cells: list[Line] = field(default_factory=list)

    def end_row(self) -> None:
        if self.cells:
            self.rows.append(Block("row", self.cells[0].offset, tuple(self.cells)))
            self.cells = []

    def end_table(self) -> None:
        self.end_row()
        if self.rows:
            self.blocks.append(Block("table", self.rows[0].offset, children=tuple(self.rows)))
            self.rows = []

    def end_lines(self) -> None:
        if self.lines:
            self.blocks.append(Block("paragraph", self.lines[0].offset, tuple(self.lines)))
            self.lines = []


def html_as_blocks(passage: Passage) -> list[Block]:
    """Convert HTML to Markdown blocks, with offsets in the document. Takes linear time."""
    raw = _HIDDEN.sub(lambda found: " " * len(found[0]), passage.raw)
    shown = _Shown()
    for closes, tag, text, position in _pieces(raw):
        line = Line(passage.offset(position), text)
        if tag in ("td", "th") and not closes:
            shown.end_lines()
            shown.cells.append(line)
        elif shown.cells and tag not in ("tr", "table"):
            last = shown.cells[-1]
            shown.cells[-1] = Line(last.offset if last.text else line.offset, f"{last.text} {text}".strip())
        elif tag in ("tr", "table", "caption"):
            (shown.end_table if tag == "table" else shown.end_row)()
        elif text and not closes and (tag == "summary" or tag[1:].isdigit()):
            shown.end_lines()
            level = int(tag[1:]) if tag[1:].isdigit() else _SUMMARY_LEVEL
            shown.blocks.append(Block("heading", line.offset, (line,), level))
        elif text:
            shown.lines.append(Line(line.offset, f": {text}") if tag == "dd" and not closes else line)
    shown.end_table()
    shown.end_lines()
    return shown.blocks


def _pieces(raw: str) -> Iterator[tuple[bool, str, str, int]]:
    """Yield each tag: whether it is a closing tag, its name, the text after it, and the index of this text."""
    tags = [*_TAG.finditer(raw)]
    ends = [*(tag.start() for tag in tags[1:]), len(raw)]
    yield False, "p", *_text(raw, 0, tags[0].start() if tags else len(raw))
    for tag, end in zip(tags, ends, strict=False):
        yield bool(tag[1]), tag[2].lower(), *_text(raw, tag.end(), end)


def _text(raw: str, start: int, end: int) -> tuple[str, int]:
    text = raw[start:end]
    start += len(text) - len(text.lstrip())
    return _BOLD.sub("**", " ".join(text.split())), start
