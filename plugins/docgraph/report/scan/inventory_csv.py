"""The list of agents as a CSV table, in which a cell that looks like a formula is escaped."""

from __future__ import annotations

from csv import QUOTE_ALL, writer
from io import StringIO

from docgraph.report.context import escape_invisible
from docgraph.report.scan.inventory import ScanContext, cells
from docgraph.text.spreadsheet import without_formula

_COLUMNS = ("agent", "hosts", "files", "tools", "model", "packet", "owner", "findings")


def inventory_csv(context: ScanContext) -> str:
    """CSV as in RFC 4180: a header row, and a row for each agent."""
    stream = StringIO()
    table = writer(stream, quoting=QUOTE_ALL, lineterminator="\r\n")
    table.writerow(_COLUMNS)
    for row in context.rows:
        values = dict(cells(row))
        table.writerow([without_formula(escape_invisible(values[name])) for name in _COLUMNS])
    return stream.getvalue()
