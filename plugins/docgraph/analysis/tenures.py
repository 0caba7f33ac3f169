"""Finds the owners of a record on a date, and whether the documents record them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from docgraph.analysis.as_of_view import is_retrospective
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.owners import in_history, owner_links
from docgraph.graph.reference import Reference
from docgraph.kinds.decision import Decision
from docgraph.kinds.incident import Incident
from docgraph.kinds.outcome import Outcome
from docgraph.kinds.role import Role
from docgraph.model.record import Record


class OwnersOnDate(Struct, frozen=True):
    """References to the owners of a record on the date `on`. `on` is None if no date applies.

    `recorded` is false if the documents name only the current owners, who may be other people.
    """

    on: date | None
    links: tuple[Reference, ...]
    recorded: bool = True


def owners_on_date(graph: DocGraph, record: Record) -> OwnersOnDate:
    """The owners of a record on the date on which its owner must be active.

    For an incident, for example, that is its date. It is never later than the as-of date.
    """
    on = record.evaluation_date(graph.as_of)
    on = min(on, graph.as_of) if on else None
    links = owner_links(graph, record)
    settled = not links or in_history(links[0])
    return OwnersOnDate(on, links, settled or _is_recorded(graph, record, on or graph.as_of, links))


def _is_recorded(graph: DocGraph, record: Record, day: date, declared: tuple[Reference, ...]) -> bool:
    if not is_retrospective(graph):
        return True
    if not is_owned_now(record) and (isinstance(record, (Decision, Incident)) or _closed_on(record)):
        return True
    return all(isinstance(link.target, Role) and _has_dated_holder(link.target, day) for link in declared)


def is_owned_now(record: Record) -> bool:
    """Whether the owners that a record names are its owners today.

    True for open records, proposed decisions, and undated incidents and decisions in force. Other records name the
    owners on an earlier date, for example on the date of an incident.
    """
    if isinstance(record, (Decision, Incident)):
        return record.evaluation_date(date.max) == date.max
    return record.is_live


def _closed_on(record: Record) -> date | None:
    if not isinstance(record, Outcome):
        return None
    return (record.signed_off.on if record.signed_off else None) or (record.result.on if record.result else None)


def _has_dated_holder(role: Role, day: date) -> bool:
    return any(
        holder.from_ is not None and holder.from_ <= day and (holder.to is None or day < holder.to)
        for holder in role.holders
    )
