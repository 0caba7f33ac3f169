"""What a RACI means nothing without: its scope and its rows. Rows below a list of RACIs belong to none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.kinds.raci import Raci
from docgraph.model.cause import Cause
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.model.record_place import RecordPlace
from docgraph.parse.raci.table import raci_tables

_BAR = re.compile(r"(?<!\\)\|")
_DASHES = "|: \t-"
"""What the line below the head of a table consists of."""


def missing_parts(raci: Raci, body: int, *, listed: bool) -> Iterator[Problem]:
    """The problems of a RACI without scope or rows; each defers to a value that stands there and could not be used.

    `body` is where the body of its document begins. `listed` says that it is an entry of a list, whose body is no
    place for rows."""
    if raci.is_absent("scope"):
        yield _missing(raci, "scope", f"raci `{raci.id}` has no scope", "add `scope: <agent or outcome id>`")
    if raci.is_absent("rows"):
        in_list = (f"raci `{raci.id}` has no rows", "add `rows:` to the entry")
        yield _missing(raci, "rows", *(in_list if listed else _without_rows(raci.id, raci.place.text, body)))


def _missing(raci: Raci, key: str, message: str, help: str) -> Problem:
    at = RecordPlace(raci.place.text, raci.place.marks, raci.place.keys).at(())
    unless = (Cause((), None, raci.path, raci.ref, (key,)),)
    return Problem("wrong-type", at, message, help, raci.ref, unless=unless)


def _without_rows(id: str, text: Text, start: int) -> tuple[str, str]:
    """What is wrong with a RACI in which no rows were found, and the edit: a table may lack the line below its head."""
    line = _bare_head(text, start) if text.content.find("|", start) >= 0 else 0
    if not line:
        columns = "`Responsible (R)` and `Accountable (A)` (the letters alone are enough)"
        return f"raci `{id}` has no rows", f"add `rows:`, or a table with columns for the activity, {columns}"
    width = len(_BAR.findall(text.line(line).strip().strip("|"))) + 1
    return (
        f"raci `{id}` has no rows: the table on line {line} has no separator line below its header",
        f"add the line `{'|---' * width}|` below line {line}",
    )


def _bare_head(text: Text, start: int) -> int:
    """The line of a table's head right above its first row, neither of them dashes, with no row above; 0 if none."""
    above = cells = False
    for number in range(text.at(start).line, len(text.line_starts) + 1):
        line = text.line(number).strip(" \t")
        filled = bool(line[: line.rfind("|")].strip(_DASHES)) and line.startswith("|")
        if cells and filled:
            return number - 1
        cells = filled and line.endswith("|") and not above
        above = line.startswith("|")
    return 0


def unowned_table(text: Text, start: int) -> Iterator[Problem]:
    """The problem of a RACI table below a list of RACIs: it belongs to none of them."""
    offset = raci_tables(text, start).marks.get(("rows",))
    if offset is not None:
        message = "this table is not read, because a document of kind `racis` lists its records in the front matter"
        help = "write `kind: raci` and the `scope:` of the table, or move its lines to the `rows:` of an entry"
        yield Problem("wrong-type", text.at(offset), message, help, "", ("rows",))
