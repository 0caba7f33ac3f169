"""Who a person, role or team comes down to: whether that could be read, who came after, who was the last."""

from __future__ import annotations

from datetime import date

from docgraph.graph.trace import Trace
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.kinds.team import Team
from docgraph.model.record import Record
from docgraph.rules._lost import lost


def unclear(trace: Trace, holder: Record | None) -> bool:
    """Whether something that decides who is meant could not be read or found: that is told where it stands."""
    if isinstance(holder, Person):
        return holder.unusable("joined") or holder.unusable("left")
    if isinstance(holder, Role):
        named = [link.target for link in trace.links_of(holder, "holders.person")]
        return holder.unusable("holders") or any(one is None or unclear(trace, one) for one in named)
    if isinstance(holder, Team):
        links = trace.links_of(holder, "members")
        return any(link.target is None for link in links) or lost(trace, "member-of")(holder)
    return False


def after(trace: Trace, person: Person) -> Person | Role | None:
    """The first present one in the line of somebody's successors; None where it ends before, or goes in a circle."""
    seen: set[Record] = {person}
    line = trace.targets(person, "succeeded-by")
    while line and line[0] not in seen:
        successor = line[0]
        if trace.humans(successor) and isinstance(successor, (Person, Role)):
            return successor
        seen.add(successor)
        line = trace.targets(successor, "succeeded-by")
    return None


def last_holder(trace: Trace, role: Role) -> int | None:
    """The number of the holder whose time ended last, up to the as-of date; the last in the list where none did."""
    ends: list[tuple[date, int]] = []
    for link in trace.links_of(role, "holders.person"):
        number = int(link.path[1])
        left = link.target.left if isinstance(link.target, Person) else None
        ended = min(role.holders[number].to or date.max, left or date.max)
        if ended <= trace.as_of:
            ends.append((ended, number))
    return max(ends)[1] if ends else len(role.holders) - 1 if role.holders else None
