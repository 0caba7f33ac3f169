"""Splits comma-separated values (RFC 4180) into rows of cells, with the offset of each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_CELL = re.compile(r'[ \t]*+"((?:[^"]|"")*+)"[ \t]*+(?=[,\r\n]|\Z)|([^,\r\n]*+)')
_BREAK = re.compile(r"\r\n|\r|\n")


class CsvCell(NamedTuple):
    """The text of a cell, without quotes and surrounding whitespace, and its offset in the file."""

    text: str
    offset: int
    is_unclosed: bool = False
    """Whether the cell starts with a quote that is never closed. Then it ends at the next comma or line break."""


def csv_rows(content: str) -> Iterator[list[CsvCell]]:
    """Yield the rows of a CSV text, except blank ones."""
    row: list[CsvCell] = []
    at = 0
    while at <= len(content):
        found = _CELL.match(content, at)
        assert found is not None
        row.append(_cell(found))
        at = found.end()
        if content.startswith(",", at):
            at += 1
            continue
        if any(cell.text for cell in row):
            yield row
        row = []
        line_end = _BREAK.match(content, at)
        at = line_end.end() if line_end else len(content) + 1


def _cell(found: re.Match[str]) -> CsvCell:
    if found[1] is not None:
        return CsvCell(found[1].replace('""', '"').strip(), found.start())
    text = found[2]
    return CsvCell(text.strip(), found.start() + len(text) - len(text.lstrip()), text.lstrip().startswith('"'))
