"""The answer to a question about the doc graph: rows for programs, and lines for people."""

from __future__ import annotations

from msgspec import Struct

AnswerRow = dict[str, str | int]


class Answer(Struct, frozen=True):
    """Rows with the keys `columns`, and the same facts as `lines` of text.

    Paths in rows are relative to the project, those in lines to the current folder.
    """

    columns: tuple[str, ...]
    rows: tuple[AnswerRow, ...]
    lines: tuple[str, ...]
