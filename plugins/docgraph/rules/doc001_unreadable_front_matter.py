from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("DOC001", "unreadable-front-matter", ERROR, fixable=True)
def unreadable_front_matter(graph: DocGraph) -> Iterable[Finding]:
    """The front matter cannot be parsed, so the site generator silently drops it."""
    return findings_from_problems(graph, "unreadable-front-matter")
