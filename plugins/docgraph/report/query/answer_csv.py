"""An answer as a CSV table. No cell can be evaluated as a formula."""

from __future__ import annotations

from csv import QUOTE_ALL, writer
from io import StringIO

from docgraph.report.context import escape_invisible
from docgraph.report.query.answer import Answer
from docgraph.text.spreadsheet import without_formula


def answer_csv(answer: Answer) -> str:
    """A header row, and a line for each row of the answer, as in RFC 4180."""
    stream = StringIO()
    table = writer(stream, quoting=QUOTE_ALL, lineterminator="\r\n")
    table.writerow(answer.columns)
    for row in answer.rows:
        table.writerow([without_formula(escape_invisible(str(row[name]))) for name in answer.columns])
    return stream.getvalue()
