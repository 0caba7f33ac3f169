from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

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
    """A decision maker, a consulted or informed party, or a related record is unresolved."""
    advice = cache(partial(_advice, graph))  # many documents name one unknown person
    for link in unresolved_references(graph, Resolution.UNRESOLVED):
        if link.rule.soft and not _is_elsewhere(link):
            as_title = bool(link.source.place.adopted)
            message, help, replacement = advice(link.text, link.rule.to, as_title)
            edits = [link.source.replacement(link.path, link.text, replacement)] if replacement else []
            yield link.source.finding(link.path, message, help=help, edits=edits)


def _advice(graph: DocGraph, text: str, kinds: tuple[str, ...], as_title: bool) -> tuple[str, str, str]:
    name = parse_name(text, kinds)
    suggestion = name.suggestion(graph)
    add = f"{name.fix_by_adding(graph, as_title=as_title)}, or remove the name"
    help = f"replace `{text}` with `{suggestion}`" if suggestion else add
    message = f"no {kind_phrase(*kinds) or 'record'} with id `{text}`"
    message += f"; did you mean `{suggestion}`?" if suggestion else ""
    return message, help, name.safe_replacement(graph)


def _is_elsewhere(link: Reference) -> bool:
    text = link.text.casefold()
    return link.key == "related" and ("/" in text or ".md" in text or is_address(text))
