"""An answer as text for a terminal."""

from __future__ import annotations

from docgraph.report.context import escape_invisible
from docgraph.report.query.answer import Answer


def answer_text(answer: Answer) -> str:
    """The lines of the answer, with control characters escaped."""
    return "".join(f"{escape_invisible(line)}\n" for line in answer.lines)
