"""An answer as a CSV table, in which a cell that looks like a formula is escaped."""

from __future__ import annotations

from csv import QUOTE_ALL, writer
from io import StringIO

from docgraph.report.context import escape_invisible
from docgraph.report.query.answer import Answer
from docgraph.text.spreadsheet import without_formula


def answer_csv(answer: Answer) -> str:
    """CSV as in RFC 4180: a header row, and a line for each row of the answer."""
    stream = StringIO()
    table = writer(stream, quoting=QUOTE_ALL, lineterminator="\r\n")
    table.writerow(answer.columns)
    for row in answer.rows:
        table.writerow([without_formula(escape_invisible(str(row[name]))) for name in answer.columns])
    return stream.getvalue()
