from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.owners import in_history, owner_links
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import explained_by
from docgraph.rules._phrases import plural
from docgraph.rules._presence import UncertainPresence, forgotten_term, next_successor, role_reported


@rule("OWN004", "owner-not-present", ERROR, dated=True)
def owner_not_present(graph: DocGraph) -> Iterator[Finding]:
    """The owner was not active on the relevant date, or is a role without exactly one active holder."""
    presence = UncertainPresence(graph)
    for record in graph.records:
        day = record.evaluation_date(graph.as_of)
        owners = {link.target: link for link in owner_links(graph, record)}
        for owner, link in owners.items():
            role = role_reported(owner) if isinstance(owner, Role) and day == graph.as_of else ()
            found = None
            if day and isinstance(owner, Role):
                found = _of_role(graph, owner, day, presence)
            elif day and isinstance(owner, Person):
                found = _of_person(graph, owner, day, presence)
            if owner and found:
                state, help, related = found
                by = " (from its `history`)" if in_history(link) else ""
                if by and isinstance(owner, Person):
                    help += " in this `history` entry, or end the entry earlier with `to:`"
                message = f"owner `{owner.id}` of {record.kind} `{record.id}`{by} {state}"
                key = link.path if len(owners) > 1 else link.path[:-1]
                unless = (*explained_by(("OWN007",), record, *link.path[:-1]), *role, *presence.causes(owner))
                yield record.finding(key, message, help=help, related=related, unless=unless)


def _of_person(
    graph: DocGraph, owner: Person, day: date, presence: UncertainPresence
) -> tuple[str, str, tuple[Related, ...]] | None:
    gone = owner.has_left(day)
    key, when = ("left", owner.left) if gone else ("joined", owner.joined)
    related = (Related(owner.at(key), f"`{key}` of `{owner.id}`"),)
    successor = next_successor(graph, owner)
    help = (
        f"set `owner: {successor.id}`, the successor, if they took over"
        if successor
        else "set `owner: <active person or role id>`"
    )
    if graph.people_behind(owner, day):
        if presence.is_certain(owner, day):
            return None
        state = "has an invalid `joined` or `left` date"
        return state, f"set `joined:` and `left:` of `{owner.id}` to valid dates (YYYY-MM-DD)", related
    days = abs((day - when).days) if when else 0
    distance = f", {plural(days, 'day')} {'before' if gone else 'after'} {day}" if days else ""
    state = f"{'left' if gone else 'joins'} on {when}{distance}"
    return state, help, related


def _of_role(
    graph: DocGraph, role: Role, day: date, presence: UncertainPresence
) -> tuple[str, str, tuple[Related, ...]] | None:
    people = graph.people_behind(role, day)
    if len(people) == 1 and presence.is_certain(role, day):
        return None
    past = day != graph.as_of
    if len(people) == 1:
        replaced = forgotten_term(graph, role, day)
        state = "is a role whose latest term has ended" if replaced else "is a role with invalid `holders` entries"
    elif past:
        state = f"is a role that had {len(people) or 'no'} active holders on {day}"
    else:
        state = f"is a role with {len(people) or 'no'} active holders"
    related = (Related(role.at("holders"), f"`holders` of `{role.id}`"),)
    help = f"list exactly one active person in `holders:` of role `{role.id}`"
    return state, f"{help} for {day}, with `from:` and `to:`" if past else help, related
