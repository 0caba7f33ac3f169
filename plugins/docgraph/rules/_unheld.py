"""Roles and teams of which it is not known who they come down to, or is told already that it is nobody."""

from __future__ import annotations

from collections.abc import Callable

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.role import Role
from docgraph.model.record import Record
from docgraph.rules._lost import lost


def doubtful(trace: Trace) -> Callable[[Record], bool]:
    """Answers whether a name among the people of a role or team leads nowhere, or what names it is unread."""
    unheard = lost(trace, "held-by", "member-of")

    def answer(record: Record) -> bool:
        names = trace.links_of(record, "holders.person", "members")
        return any(link.target is None for link in names) or unheard(record)

    return answer


def owns_live(trace: Trace, record: Record) -> bool:
    """Whether `record` is a role that owns something live: OWN008 tells it once when nobody holds it."""
    owned = trace.sources(record, "owned-by") if isinstance(record, Role) else []
    return any(is_live(one) for one in owned)
