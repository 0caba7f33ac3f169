"""Two tables for spreadsheets and scripts. No cell can be taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable
from csv import QUOTE_ALL, writer
from io import StringIO

from docgraph.export.cells import Cell, column, row
from docgraph.export.payload import Payload
from docgraph.kinds import KINDS
from docgraph.model.field_specs import fields_of

_HEAD = ("kind", "id", "title", "path", "line", "url", "aliases", "owner", "backup")
RECORD_COLUMNS = (*dict.fromkeys((*_HEAD, *(column(key) for kind in KINDS for key in fields_of(kind)), "extra")),)
"""The columns of records: the same for every project. A kind leaves those empty that it does not have."""
RELATIONS = ("from", "relation", "to", "state", "row", "start", "end", "path", "line", "column")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def csv(contents: Payload) -> dict[str, str]:
    """`records.csv` and `relations.csv`, each with a line of names, as RFC 4180 has it with every cell in quotes."""
    return {
        "records.csv": _table(RECORD_COLUMNS, (row(one) for one in contents.records)),
        "relations.csv": _table(RELATIONS, (row(one) for one in contents.relations)),
    }


def _table(columns: tuple[str, ...], rows: Iterable[dict[str, Cell]]) -> str:
    stream = StringIO()
    table = writer(stream, quoting=QUOTE_ALL, lineterminator="\r\n")
    table.writerow(columns)
    places, blank = {name: place for place, name in enumerate(columns)}, [""] * len(columns)
    for cells in rows:
        line = blank.copy()
        for name, value in cells.items():
            line[places[name]] = _inert(value)
        table.writerow(line)
    return stream.getvalue()


def _inert(value: Cell) -> str:
    """A cell that no spreadsheet calculates: an apostrophe before what begins a formula, or with an apostrophe."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) and isinstance(value, str) else text
