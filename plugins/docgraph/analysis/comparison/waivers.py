"""Waivers that are added, removed, extended or shortened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from docgraph.analysis.comparison.difference import RevisionDifference, Topic
from docgraph.analysis.comparison.revisions import Revisions, named_record
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.location import Location
from docgraph.model.record import Record, Waiver

_Key = tuple[str, str]


def waiver_differences(revisions: Revisions) -> Iterator[RevisionDifference]:
    """Yield a difference for each waiver that changes. Its record and rule identify a waiver."""
    before = {(revisions.new_ref(ref), code): found for (ref, code), found in _waivers(revisions.before.graph).items()}
    after = _waivers(revisions.after.graph)
    for key in sorted(before.keys() | after.keys()):
        first, second = before.get(key, []), after.get(key, [])
        for (record, old, at), (_, new, new_at) in zip(first, second, strict=False):
            yield from _changed(record, old, new, new_at if new.until else at, revisions.after.graph.as_of)
        for record, waiver, at in second[len(first) :]:
            yield _added(record, waiver, at)
        for record, waiver, at in first[len(second) :]:
            message = f"the waiver of {waiver.code} for {named_record(record)} is removed"
            until = str(waiver.until or "")
            yield RevisionDifference(Topic.WAIVER, "removed", record.ref, at, message, before=until, in_earlier=True)


def _added(record: Record, waiver: Waiver, at: Location) -> RevisionDifference:
    approved = (
        f"approved by {', '.join(f'`{name}`' for name in waiver.owner)}" if waiver.owner else "approved by nobody"
    )
    message = (
        f"{named_record(record)} waives {waiver.code} until {waiver.until or 'no date'}, {approved}: {waiver.reason}"
    )
    return RevisionDifference(Topic.WAIVER, "added", record.ref, at, message, after=str(waiver.until or ""))


def _changed(record: Record, old: Waiver, new: Waiver, at: Location, as_of: date) -> Iterator[RevisionDifference]:
    if old.until == new.until:
        return
    first, second = old.until or date.max, new.until or date.max
    event = "renewed" if second > first else "expired" if second < as_of else "shortened"
    message = (
        f"the waiver of {new.code} for {named_record(record)} is {event}: until {new.until or 'no date'} "
        f"instead of {old.until or 'no date'}"
    )
    yield RevisionDifference(
        Topic.WAIVER, event, record.ref, at, message, before=str(old.until or ""), after=str(new.until or "")
    )


def _waivers(graph: DocGraph) -> dict[_Key, list[tuple[Record, Waiver, Location]]]:
    found: dict[_Key, list[tuple[Record, Waiver, Location]]] = defaultdict(list)
    for record in graph.records_with_waivers:
        for number, waiver in enumerate(record.waivers):
            found[record.ref, waiver.code].append((record, waiver, record.at("waivers", number)))
    return found
