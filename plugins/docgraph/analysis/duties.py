"""The duties of people that have a date, such as reviews, follow-ups and expiring waivers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from docgraph.analysis.reviews import FirstReviews, due_first_reviews, scheduled_reviews
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.owners import owner_links
from docgraph.graph.reference import Reference
from docgraph.kinds.agent import Agent
from docgraph.kinds.context_pack import ContextPack
from docgraph.kinds.decision import Decision
from docgraph.kinds.incident import Incident
from docgraph.kinds.outcome import Outcome
from docgraph.kinds.ownership import Owned
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.model.location import KeyPath
from docgraph.model.record import Record

FOLLOW_UP_STATUSES = ("proposed", "accepted", None)
"""The follow-ups of a decision are duties if the decision has one of these statuses."""
_ENDS = ("leaving", "tenure", "term")
"""Types of duties that are due when a term ends or a person leaves."""


class Duty(Struct, frozen=True):
    """A task that is due on a date. `due` is None if the date is missing.

    `type` is a key of the table `DUTIES`. `text` describes the task. `links` are the references to the people who have
    the duty. `key` is the key path of the value from which the duty comes.
    """

    record: Record
    type: str
    due: date | None
    links: tuple[Reference, ...]
    key: KeyPath
    text: str = ""

    def day(self, as_of: date) -> date:
        """The date on which people must be active to have the duty.

        It is the due date; if that has passed, the as-of date. If the duty is due when a term ends or a person leaves,
        it is the as-of date.
        """
        return max(self.due, as_of) if self.due and self.type not in _ENDS else as_of

    def people(self, graph: DocGraph) -> tuple[Person, ...]:
        """The people who have the duty. They are active on the date that `day` returns."""
        if self.type == "leaving" and isinstance(self.record, Person):
            return (self.record,)
        on = self.day(graph.as_of)
        return tuple(dict.fromkeys(person for link in self.links for person in graph.people_behind(link.target, on)))


def duties(graph: DocGraph, first: FirstReviews) -> list[Duty]:
    """All open duties, sorted by due date; duties without a date come last."""
    found = [duty for record in graph.records for duty in _duties_of_record(graph, record, first)]
    found += [duty for record in graph.records_with_waivers for duty in _waivers(graph, record)]
    return sorted(found, key=lambda duty: (duty.due is None, duty.due or date.max, duty.record.ref, str(duty.key)))


def _duties_of_record(graph: DocGraph, record: Record, first: FirstReviews) -> Iterator[Duty]:
    """The open duties that the keys of a record create, without those of its waivers."""
    if isinstance(record, Agent):
        yield from _reviews(graph, record, first)
    else:
        yield from _READERS.get(record.kind, _no_duties)(graph, record)
    if isinstance(record, Owned):
        for number, tenure in enumerate(record.tenures):
            if tenure.to and tenure.to > graph.as_of:
                yield Duty(
                    record,
                    "tenure",
                    tenure.to,
                    _references_in_entry(graph, record, "history", number),
                    ("history", number),
                )
    if (record.review_every or record.review_due) and _is_reviewed_regularly(record):
        due = _next_reading(record)
        if due or not (record.reviewed or record.has_invalid("reviewed")):
            key = "review-due" if due and due == record.review_due else "reviewed"
            yield Duty(record, "reading", due, _owners(graph, record, due), (key,))


def _next_reading(record: Record) -> date | None:
    by_period = record.review_every.after(record.reviewed) if record.review_every and record.reviewed else None
    return min(filter(None, (record.review_due, by_period)), default=None)


def _is_reviewed_regularly(record: Record) -> bool:
    if isinstance(record, Decision):
        return record.status in FOLLOW_UP_STATUSES
    return record.is_live or record.kind not in (Outcome.kind, Agent.kind)


def _no_duties(_graph: DocGraph, _record: Any) -> Iterator[Duty]:
    return iter(())


def _outcome(graph: DocGraph, outcome: Outcome) -> Iterator[Duty]:
    if outcome.is_live and (outcome.due or not outcome.has_invalid("due")):
        yield Duty(outcome, "outcome", outcome.due, _owners(graph, outcome, outcome.due), ("due",))


def _reviews(graph: DocGraph, agent: Agent, first: FirstReviews) -> Iterator[Duty]:
    if not agent.is_live:
        return
    reviewers = tuple(graph.links_of(agent, "reviewer"))
    for number, due in scheduled_reviews(agent):
        if agent.has_invalid("reviews", number):
            continue
        who = reviewers or _owners(graph, agent, due)
        yield Duty(agent, "review", due, who, ("reviews", number))
    for after, due in due_first_reviews(graph, agent, first) if agent.status == "active" else ():
        if due < graph.as_of and agent.has_invalid("reviews"):
            continue  # the unreadable entry may be this review
        who = reviewers or _owners(graph, agent, due)
        yield Duty(agent, "first-review", due, who, ("reviews", "first", after), f"{after} days")


def _owners(graph: DocGraph, record: Record, due: date | None) -> tuple[Reference, ...]:
    return owner_links(graph, record, max(due, graph.as_of) if due else None)


def _decision(graph: DocGraph, decision: Decision) -> Iterator[Duty]:
    for number, step in enumerate(decision.follow_up if decision.status in FOLLOW_UP_STATUSES else ()):
        if not step.done and not decision.has_invalid("follow-up", number):
            who = _references_in_entry(graph, decision, "follow-up", number) or owner_links(graph, decision)
            yield Duty(decision, "follow-up", step.on, who, ("follow-up", number), step.what)


def _incident(graph: DocGraph, incident: Incident) -> Iterator[Duty]:
    for number, action in enumerate(incident.actions):
        if not action.done and not incident.has_invalid("actions", number):
            who = _references_in_entry(graph, incident, "actions", number)
            yield Duty(incident, "action", action.due, who, ("actions", number), action.what)


def _context_pack(graph: DocGraph, pack: ContextPack) -> Iterator[Duty]:
    if pack.fresh_for and (pack.refreshed or not pack.has_invalid("refreshed")):
        due = pack.fresh_for.after(pack.refreshed) if pack.refreshed else None
        yield Duty(pack, "renewal", due, owner_links(graph, pack), ("refreshed",))


def _role(graph: DocGraph, role: Role) -> Iterator[Duty]:
    for number, holder in enumerate(role.holders):
        if holder.to and holder.to > graph.as_of:
            yield Duty(
                role, "term", holder.to, _references_in_entry(graph, role, "holders", number), ("holders", number)
            )


def _person(graph: DocGraph, person: Person) -> Iterator[Duty]:
    if person.left and person.left > graph.as_of:
        yield Duty(person, "leaving", person.left, (), ("left",))


def _waivers(graph: DocGraph, record: Record) -> Iterator[Duty]:
    for number, waiver in enumerate(record.waivers):
        who = _references_in_entry(graph, record, "waivers", number)
        yield Duty(record, "waiver", waiver.until, who, ("waivers", number), waiver.code)


def _references_in_entry(graph: DocGraph, record: Record, *place: str | int) -> tuple[Reference, ...]:
    return tuple(link for link in graph.links_of(record) if link.path[: len(place)] == place and link.source is record)


_READERS: dict[str, Callable[[DocGraph, Any], Iterator[Duty]]] = {
    "outcome": _outcome,
    "decision": _decision,
    "incident": _incident,
    "context-pack": _context_pack,
    "role": _role,
    "person": _person,
}
