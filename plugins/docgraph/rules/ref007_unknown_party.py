from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Resolution
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._phrases import either
from docgraph.rules._suggest_reference import spoken
from docgraph.rules._unresolved import unresolved_references


@rule("REF007", "unknown-party", WARNING, fixable=True)
def unknown_party(graph: DocGraph) -> Iterator[Finding]:
    """A decision maker, or someone consulted or informed, does not resolve to any record."""
    for link in unresolved_references(graph, Resolution.UNRESOLVED):
        if link.rule.soft:
            name = spoken(link.text, link.rule.to)
            near = name.near(graph, link.at.path)
            other = name.elsewhere(graph)
            make = f"write a valid {either(name.kinds)} id, not {other.kind} `{other.id}`" if other else name.adding
            help = f"replace `{link.text}` with `{near}`" if near else f"{make}, or remove the name"
            sure = name.sure(graph)
            edits = [link.source.replacement(link.path, link.text, sure)] if sure else []
            message = f"no {either(link.rule.to)} with id `{link.text}`"
            message += f"; did you mean `{near}`?" if near else ""
            yield link.source.finding(link.path, message, help=help, edits=edits)
