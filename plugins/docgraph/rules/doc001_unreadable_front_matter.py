from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("DOC001", "unreadable-front-matter", ERROR, fixable=True)
def unreadable_front_matter(trace: Trace) -> Iterable[Finding]:
    """The front matter cannot be parsed, so the site generator silently drops it."""
    return told(trace, "unreadable-front-matter")
