from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference, Resolution
from docgraph.graph.resolver import is_address
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._phrases import kind_phrase
from docgraph.rules._suggest_reference import parse_name
from docgraph.rules._unresolved import unresolved_references


@rule("REF007", "unknown-party", WARNING, fixable=True)
def unknown_party(graph: DocGraph) -> Iterator[Finding]:
    """A decision maker, someone consulted or informed, or a related record does not resolve to any record."""
    for link in unresolved_references(graph, Resolution.UNRESOLVED):
        if link.rule.soft and not _is_elsewhere(link):
            name = parse_name(link.text, link.rule.to)
            suggestion = name.suggestion(graph, link.at.path)
            add = f"{name.fix_by_adding(graph, as_title=bool(link.source.place.adopted))}, or remove the name"
            help = f"replace `{link.text}` with `{suggestion}`" if suggestion else add
            replacement = name.safe_replacement(graph)
            edits = [link.source.replacement(link.path, link.text, replacement)] if replacement else []
            message = f"no {kind_phrase(*link.rule.to) or 'record'} with id `{link.text}`"
            message += f"; did you mean `{suggestion}`?" if suggestion else ""
            yield link.source.finding(link.path, message, help=help, edits=edits)


def _is_elsewhere(link: Reference) -> bool:
    """Whether a related page is a path, a URL or an address, which need not be a record."""
    text = link.text.casefold()
    return link.key == "related" and ("/" in text or ".md" in text or is_address(text))
