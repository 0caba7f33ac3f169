from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import ERROR, rule

_KEYS = {"supersedes": "supersedes", "part-of": "parent", "succeeded-by": "successor"}


@rule("REF006", "cycle", ERROR)
def cycle(trace: Trace) -> Iterator[Finding]:
    """Records supersede, belong to or succeed each other in a circle."""
    for relation, key in _KEYS.items():
        for group in trace.cycles(relation):
            first, others = group[0], group[1:]
            names = " and ".join(f"`{record.id}`" for record in group)
            related = tuple(Related(other.at(key), f"`{other.id}`") for other in others)
            message = f"{names} lead back to themselves by `{key}`"
            yield first.finding(key, message, help=f"remove the `{key}` that closes the circle", related=related)
