from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import gaps

_HINTS = {"options": "options: [<options considered>]", "why": "why: <reason>"}


@rule("DEC005", "no-options-or-reason", WARNING)
def no_options_or_reason(graph: DocGraph) -> Iterator[Finding]:
    """An accepted decision does not record the options considered, or the reason."""
    for decision in graph.all(Decision):
        reasoned = not decision.is_absent("why") or "because" in decision.decision.lower()
        missing = [] if reasoned else ["why"]
        if decision.is_absent("options"):
            missing.insert(0, "options")
        for gap in gaps(decision, missing) if decision.status == "accepted" else ():
            message = f"decision `{decision.id}` has no {' or '.join(f'`{key}`' for key in gap.keys)}"
            help = f"add {' and '.join(f'`{_HINTS[key]}`' for key in gap.keys)}, or use the MADR headings"
            yield decision.finding(gap.keys[0], message, help=help, unless=gap.unless)
