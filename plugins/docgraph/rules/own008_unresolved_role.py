from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from docgraph.graph.doc_graph import Trace
from docgraph.graph.lifecycle import is_live
from docgraph.graph.owners import owner_links
from docgraph.graph.reference import Link
from docgraph.kinds.role import Role
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import ERROR, rule
from docgraph.rules._presence import Doubts, last_holder


@rule("OWN008", "unresolved-role", ERROR, dated=True)
def unresolved_role(trace: Trace) -> Iterator[Finding]:
    """A role that owns something live is held by nobody, or by several people at once."""
    doubts = Doubts(trace)
    users_of = _users(trace)
    for role in trace.all(Role):
        users = users_of[role.ref]
        people = trace.humans(role)
        if not users or (len(people) == 1 and doubts.none_about(role, trace.as_of)):
            continue
        held, help = "held by nobody who is present", "add `- {person: <person id>, from: YYYY-MM-DD}` to `holders:`"
        if len(people) == 1:
            held, help = f"not surely held by `{people[0].id}` alone", "correct the entries of `holders:`"
        elif people:
            held = f"held by {' and '.join(f'`{one.id}`' for one in people)} at once"
            help = "end all but one with `to:`"
            if role.most_holders > 1:
                help = "write one person as `owner:` there; several holders can be backup, reviewer or responsible"
        related = tuple(Related(link.at, f"owner of {link.source.ref}") for link in users)
        number = len(role.holders) - 1 if people else last_holder(trace, role)
        key = ("holders",) if number is None else ("holders", number)
        message = f"role `{role.id}` is {held} on {trace.as_of}"
        yield role.finding(key, message, help=help, related=related, unless=doubts.causes(role))


def _users(trace: Trace) -> dict[str, list[Link]]:
    """By the address of a role: the live records that it owns today, each by the name that says so."""
    found: dict[str, list[Link]] = defaultdict(list)
    for record in trace.records:
        roles = {link.target.ref: link for link in owner_links(trace, record) if isinstance(link.target, Role)}
        for ref, link in roles.items() if is_live(record) else ():
            found[ref].append(link)
    return found
