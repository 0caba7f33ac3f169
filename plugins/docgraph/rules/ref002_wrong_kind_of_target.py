from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference, Resolution
from docgraph.model.cause import Cause
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import explained_by, same_fault, unresolved
from docgraph.rules._phrases import either, kind_phrase, with_article
from docgraph.rules._suggest_reference import PEOPLE_KINDS, parse_name
from docgraph.rules._unresolved import unresolved_references


@rule("REF002", "wrong-kind-of-target", ERROR, fixable=True)
def wrong_kind_of_target(graph: DocGraph) -> Iterator[Finding]:
    """A reference resolves to a record of the wrong kind."""
    for link in unresolved_references(graph, Resolution.WRONG_KIND):
        other = link.candidates[0]
        expected = either([with_article(kind_phrase(kind)) for kind in link.rule.to])
        name = parse_name(link.text, link.rule.to)
        # found if only the `kind:` prefix is wrong
        there = graph.get(name.id, *name.kinds)
        shown = other.ref if there else other.id
        message = f"`{link.key}` must be {expected}; `{shown}` is {with_article(kind_phrase(other.kind))}"
        right = f"replace `{link.text}` with `{there.id}`, the {kind_phrase(there.kind)}" if there else ""
        help = right or f"write a valid {kind_phrase(*link.rule.to)} id"
        can_fix = there is not None and there.kind not in PEOPLE_KINDS
        edits = [link.source.replacement(link.path, link.text, there.id)] if there and can_fix else []
        yield link.source.finding(link.path, message, help=help, edits=edits, unless=_as_human(link))


def _as_human(link: Reference) -> tuple[Cause, ...]:
    if link.rule.relation not in ("owned-by", "accountable"):
        return ()
    several = explained_by(("OWN007", "RAC001"), link.source, *link.path[:-1])
    return (*several, *same_fault(unresolved(link, ("OWN003", "RAC003"))))
