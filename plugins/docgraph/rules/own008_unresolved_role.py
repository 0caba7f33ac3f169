from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.owners import owner_links
from docgraph.graph.reference import Reference
from docgraph.kinds.role import Role
from docgraph.model.finding import Finding, Related
from docgraph.model.record import Record
from docgraph.rules._api import ERROR, rule
from docgraph.rules._presence import UncertainPresence, forgotten_term, last_holder


@rule("OWN008", "unresolved-role", ERROR, dated=True)
def unresolved_role(graph: DocGraph) -> Iterator[Finding]:
    """A role that owns a live record does not have exactly one active holder."""
    presence = UncertainPresence(graph)
    users_of = _users(graph)
    for role in graph.all(Role):
        users = users_of.get(role.ref)
        people = graph.people_behind(role)
        if not users or (len(people) == 1 and presence.is_certain(role, graph.as_of)):
            continue
        message = f"role `{role.id}` has no active holder on {graph.as_of}"
        help = "add `- {person: <person id>, from: YYYY-MM-DD}` to `holders:`"
        forgotten = forgotten_term(graph, role, graph.as_of)
        if forgotten:
            message, help = _replaced(graph, role, *forgotten)
        elif len(people) == 1:
            message = (
                f"cannot tell if `{people[0].id}` is the only active holder of role `{role.id}` on {graph.as_of}: "
                "some `holders:` entries are invalid or unresolved"
            )
            help = "correct the invalid or unresolved entries of `holders:`"
        elif people:
            names = ", ".join(f"`{person.id}`" for person in people)
            message = f"role `{role.id}` has {len(people)} active holders on {graph.as_of}: {names}"
            help = "end all but one entry with `to:`"
            if role.max_holders > 1:
                help = f"set `owner:` of {_named(users)} to one person"
                help = f"{help}; a role with several holders can be backup or reviewer"
        related = tuple(Related(link.at, f"owner of {link.source.kind} `{link.source.id}`") for link in users)
        last = len(role.holders) - 1 if people else last_holder(graph, role)
        number = forgotten[0] if forgotten else last
        key = ("holders",) if number is None else ("holders", number)
        yield role.finding(key, message, help=help, related=related, unless=presence.causes(role))


def _named(users: Sequence[Reference]) -> str:
    source = users[0].source
    return f"{source.kind} `{source.id}`" if len(users) == 1 else f"these {len(users)} records"


def _replaced(graph: DocGraph, role: Role, number: int, later: int) -> tuple[str, str]:
    names = {int(link.path[1]): link.text for link in graph.links_of(role, "holders.person")}
    start = role.holders[later].from_
    message = (
        f"cannot tell if `{names[number]}` is the active holder of role `{role.id}` on {graph.as_of}: "
        f"their entry has no end, and the later one of `{names[later]}` (from {start}) has ended"
    )
    help = f"add `to: {start}` to the entry of `{names[number]}`, then add an entry for the current holder"
    return message, f"{help}, even if it is `{names[number]}` again"


def _users(graph: DocGraph) -> dict[str, list[Reference]]:
    """Ref of a role → references to it from the live records that the role owns."""
    found: dict[str, dict[Record, Reference]] = defaultdict(dict)
    for link in graph.links:
        is_owner = isinstance(link.target, Role) and link.path[0] in ("owner", "history") and link.source.is_live
        if is_owner and link.target and link in owner_links(graph, link.source):
            found[link.target.ref][link.source] = link
    return {ref: list(links.values()) for ref, links in found.items()}
