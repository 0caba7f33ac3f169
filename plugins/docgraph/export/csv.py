"""CSV tables for spreadsheets and scripts. Spreadsheets evaluate no cell as a formula."""

from __future__ import annotations

from collections.abc import Iterable
from csv import QUOTE_ALL, writer
from io import StringIO

from docgraph.export.cells import Cell, column, row
from docgraph.export.payload import Payload
from docgraph.kinds import KINDS
from docgraph.model.field_specs import fields_of
from docgraph.text.spreadsheet import without_formula

_FIRST_COLUMNS = ("kind", "id", "title", "path", "line", "url", "aliases", "owner", "backup")
RECORD_COLUMNS = (
    *dict.fromkeys((*_FIRST_COLUMNS, *(column(key) for kind in KINDS for key in fields_of(kind)), "extra", "adopted")),
)
"""The columns of `records.csv`, which are the same for every project.

A record leaves the columns of other kinds empty.
"""
DEFINITION_COLUMNS = (
    *("kind", "id", "title", "path", "line", "url", "hosts", "files", "format", "name", "plugin"),
    *("tool-rule", "tools", "denied", "model", "permission-mode", "declared-owner", "state"),
)
RELATION_COLUMNS = ("from", "relation", "to", "state", "row", "start", "end", "path", "line", "column")


def csv(payload: Payload) -> dict[str, str]:
    """Serialize the graph as CSV tables. Returns the contents of `records.csv`, `definitions.csv` and `relations.csv`.

    The tables follow RFC 4180, have a header row, and quote every cell. `definitions.csv` is only included if there are
    definitions.
    """
    defined = _table(DEFINITION_COLUMNS, (row(node) for node in payload.definitions))
    return {
        "records.csv": _table(RECORD_COLUMNS, (row(record) for record in payload.records)),
        **({"definitions.csv": defined} if payload.definitions else {}),
        "relations.csv": _table(RELATION_COLUMNS, (row(relation) for relation in payload.relations)),
    }


def _table(columns: tuple[str, ...], rows: Iterable[dict[str, Cell]]) -> str:
    stream = StringIO()
    table = writer(stream, quoting=QUOTE_ALL, lineterminator="\r\n")
    table.writerow(columns)
    index_by_name, blank = {name: index for index, name in enumerate(columns)}, [""] * len(columns)
    for cells in rows:
        line = blank.copy()
        for name, value in cells.items():
            line[index_by_name[name]] = _text_of(value)
        table.writerow(line)
    return stream.getvalue()


def _text_of(value: Cell) -> str:
    """A cell as text that spreadsheets do not evaluate as a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return without_formula(value) if isinstance(value, str) else str(value)
