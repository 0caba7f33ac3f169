"""Waivers with the findings that they suppress, and the findings about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference
from docgraph.model.finding import Finding
from docgraph.model.location import Location
from docgraph.model.record import Collection, Record, Waiver


class WaiverStatus(Struct, frozen=True):
    """A waiver: the item at index `number` of `waivers` in `record`.

    A waiver in a collection (a document that lists records) covers all records of the collection.
    """

    record: Record
    number: int
    waiver: Waiver
    owners: tuple[Reference, ...]
    suppressed: tuple[Finding, ...]
    own_findings: tuple[Finding, ...]

    @property
    def location(self) -> Location:
        """The location of the waiver in its document."""
        return self.record.at("waivers", self.number)

    def is_expired(self, as_of: date) -> bool:
        """Whether the waiver has expired: its `until` is before `as_of`."""
        return self.waiver.until is not None and self.waiver.until < as_of


def waiver_statuses(graph: DocGraph, findings: Sequence[Finding]) -> list[WaiverStatus]:
    """All waivers, sorted by expiry date; waivers without an expiry date come last."""
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_path[finding.document_path].append(finding)
    statuses = [
        _waiver_status(graph, record, number, by_path[record.path])
        for record in graph.records_with_waivers
        for number in range(len(record.waivers))
    ]
    return sorted(
        statuses, key=lambda status: (status.waiver.until is None, status.waiver.until or graph.as_of, status.location)
    )


def _waiver_status(graph: DocGraph, record: Record, number: int, findings: Sequence[Finding]) -> WaiverStatus:
    # two collections may have the same ref
    references = (link for link in graph.links_of(record, "waivers.owner") if link.source is record)
    return WaiverStatus(
        record,
        number,
        record.waivers[number],
        tuple(link for link in references if link.path[1] == number),
        tuple(_suppressed(record, record.waivers[number], findings)),
        tuple(
            finding for finding in findings if finding.subject == record.ref and finding.key[:2] == ("waivers", number)
        ),
    )


def _suppressed(record: Record, waiver: Waiver, findings: Sequence[Finding]) -> Iterator[Finding]:
    for finding in findings:
        by = finding.waived
        if by is None or (by.code, by.reason, by.until) != (waiver.code, waiver.reason, waiver.until):
            continue
        if isinstance(record, Collection) or finding.subject == record.ref:
            yield finding
