"""What would be left without somebody if a person left: the list that is handed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.lifecycle import is_live
from docgraph.graph.owners import owners_from
from docgraph.graph.reference import Reference
from docgraph.kinds.decision import Decision
from docgraph.kinds.incident import Incident
from docgraph.kinds.outcome import Outcome
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.kinds.team import Team
from docgraph.model.record import Record

DUTIES = (
    "owner",
    "backup",
    "if-wrong",
    "reviewer",
    "rollback.by",
    "rows.accountable",
    "rows.responsible",
    "escalation",
    "lead",
    "actions.owner",
    "follow-up.who",
    "shares.person",
    "waivers.owner",
)
_SHARED = ("rows.responsible", "escalation", "lead")
"""Duties that several have together: lost with the last of them."""


class HandoverDuty(Struct, frozen=True):
    """A record that would lose who stands under `duty`; `via` is the role or team through which they stand there."""

    record: Record
    duty: str
    link: Reference
    via: Role | Team | None = None

    @property
    def part(self) -> str:
        """Which part of the record the duty is for: the activity of a row, what is to be done, the code of a waiver."""
        record, path = self.link.source, self.link.path
        if isinstance(record, Incident) and self.duty == "actions.owner":
            return record.actions[int(path[1])].what
        if isinstance(record, Decision) and self.duty == "follow-up.who":
            return record.follow_up[int(path[1])].what
        if isinstance(record, Outcome) and self.duty == "shares.person":
            return record.shares[int(path[1])].part
        if self.duty == "waivers.owner":
            return record.waivers[int(path[1])].code
        return self.link.row


def duties_to_reassign(trace: DocGraph, person: Person, on: date) -> list[HandoverDuty]:
    """All that nobody present would hold from `on`, in the order of the records; owners before the other duties."""
    last = date.fromordinal(max(min(on, person.left or on).toordinal() - 1, 1))
    groups = [*trace.sources(person, "held-by"), *trace.targets(person, "member-of")]
    of_person = [
        record
        for record in groups
        if person in trace.people_behind(record, on) or person in trace.people_behind(record, last)
    ]
    found = [loss for loss in _duties_of(trace, person, None, on) if not _shared(trace, loss, person, on)]
    for group in dict.fromkeys(one for one in of_person if isinstance(one, (Role, Team))):
        under = (loss for loss in _duties_of(trace, group, group, on) if not _is_for_others(trace, loss, person, on))
        found += [loss for loss in under if not _shared(trace, loss, person, on)]
    once: dict[tuple[object, ...], HandoverDuty] = {}
    for loss in found:
        once.setdefault((loss.record.ref, loss.duty, loss.link.path[:-1], loss.via), loss)
    return sorted(
        once.values(), key=lambda loss: (DUTIES.index(loss.duty), loss.record.kind, loss.record.id.casefold())
    )


def _is_for_others(trace: DocGraph, loss: HandoverDuty, person: Person, on: date) -> bool:
    """Whether others have a duty in the role or team through which a person has it; the owner is no backup."""
    owner = trace.holder_of(loss.record, on) if loss.duty == "backup" else None
    return owner is person or bool(set(trace.people_behind(loss.via, on)) - {person, owner})


def handover_duties(trace: DocGraph, person: Person) -> list[HandoverDuty]:
    """What a person who left, or is about to, still has and nobody else takes; nothing for one who stays."""
    if person.left is None:
        return []
    last = date.fromordinal(max(person.left.toordinal() - 1, 1))
    after = max(person.left, trace.as_of)
    return [loss for loss in duties_to_reassign(trace, person, last) if not _is_taken(trace, loss, person, after)]


def _is_taken(trace: DocGraph, loss: HandoverDuty, person: Person, after: date) -> bool:
    """Whether somebody else has a duty from a day on: in the same role or team, or by the history of the record."""
    if loss.via is not None and _is_for_others(trace, loss, person, after):
        return True
    return loss.duty == "owner" and loss.link not in owners_from(trace, loss.record, after)


def _duties_of(trace: DocGraph, holder: Record, via: Role | Team | None, on: date) -> Iterator[HandoverDuty]:
    owned: set[Record] = set()
    for link in trace.links_to(holder):
        if link.key in ("owner", "history.owner") and is_live(link.source) and link.source not in owned:
            if link in owners_from(trace, link.source, on):
                owned.add(link.source)
                yield HandoverDuty(link.source, "owner", link, via)
        elif link.key in DUTIES and link.key != "owner" and _is_current(link):
            yield HandoverDuty(link.source, link.key, link, via)


def _shared(trace: DocGraph, loss: HandoverDuty, person: Person, on: date) -> bool:
    """Whether somebody else who is present has the same duty."""
    link = loss.link
    if link.key not in _SHARED:
        return False
    beside = (
        reference
        for reference in trace.links_of(link.source)
        if reference.key == link.key and reference.path[:-1] == link.path[:-1]
    )
    return any(
        other is not person
        for reference in beside
        if reference.target
        for other in trace.people_behind(reference.target, on)
    )


def _is_current(link: Reference) -> bool:
    """Whether the duty is one of today: a live record's, an open action or follow-up, a waiver."""
    done = is_done(link)
    if done is not None:
        return not done
    return is_live(link.source) or link.source.kind in ("raci", "team") or link.key == "waivers.owner"


def is_done(link: Reference) -> bool | None:
    """Whether what somebody is to do is done: an action of an incident, a follow-up; None for any other duty."""
    source = link.source
    if isinstance(source, Incident) and link.key == "actions.owner":
        return bool(source.actions[int(link.path[1])].done)
    if isinstance(source, Decision) and link.key == "follow-up.who":
        return bool(source.follow_up[int(link.path[1])].done)
    return None
