from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.as_of_view import is_dated_later
from docgraph.analysis.offboarding import is_done
from docgraph.graph.doc_graph import DocGraph, term_covers
from docgraph.graph.reference import Reference
from docgraph.kinds.incident import Incident
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import ERROR, WARNING, rule
from docgraph.rules._causes import explained_by, unread
from docgraph.rules._presence import role_reported

_NAMED = ("members", "lead", "actions.owner", "holders.person")


@rule("OWN016", "left-but-named", ERROR, dated=True)
def left_but_named(graph: DocGraph) -> Iterator[Finding]:
    """A person who left is still a team member, team lead, action owner or the only holder of a role."""
    for link in graph.links:
        person, source = link.target, link.source
        if link.key not in _NAMED or not isinstance(person, Person) or not _counts(graph, link):
            continue
        if person.has_left(graph.as_of):
            message = f"`{person.id}` in `{link.key}` of {source.kind} `{source.id}` left on {person.left}"
            unless = (
                *explained_by(("OWN015",), source, *link.path),
                *(role_reported(source) if isinstance(source, Role) else ()),
                *unread(person, "joined", "left"),
            )
            help = f"replace `{link.text}` with an active person, or remove it"
            if isinstance(source, Role):
                help = f"end this entry with `to: {person.left}`, and add one for the current holder to `holders:`"
            yield source.finding(
                link.path,
                message,
                help=help,
                related=(Related(person.at("left"), f"`left` of `{person.id}`"),),
                severity=ERROR if isinstance(source, Role) else WARNING,
                unless=unless,
            )


def _counts(graph: DocGraph, link: Reference) -> bool:
    if isinstance(link.source, Role):
        return term_covers(link.source, link.path[1], graph.as_of) and not graph.people_behind(link.source)
    if is_dated_later(link.source, graph.as_of):
        return False
    return not isinstance(link.source, Incident) or not is_done(link)
