"""Dated duties: what somebody has to have done by a day, read from the fields that hold such days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from docgraph.analysis.reviews import FirstReviews, due_first_reviews, scheduled_reviews
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.lifecycle import is_live
from docgraph.graph.owners import owner_links
from docgraph.graph.reference import Reference
from docgraph.kinds.agent import Agent
from docgraph.kinds.context_pack import ContextPack
from docgraph.kinds.decision import Decision
from docgraph.kinds.incident import Incident
from docgraph.kinds.outcome import Outcome
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.model.location import KeyPath
from docgraph.model.record import Record

OPEN_STATUSES = ("proposed", "accepted", None)
"""The statuses of decisions whose follow-ups count."""


class Duty(Struct, frozen=True):
    """Something that is due on a day, or on none although it should. `what` names the sort, `text` says more of it.

    `links` are the names of those who do it; `key` is where the duty is written.
    """

    record: Record
    what: str
    due: date | None
    links: tuple[Reference, ...]
    key: KeyPath
    text: str = ""

    def people(self, trace: DocGraph) -> tuple[Person, ...]:
        """The people who are here to do it."""
        if self.what == "leaving" and isinstance(self.record, Person):
            return (self.record,)
        return tuple(dict.fromkeys(person for link in self.links for person in trace.people_behind(link.target)))


def duties(trace: DocGraph, first: FirstReviews) -> list[Duty]:
    """Every duty that is not done yet, the longest overdue first, those without a day last."""
    found = [duty for record in trace.records for duty in _duties_of_record(trace, record, first)]
    found += [duty for record in trace.records_with_waivers for duty in _waivers(trace, record)]
    return sorted(found, key=lambda duty: (duty.due is None, duty.due or date.max, duty.record.ref, str(duty.key)))


def _duties_of_record(trace: DocGraph, record: Record, first: FirstReviews) -> Iterator[Duty]:
    if isinstance(record, Agent):
        yield from _reviews(trace, record, first)
    else:
        yield from _READERS.get(record.kind, _no_duties)(trace, record)
    if isinstance(record, (Agent, Outcome)):
        for number, tenure in enumerate(record.history):
            if tenure.to and tenure.to > trace.as_of:
                yield Duty(
                    record,
                    "tenure",
                    tenure.to,
                    _references_in_entry(trace, record, "history", number),
                    ("history", number),
                )
    if record.review_every and _is_read_again(record):
        due = record.review_every.after(record.reviewed) if record.reviewed else None
        if due or not (record.reviewed or record.has_invalid("reviewed")):
            yield Duty(record, "reading", due, owner_links(trace, record), ("reviewed",))


def _is_read_again(record: Record) -> bool:
    if isinstance(record, Decision):
        return record.status in OPEN_STATUSES
    return is_live(record) or record.kind not in (Outcome.kind, Agent.kind)


def _no_duties(trace: DocGraph, record: Any) -> Iterator[Duty]:
    return iter(())


def _outcome(trace: DocGraph, outcome: Outcome) -> Iterator[Duty]:
    if is_live(outcome) and (outcome.due or not outcome.has_invalid("due")):
        yield Duty(outcome, "outcome", outcome.due, owner_links(trace, outcome), ("due",))


def _reviews(trace: DocGraph, agent: Agent, first: FirstReviews) -> Iterator[Duty]:
    if not is_live(agent):
        return
    who = tuple(trace.links_of(agent, "reviewer")) or owner_links(trace, agent)
    for number, due in scheduled_reviews(agent):
        if agent.has_invalid("reviews", number):
            continue
        yield Duty(agent, "review", due, who, ("reviews", number))
    for after, due in due_first_reviews(trace, agent, first) if agent.status == "active" else ():
        if due < trace.as_of and agent.has_invalid("reviews"):
            continue  # it may be the one that was held
        yield Duty(agent, "first-review", due, who, ("reviews", "first", after), f"{after} days")


def _decision(trace: DocGraph, decision: Decision) -> Iterator[Duty]:
    for number, step in enumerate(decision.follow_up if decision.status in OPEN_STATUSES else ()):
        if not step.done and not decision.has_invalid("follow-up", number):
            who = _references_in_entry(trace, decision, "follow-up", number) or owner_links(trace, decision)
            yield Duty(decision, "follow-up", step.on, who, ("follow-up", number), step.what)


def _incident(trace: DocGraph, incident: Incident) -> Iterator[Duty]:
    for number, action in enumerate(incident.actions):
        if not action.done and not incident.has_invalid("actions", number):
            who = _references_in_entry(trace, incident, "actions", number)
            yield Duty(incident, "action", action.due, who, ("actions", number), action.what)


def _context_pack(trace: DocGraph, pack: ContextPack) -> Iterator[Duty]:
    if pack.fresh_for and (pack.refreshed or not pack.has_invalid("refreshed")):
        due = pack.fresh_for.after(pack.refreshed) if pack.refreshed else None
        yield Duty(pack, "renewal", due, owner_links(trace, pack), ("refreshed",))


def _role(trace: DocGraph, role: Role) -> Iterator[Duty]:
    for number, holder in enumerate(role.holders):
        if holder.to and holder.to > trace.as_of:
            yield Duty(
                role, "term", holder.to, _references_in_entry(trace, role, "holders", number), ("holders", number)
            )


def _person(trace: DocGraph, person: Person) -> Iterator[Duty]:
    if person.left and person.left > trace.as_of:
        yield Duty(person, "leaving", person.left, (), ("left",))


def _waivers(trace: DocGraph, record: Record) -> Iterator[Duty]:
    for number, waiver in enumerate(record.waivers):
        who = _references_in_entry(trace, record, "waivers", number)
        yield Duty(record, "waiver", waiver.until, who, ("waivers", number), waiver.code)


def _references_in_entry(trace: DocGraph, record: Record, *place: str | int) -> tuple[Reference, ...]:
    """The names in one entry of a list; of two lists of records with one name, only those of this one."""
    return tuple(link for link in trace.links_of(record) if link.path[: len(place)] == place and link.source is record)


_READERS: dict[str, Callable[[DocGraph, Any], Iterator[Duty]]] = {
    "outcome": _outcome,
    "decision": _decision,
    "incident": _incident,
    "context-pack": _context_pack,
    "role": _role,
    "person": _person,
}
