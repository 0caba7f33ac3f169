from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.outcome import Outcome
from docgraph.model.field_types import has_number
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule
from docgraph.rules._causes import unread


@rule("OUT007", "impact-as-commitment", INFO, off=True)
def impact_as_commitment(
    graph: DocGraph,
    *,
    words: tuple[str, ...] = ("revenue", "adoption", "engagement", "market share", "active users", "sales"),
) -> Iterator[Finding]:
    """A success criterion promises an impact that the owner does not control."""
    impact = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    for outcome in graph.all(Outcome):
        measured = outcome.measure and all(map(has_number, (outcome.measure.baseline, outcome.measure.target)))
        for number, criterion in enumerate(outcome.success_criteria):
            found = impact.search(criterion)
            if outcome.is_live and found and not measured:
                promise = f"promises an impact (`{found[0].lower()}`) without a baseline and a target"
                message = f"success criterion of outcome `{outcome.id}` {promise}"
                help = "move it to `expectations:`, or add a baseline and a target to `measure:`"
                unless = unread(outcome, "status")
                yield outcome.finding(("success-criteria", number), message, help=help, unless=unless)
