"""Reports a RACI without scope or rows, and a RACI table in a document that lists several RACIs."""

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
"""The characters of a delimiter row, such as `|---|:---|`."""


def missing_parts(raci: Raci, body: int, *, listed: bool) -> Iterator[Problem]:
    """Yield problems if a RACI has no scope or no rows.

    An invalid scope or rows are not reported as missing. `body` is the offset of the body. `listed` is set if the RACI
    is in a list in the front matter, so that its rows cannot be a table in the body.
    """
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
    """The message and fix line for a RACI without rows. If its table only lacks the delimiter row, they say so."""
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
    """The line number, from 1, of a table header without a delimiter row below it; 0 if there is none."""
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
    """Yield a problem if a document that lists RACIs has a RACI table in its body, which is not read."""
    offset = raci_tables(text, start).marks.get(("rows",))
    if offset is not None:
        message = "this table is not read, because a document of kind `racis` lists its records in the front matter"
        help = "write `kind: raci` and the `scope:` of the table, or move its rows to `rows:` of an entry of `racis:`"
        yield Problem("wrong-type", text.at(offset), message, help, "", ("rows",))
