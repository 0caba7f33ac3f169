from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference, Resolution
from docgraph.graph.resolver import is_address, nobody_word
from docgraph.model.finding import Finding, Related
from docgraph.model.record import Record
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import explained_by
from docgraph.rules._phrases import either
from docgraph.rules._unresolved import unresolved_references

_ALONE = ("owned-by", "accountable")
"""Relations that allow one name only. OWN007 or RAC001 reports several names."""


@rule("OWN012", "placeholder-owner", ERROR)
def placeholder_owner(graph: DocGraph) -> Iterator[Finding]:
    """A placeholder such as `everyone` is named as owner, backup or another responsible party."""
    for link in unresolved_references(graph, Resolution.NOBODY):
        kinds = either(link.rule.to)
        help = (
            "set `owner: <person or role id>`"
            if link.key == "owner"
            else f"replace `{link.text}` with the id of a {kinds}"
        )
        alone = link.rule.relation in _ALONE
        several = explained_by(("OWN007", "RAC001"), link.source, *link.path[:-1]) if alone else ()
        called = "".join(_called(link, record) for record in link.candidates)
        related = tuple(Related(record.at("title"), f"{record.kind} `{record.id}`") for record in link.candidates)
        what = "not a human" if any(is_address(record.title) for record in link.candidates) else "a placeholder"
        message = f"`{link.text}` is {what}{called or f', not a {kinds}'}"
        yield link.source.finding(link.path, message, help=help, related=related, unless=several)


def _called(link: Reference, record: Record) -> str:
    word = nobody_word(record)
    return f": {record.kind} `{record.id}` has the title `{word}`" if word != link.text else ""
