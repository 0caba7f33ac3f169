from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule


@rule("DEC005", "unreasoned-decision", WARNING)
def unreasoned_decision(trace: Trace) -> Iterator[Finding]:
    """A decision does not say what else there was to choose, or why it was chosen."""
    for decision in trace.all(Decision):
        reasoned = not decision.missing("why") or "because" in decision.decision.lower()
        said = {"options": not decision.missing("options"), "why": reasoned}
        missing = [key for key, there in said.items() if not there]
        if missing:
            names = " and ".join(f"`{key}`" for key in missing)
            help = f"add {names} to the front matter, or `**Options**:` and `**Why**:` to the text"
            yield decision.finding(missing[0], f"decision `{decision.id}` has no {names}", help=help)
