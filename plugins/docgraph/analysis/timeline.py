"""The timeline: all dated events in the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference
from docgraph.kinds.agent import Agent
from docgraph.kinds.context_pack import ContextPack
from docgraph.kinds.decision import Decision
from docgraph.kinds.incident import Incident
from docgraph.kinds.outcome import Outcome
from docgraph.kinds.ownership import Owned, Tenure
from docgraph.kinds.person import Person
from docgraph.kinds.role import Holder, Role
from docgraph.kinds.runbook import Runbook
from docgraph.model.record import Record


class Change(Struct, frozen=True):
    """An event of a record on a date, such as a review or the end of a term.

    `event` is a key of the table `CHANGES`. `text` describes the event. `links` are the references to the people who
    took part; empty if the document names nobody.
    """

    record: Record
    event: str
    on: date
    text: str = ""
    links: tuple[Reference, ...] = ()


def changes(graph: DocGraph) -> list[Change]:
    """All events up to the as-of date, newest first."""
    return _newest_first(change for change in all_changes(graph) if change.on <= graph.as_of)


def later_changes(graph: DocGraph) -> list[Change]:
    """All events after the as-of date, earliest first."""
    return _newest_first(change for change in all_changes(graph) if change.on > graph.as_of)[::-1]


ANNOUNCED = frozenset("joined left hired owner-from owner-to holder-from holder-to".split())
"""Events that documents often record before they happen."""


def all_changes(graph: DocGraph) -> Iterator[Change]:
    """All events, unsorted."""
    return (change for record in graph.records for change in _changes_of_record(graph, record))


def _newest_first(found: Iterable[Change]) -> list[Change]:
    return sorted(found, key=lambda change: (-change.on.toordinal(), change.record.ref, change.event, change.text))


def _changes_of_record(graph: DocGraph, record: Record) -> Iterator[Change]:
    yield from _READERS.get(record.kind, _no_changes)(graph, record)
    if isinstance(record, Owned):
        yield from _terms(graph, record, "history", record.tenures, "owner")
    if record.reviewed:
        who = _links(graph, record, "reviewed-by") if record.reviewed_by else ()
        yield Change(record, "reviewed", record.reviewed, "", who)


def _no_changes(_graph: DocGraph, _record: Any) -> Iterator[Change]:
    return iter(())


def _decision(graph: DocGraph, decision: Decision) -> Iterator[Change]:
    if decision.date:
        who = _links(graph, decision, "decision-makers") or _links(graph, decision, "owner")
        yield Change(decision, "decision", decision.date, decision.status or "", who)
        if decision.promotes and decision.promotes.to and decision.status in ("accepted", "superseded"):
            for agent in graph.targets(decision, "promotes"):
                yield Change(agent, "level", decision.date, decision.promotes.to, who)
    for number, step in enumerate(decision.follow_up):
        if isinstance(step.done, date):
            yield Change(decision, "follow-up", step.done, step.what, _links(graph, decision, "follow-up", number))


def _outcome(graph: DocGraph, outcome: Outcome) -> Iterator[Change]:
    result, signed = outcome.result, outcome.signed_off
    if result and result.on:
        summary = ", ".join(text for text in (outcome.status, result.value) if text)
        yield Change(outcome, "result", result.on, summary, _links(graph, outcome, "result"))
    if signed and signed.on:
        yield Change(outcome, "signed-off", signed.on, "", _links(graph, outcome, "signed-off"))


def _agent(_graph: DocGraph, agent: Agent) -> Iterator[Change]:
    if agent.hired:
        yield Change(agent, "hired", agent.hired)
    for review in agent.reviews:
        if review.on:
            yield Change(agent, "review", review.on)


def _incident(graph: DocGraph, incident: Incident) -> Iterator[Change]:
    if incident.date:
        yield Change(incident, "incident", incident.date, incident.severity, _links(graph, incident, "owner"))
    for number, action in enumerate(incident.actions):
        if isinstance(action.done, date):
            yield Change(incident, "action", action.done, action.what, _links(graph, incident, "actions", number))


def _person(_graph: DocGraph, person: Person) -> Iterator[Change]:
    if person.joined:
        yield Change(person, "joined", person.joined)
    if person.left:
        yield Change(person, "left", person.left)


def _role(graph: DocGraph, role: Role) -> Iterator[Change]:
    yield from _terms(graph, role, "holders", role.holders, "holder")


def _context_pack(_graph: DocGraph, pack: ContextPack) -> Iterator[Change]:
    if pack.refreshed:
        text = f"version {pack.version}" if pack.version else ""
        yield Change(pack, "refreshed", pack.refreshed, text)


def _runbook(_graph: DocGraph, runbook: Runbook) -> Iterator[Change]:
    if runbook.tested:
        yield Change(runbook, "tested", runbook.tested)


def _terms(graph: DocGraph, record: Record, key: str, terms: Sequence[Tenure | Holder], what: str) -> Iterator[Change]:
    for number, term in enumerate(terms):
        who = _links(graph, record, key, number)
        why = term.why if isinstance(term, Tenure) else ""
        if term.from_:
            yield Change(record, f"{what}-from", term.from_, why, who)
        if term.to and not any(_covers(other, term.to) for other in terms):
            yield Change(record, f"{what}-to", term.to, "", who)


def _covers(term: Tenure | Holder, day: date) -> bool:
    return (term.from_ is None or term.from_ <= day) and (term.to is None or day < term.to)


def _links(graph: DocGraph, record: Record, *place: str | int) -> tuple[Reference, ...]:
    return tuple(link for link in graph.links_of(record) if link.path[: len(place)] == place)


_READERS: dict[str, Callable[[DocGraph, Any], Iterator[Change]]] = {
    "outcome": _outcome,
    "agent": _agent,
    "person": _person,
    "role": _role,
    "decision": _decision,
    "runbook": _runbook,
    "incident": _incident,
    "context-pack": _context_pack,
}
