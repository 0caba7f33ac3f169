from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Resolution
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._phrases import kind_phrase
from docgraph.rules._suggest_reference import parse_name
from docgraph.rules._unresolved import unresolved_references


@rule("REF007", "unknown-party", WARNING, fixable=True)
def unknown_party(graph: DocGraph) -> Iterator[Finding]:
    """A decision maker, or someone consulted or informed, does not resolve to any record."""
    for link in unresolved_references(graph, Resolution.UNRESOLVED):
        if link.rule.soft:
            name = parse_name(link.text, link.rule.to)
            suggestion = name.suggestion(graph, link.at.path)
            other = name.record_of_other_kind(graph)
            make = name.fix_by_adding
            if other:
                make = f"write a valid {kind_phrase(*name.kinds)} id, not {other.kind} `{other.id}`"
            help = f"replace `{link.text}` with `{suggestion}`" if suggestion else f"{make}, or remove the name"
            replacement = name.safe_replacement(graph)
            edits = [link.source.replacement(link.path, link.text, replacement)] if replacement else []
            message = f"no {kind_phrase(*link.rule.to)} with id `{link.text}`"
            message += f"; did you mean `{suggestion}`?" if suggestion else ""
            yield link.source.finding(link.path, message, help=help, edits=edits)
