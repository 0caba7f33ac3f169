"""Finds the duties of a person that others must take over when the person leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.owners import owners_from
from docgraph.graph.reference import Reference
from docgraph.kinds.decision import Decision
from docgraph.kinds.incident import Incident
from docgraph.kinds.outcome import Outcome
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.kinds.team import Team
from docgraph.model.record import Record

ASSIGNMENT_KEYS = (
    "owner",
    "backup",
    "if-wrong",
    "reviewer",
    "rollback.by",
    "may-stop",
    "rows.accountable",
    "rows.responsible",
    "escalation",
    "lead",
    "actions.owner",
    "follow-up.who",
    "shares.person",
    "waivers.owner",
)
_SHARED_KEYS = ("rows.responsible", "escalation", "lead", "backup", "reviewer", "if-wrong", "rollback.by", "may-stop")
"""Keys that may give the same duty to several people. Only the last of them must hand it over."""


class HandoverDuty(Struct, frozen=True):
    """A duty that `record` assigns to a person under `key`.

    `link` is the reference that assigns the duty. It names the person, or a role or team that the person is in. `via`
    is that role or team; None if the person is named.
    """

    record: Record
    key: str
    link: Reference
    via: Role | Team | None = None

    @property
    def part(self) -> str:
        """What the duty is for: an activity, action, share or waived rule code; empty for other keys."""
        record, path = self.link.source, self.link.path
        if isinstance(record, Incident) and self.key == "actions.owner":
            return record.actions[int(path[1])].what
        if isinstance(record, Decision) and self.key == "follow-up.who":
            return record.follow_up[int(path[1])].what
        if isinstance(record, Outcome) and self.key == "shares.person":
            return record.shares[int(path[1])].part
        if self.key == "waivers.owner":
            return record.waivers[int(path[1])].code
        return self.link.row


def duties_to_reassign(graph: DocGraph, person: Person, on: date) -> list[HandoverDuty]:
    """Duties of a person that nobody else has on the date `on`, sorted by key (`owner` first)."""
    last = date.fromordinal(max(min(on, person.left or on).toordinal() - 1, 1))
    groups = [*graph.sources(person, "held-by"), *graph.targets(person, "member-of")]
    of_person = [
        record
        for record in groups
        if person in graph.people_behind(record, on) or person in graph.people_behind(record, last)
    ]
    duties = [duty for duty in _duties_of(graph, person, None, on) if not _is_shared(graph, duty, person, on)]
    for group in dict.fromkeys(record for record in of_person if isinstance(record, (Role, Team))):
        under = (
            duty for duty in _duties_of(graph, group, group, on) if not _is_done_by_others(graph, duty, person, on)
        )
        duties += [duty for duty in under if not _is_shared(graph, duty, person, on)]
    distinct: dict[tuple[object, ...], HandoverDuty] = {}
    for duty in duties:
        distinct.setdefault((duty.record.ref, duty.key, duty.link.path[:-1], duty.via), duty)
    return sorted(
        distinct.values(),
        key=lambda duty: (ASSIGNMENT_KEYS.index(duty.key), duty.record.kind, duty.record.id.casefold()),
    )


def _is_done_by_others(graph: DocGraph, duty: HandoverDuty, person: Person, on: date) -> bool:
    owner = graph.holder_of(duty.record, on) if duty.key == "backup" else None
    return owner is person or bool(set(graph.people_behind(duty.via, on)) - {person, owner})


def handover_duties(graph: DocGraph, person: Person) -> list[HandoverDuty]:
    """Duties that others must take over when `person` leaves; empty if `left` is not set.

    Leaves out duties that somebody else has from then on, for example the next owner in `history`.
    """
    if person.left is None:
        return []
    last = date.fromordinal(max(person.left.toordinal() - 1, 1))
    after = max(person.left, graph.as_of)
    return [
        duty for duty in duties_to_reassign(graph, person, last) if not _passes_to_others(graph, duty, person, after)
    ]


def _passes_to_others(graph: DocGraph, duty: HandoverDuty, person: Person, after: date) -> bool:
    if duty.via is not None and _is_done_by_others(graph, duty, person, after):
        return True
    return duty.key == "owner" and duty.link not in owners_from(graph, duty.record, after)


def _duties_of(graph: DocGraph, holder: Record, via: Role | Team | None, on: date) -> Iterator[HandoverDuty]:
    owned: set[Record] = set()
    for link in graph.links_to(holder):
        if link.key in ("owner", "history.owner") and link.source.is_live and link.source not in owned:
            if link in owners_from(graph, link.source, on):
                owned.add(link.source)
                yield HandoverDuty(link.source, "owner", link, via)
        elif link.key in ASSIGNMENT_KEYS and link.key != "owner" and _is_current(link):
            yield HandoverDuty(link.source, link.key, link, via)


def _is_shared(graph: DocGraph, duty: HandoverDuty, person: Person, on: date) -> bool:
    link = duty.link
    if link.key not in _SHARED_KEYS:
        return False
    excluded = [person, graph.holder_of(duty.record, on)] if duty.key == "backup" else [person]
    for reference in graph.links_of(link.source, link.key):
        if reference is link and link.target is person:
            continue
        if reference.path[:-1] == link.path[:-1] and reference.target:
            for other in graph.people_behind(reference.target, on):
                if other not in excluded:
                    return True
    return False


def _is_current(link: Reference) -> bool:
    done = is_done(link)
    if done is not None:
        return not done
    return link.source.is_live or link.source.kind in ("raci", "team") or link.key == "waivers.owner"


def is_done(link: Reference) -> bool | None:
    """Whether an action or follow-up is done; None for any other duty."""
    source = link.source
    if isinstance(source, Incident) and link.key == "actions.owner":
        return bool(source.actions[int(link.path[1])].done)
    if isinstance(source, Decision) and link.key == "follow-up.who":
        return bool(source.follow_up[int(link.path[1])].done)
    return None
