"""Who a person, role or team comes down to: whether that could be read, who came after, who was the last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.model.record import Record
from docgraph.rules._lost import lost


def doubtful(trace: Trace) -> Callable[[Record], bool]:
    """Answers whether something that decides who is meant could not be read or found: that is told where it stands."""
    unheard = lost(trace, "held-by", "member-of")

    def answer(record: Record) -> bool:
        if isinstance(record, Person):
            return record.unusable("joined") or record.unusable("left")
        named = [link.target for link in trace.links_of(record, "holders.person", "members")]
        unread = record.unusable("holders") or unheard(record)
        return unread or any(one is None or (isinstance(one, Person) and answer(one)) for one in named)

    return answer


def owns_live(trace: Trace, record: Record) -> bool:
    """Whether `record` is a role that owns something live: OWN008 tells it once when nobody holds it."""
    owned = trace.sources(record, "owned-by") if isinstance(record, Role) else []
    return any(is_live(one) for one in owned)


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
