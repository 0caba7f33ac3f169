"""Who owned a record on the day that counts for it, and whether something dated says so."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from docgraph.analysis.as_of_view import is_retrospective
from docgraph.graph.doc_graph import Trace
from docgraph.graph.lifecycle import is_live, judged_on
from docgraph.graph.owners import in_history, owner_links
from docgraph.graph.reference import Link
from docgraph.kinds.decision import Decision
from docgraph.kinds.incident import Incident
from docgraph.kinds.outcome import Outcome
from docgraph.kinds.role import Role
from docgraph.model.record import Record


class Owners(Struct, frozen=True):
    """The names of whoever owned a record `on` a day.

    `recorded` is false where the names are those of a later day and nothing says who it was on this one."""

    on: date | None
    links: tuple[Link, ...]
    recorded: bool = True


def owners_of(trace: Trace, record: Record) -> Owners:
    """Who owned `record` on the day that counts for it."""
    on = judged_on(record, trace.as_of)
    on = min(on, trace.as_of) if on else None
    links = owner_links(trace, record)
    settled = not links or in_history(links[0])
    return Owners(on, links, settled or _is_recorded(trace, record, on or trace.as_of, links))


def _is_recorded(trace: Trace, record: Record, day: date, declared: tuple[Link, ...]) -> bool:
    if not is_retrospective(trace):
        return True
    if not is_live(record) and (isinstance(record, (Decision, Incident)) or _closed_on(record)):
        return True
    return all(isinstance(link.target, Role) and _is_held_since(link.target, day) for link in declared)


def _closed_on(record: Record) -> date | None:
    """The day on which an outcome was closed, as far as it is written."""
    if not isinstance(record, Outcome):
        return None
    return (record.signed_off.on if record.signed_off else None) or (record.result.on if record.result else None)


def _is_held_since(role: Role, day: date) -> bool:
    """Whether a holder's dated term covers a day."""
    return any(one.from_ is not None and one.from_ <= day and (one.to is None or day < one.to) for one in role.holders)
