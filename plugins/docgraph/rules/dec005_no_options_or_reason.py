from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule

_MEANT = {"options": "options: [<what was possible>]", "why": "why: <the reason>"}


@rule("DEC005", "no-options-or-reason", WARNING)
def no_options_or_reason(trace: Trace) -> Iterator[Finding]:
    """A decision was accepted, and does not say what else was possible, or why this."""
    for decision in trace.all(Decision):
        reasoned = not decision.missing("why") or "because" in decision.decision.lower()
        missing = [] if reasoned else ["why"]
        if decision.missing("options"):
            missing.insert(0, "options")
        if decision.status == "accepted" and missing:
            message = f"decision `{decision.id}` has no {' and no '.join(f'`{key}`' for key in missing)}"
            help = " and ".join(f"`{_MEANT[key]}`" for key in missing)
            yield decision.finding(missing[0], message, help=f"add {help}, or the headings that stand for them")
