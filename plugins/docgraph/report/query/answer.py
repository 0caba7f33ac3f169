"""The answer of a command such as `docgraph list`."""

from __future__ import annotations

from msgspec import Struct

AnswerRow = dict[str, str | int]


class Answer(Struct, frozen=True):
    """The answer of a command such as `docgraph list`: rows for programs, and lines for people.

    Each row is a dictionary with the keys `columns`. Paths in rows are relative to the project; paths in lines are
    relative to the current folder.
    """

    columns: tuple[str, ...]
    rows: tuple[AnswerRow, ...]
    lines: tuple[str, ...]
