"""The list of agents as a Markdown table, for a pull request or a page."""

from __future__ import annotations

import re

from docgraph.report.context import escape_invisible
from docgraph.report.scan.inventory import ScanContext, cells, headline, other_definitions

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|#~&!@]")


def inventory_markdown(context: ScanContext) -> str:
    """The totals, then a table with a row for each agent."""
    rows = context.rows
    lines = [f"**{escape_markdown(headline(rows))}**"]
    others = other_definitions(context.graph)
    if others:
        lines += ["", f"Also: {others}"]
    for note in context.notes:
        lines += ["", escape_markdown(note)]
    if rows:
        names = [name for name, _ in cells(rows[0])]
        lines += ["", f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}"]
        lines += [f"| {' | '.join(escape_markdown(value) for _, value in cells(row))} |" for row in rows]
    return "\n".join([*lines, ""])


def escape_markdown(value: str) -> str:
    """Escape text so that it is one line without Markdown or HTML."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(escape_invisible(value).split()))
