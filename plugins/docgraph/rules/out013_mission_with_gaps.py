from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule
from docgraph.rules._causes import gaps

_FIELDS = {"for": "for_", "deliver": "deliver", "at": "at", "under": "under", "by": "by", "proof": "proof"}


@rule("OUT013", "mission-with-gaps", INFO)
def mission_with_gaps(graph: DocGraph) -> Iterator[Finding]:
    """The mission of an outcome is incomplete."""
    for outcome in graph.all(Outcome):
        if not outcome.is_live or outcome.mission is None:
            continue
        empty = [key for key, name in _FIELDS.items() if not getattr(outcome.mission, name)]
        for gap in gaps(outcome, empty, "mission"):
            names = ", ".join(f"`{key}`" for key in gap.keys)
            parts = ", ".join(f"`{key}: <text>`" for key in gap.keys)
            message = f"mission of outcome `{outcome.id}` has no {names}"
            yield outcome.finding("mission", message, help=f"add {parts} to `mission:`", unless=gap.unless)
