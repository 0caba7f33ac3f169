"""The list of agents as a table for a terminal."""

from __future__ import annotations

from docgraph.analysis.inventory import InventoryRow
from docgraph.report.context import count_of, escape_invisible
from docgraph.report.scan.inventory import (
    ScanContext,
    cells,
    headline,
    other_definitions,
)

_WIDTHS = {"agent": 36, "hosts": 28, "files": 48, "tools": 40, "model": 20, "packet": 36, "owner": 24, "findings": 30}
"""The maximum width of each column, in characters."""


def inventory_text(context: ScanContext) -> str:
    """The totals, the numbers of other definitions, the table of agents, and the next step."""
    rows = context.rows
    lines = [headline(rows)]
    others = other_definitions(context.graph)
    if others:
        lines.append(f"Also: {others}")
    lines += map(escape_invisible, context.notes)
    if rows:
        lines += ["", *_table(rows)]
    undocumented = sum(not row.packet for row in rows)
    if undocumented:
        lines += ["", _next_step(undocumented, reads_documents=context.reads_documents)]
    return "\n".join([*lines, ""])


def _next_step(undocumented: int, *, reads_documents: bool) -> str:
    if not reads_documents:
        start = "Packets are not read, because there are no settings"
        return f"{start}; run `docgraph init`, then `docgraph hire --all` to draft those that are missing"
    have = "agent has" if undocumented == 1 else "agents have"
    return f"{undocumented} {have} no packet; run `docgraph hire --all` to draft one for each"


def _table(rows: tuple[InventoryRow, ...]) -> list[str]:
    table = [dict(_short_cells(row)) for row in rows]
    names = [name for name in table[0] if any(row[name] for row in table)]
    widths = {name: max(len(name), *(len(row[name]) for row in table)) for name in names}
    lines = [{name: name for name in names}, *table]
    return ["  ".join(line[name].ljust(widths[name]) for name in names).rstrip() for line in lines]


def _short_cells(row: InventoryRow) -> list[tuple[str, str]]:
    short = dict(cells(row))
    short |= {name: short[name] or f"no {name}" for name in ("packet", "owner")}
    if len(row.files) > 1:
        short["files"] = f"{row.files[0]} and {count_of(len(row.files) - 1, 'other')}"
    return [(name, _cut(escape_invisible(value), _WIDTHS[name], name)) for name, value in short.items()]


def _cut(value: str, width: int, name: str) -> str:
    if len(value) <= width:
        return value
    # the end of a path is more specific than its beginning
    return f"...{value[3 - width :]}" if name in ("files", "packet") else f"{value[: width - 3]}..."
