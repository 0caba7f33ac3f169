from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.raci import Raci
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, INFO, rule
from docgraph.rules._phrases import named_or_numbered
from docgraph.rules._raci_activities import is_named_elsewhere, unread_in


@rule("RAC002", "no-responsible", INFO)
def no_responsible(graph: DocGraph, *, accountable_implies_responsible: bool = True) -> Iterator[Finding]:
    """An activity in a RACI names who is accountable but not who is responsible."""
    severity = INFO if accountable_implies_responsible else ERROR
    for raci in graph.all(Raci):
        for rows in raci.rows_by_activity():
            number = next((row_number for row_number in rows if raci.rows[row_number].accountable), None)
            if number is not None and not is_named_elsewhere(raci, rows, "responsible"):
                row = raci.rows[number]
                message = f"row {named_or_numbered(row.activity, number)} has no responsible party"
                help, unless = (
                    "add a responsible person, role or agent to the row",
                    unread_in(raci, rows, "responsible"),
                )
                yield raci.finding(("rows", number), message, help=help, severity=severity, unless=unless)
