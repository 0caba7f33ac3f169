"""Waivers as facts: each with its place, what it hides now, and what is wrong with it."""

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
    """A waiver where it is written: `record` is what it is for, or the list of records it holds for as a whole."""

    record: Record
    number: int
    waiver: Waiver
    owners: tuple[Reference, ...]
    suppressed: tuple[Finding, ...]
    own_findings: tuple[Finding, ...]

    @property
    def at(self) -> Location:
        return self.record.at("waivers", self.number)

    def is_expired(self, as_of: date) -> bool:
        return self.waiver.until is not None and self.waiver.until < as_of


def waiver_statuses(trace: DocGraph, findings: Sequence[Finding]) -> list[WaiverStatus]:
    """Every waiver, the next to end first, those without an end last."""
    in_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        in_file[finding.document_path].append(finding)
    found = [
        _waiver_status(trace, record, number, in_file[record.path])
        for record in trace.records_with_waivers
        for number in range(len(record.waivers))
    ]
    return sorted(
        found, key=lambda status: (status.waiver.until is None, status.waiver.until or trace.as_of, status.at)
    )


def _waiver_status(trace: DocGraph, record: Record, number: int, findings: Sequence[Finding]) -> WaiverStatus:
    # two lists of records may have one name
    references = (link for link in trace.links_of(record, "waivers.owner") if link.source is record)
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
        if by is None or (by.reason, by.until) != (waiver.reason, waiver.until):
            continue
        named = waiver.code.upper() in (finding.code, finding.name.upper())
        if named and (isinstance(record, Collection) or finding.subject == record.ref):
            yield finding
