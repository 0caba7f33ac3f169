"""Outcomes and agents whose owner changes, now or on a later date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from docgraph.analysis.comparison.difference import RevisionDifference, Topic
from docgraph.analysis.comparison.revisions import RecordPair, Revision, Revisions, named_record
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.owners import owner_links
from docgraph.graph.reference import Reference
from docgraph.kinds.ownership import Owned
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.model.location import Location
from docgraph.model.record import Record

_KINDS = ("outcome", "agent")


class OwnerState(Struct, frozen=True):
    """The owner of a record on a date.

    `declared` is the `kind:id` of the person or role that the document names. `person` is the `kind:id` of the one
    active person in that role, or of the person. Each is empty if there is none.
    """

    declared: str = ""
    person: str = ""

    @property
    def text(self) -> str:
        """The owner in a message: `jane.doe`, or `importer-lead (jane.doe)` for a role; empty if none."""
        if not self.person:
            return ""
        declared, person = (f"`{ref.partition(':')[2]}`" for ref in (self.declared, self.person))
        return declared if declared == person else f"{declared} ({person})"


_NO_OWNER = OwnerState()


def owner_differences(revisions: Revisions) -> Iterator[RevisionDifference]:
    """Yield a difference for each change of the owner of a live outcome or agent.

    An owner may also change on a later date, for example when a term ends.
    """
    for pair in revisions.pairs:
        record = pair.after
        if isinstance(record, Owned) and record.kind in _KINDS and record.is_live:
            yield from _of_record(revisions, pair, record)


def _of_record(revisions: Revisions, pair: RecordPair, record: Owned) -> Iterator[RevisionDifference]:
    known = pair.before if pair.before is not None and pair.before.is_live else None
    before_graph, after_graph = revisions.before.graph, revisions.after.graph
    days = sorted(_turns(after_graph, record) | (_turns(before_graph, known) if known else set()))
    reported = None
    for day in (after_graph.as_of, *days):
        before = _renamed(_state(before_graph, known, day), revisions) if known else _NO_OWNER
        after = _state(after_graph, record, day)
        same = before.person == after.person and (before.declared == after.declared or not after.person)
        if known is not None and same:
            reported = None
            continue
        if reported == (before, after):
            continue
        reported = before, after
        yield from _difference(revisions.after, record, known, day, before, after)


def _difference(
    revision: Revision, record: Record, known: Record | None, day: date, before: OwnerState, after: OwnerState
) -> Iterator[RevisionDifference]:
    graph = revision.graph
    on = day if day > graph.as_of else None
    since = f" from {day}" if on else ""
    named = named_record(record)
    at = owner_location(graph, record, day)
    if not after.person:
        what = f"{'' if known else 'new '}{named} has no owner{since}"
        reason = missing_owner_reason(graph, record, day)
        message = f"{what}: {reason}" if reason else what
        help = _help(record, on, before.text)
        yield RevisionDifference(Topic.OWNER, "lost", record.ref, at, message, help, on, before.text)
    elif known is None:
        return  # the record itself is reported as added
    elif not before.person:
        message = f"{named} has the owner {after.text}{since}; it had none"
        yield RevisionDifference(Topic.OWNER, "gained", record.ref, at, message, "", on, "", after.text)
    else:
        message = f"the owner of {named} changes from {before.text} to {after.text}{since}"
        yield RevisionDifference(Topic.OWNER, "changed", record.ref, at, message, "", on, before.text, after.text)


def _help(record: Record, on: date | None, owner: str) -> str:
    edit = f"write `owner: <person or role id>` in {record.path}"
    if on is None or not owner:
        return edit
    return f"{edit}; to keep {owner} until then, also add a term with `to: {on}` to `history`"


def _renamed(state: OwnerState, revisions: Revisions) -> OwnerState:
    return OwnerState(revisions.new_ref(state.declared), revisions.new_ref(state.person))


def _state(graph: DocGraph, record: Record, day: date) -> OwnerState:
    owner = graph.owner_of(record, day)
    person = graph.active_person(owner, day)
    return OwnerState(owner.ref if owner else "", person.ref if person else "")


def owner_location(graph: DocGraph, record: Record, day: date) -> Location:
    """Where a document names the owner on a date.

    If it names no owner, the location of the key `owner`, else of the record.
    """
    links = owner_links(graph, record, day)
    return links[0].at if links else record.at("owner")


def missing_owner_reason(graph: DocGraph, record: Record, day: date) -> str:
    """Why a record has no active owner on a date; empty if it names no owner."""
    links = owner_links(graph, record, day)
    if not links:
        return ""
    owner = graph.owner_of(record, day)
    if owner is None:
        return _unresolved_reason(links)
    if isinstance(owner, Role):
        people = graph.people_behind(owner, day)
        return f"role `{owner.id}` has {'several holders' if people else 'no active holder'}"
    if owner.left is not None and owner.left <= day:
        return f"`{owner.id}` {'has left by then' if owner.left > graph.as_of else f'left on {owner.left}'}"
    return f"`{owner.id}` joins on {owner.joined}" if owner.joined else ""


def _unresolved_reason(links: tuple[Reference, ...]) -> str:
    if len(links) > 1:
        return f"it names {len(links)} owners"
    target = links[0].target
    what = f"is a {target.kind}" if target is not None else "is no person or role"
    return f"`{links[0].text}` {what}"


def _turns(graph: DocGraph, record: Record) -> set[date]:
    days = {day for term in _terms(record) for day in term}
    for link in graph.links_of(record, "owner", "history.owner"):
        target = link.target
        if isinstance(target, Role):
            days |= {day for holder in target.holders for day in (holder.from_, holder.to) if day}
            for edge in graph.edges_from(target, "held-by"):
                days |= _presence(edge.target)
        elif target is not None:
            days |= _presence(target)
    return {day for day in days if day > graph.as_of}


def _terms(record: Record) -> Iterator[tuple[date, ...]]:
    for term in record.tenures if isinstance(record, Owned) else ():
        yield tuple(day for day in (term.from_, term.to) if day)


def _presence(record: Record) -> set[date]:
    return {day for day in (record.joined, record.left) if day} if isinstance(record, Person) else set()
