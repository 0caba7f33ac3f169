"""Waivers as facts: each with its place, what it hides now, and what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from docgraph.graph.doc_graph import Trace
from docgraph.graph.reference import Link
from docgraph.model.finding import Finding
from docgraph.model.location import Location
from docgraph.model.record import Collection, Record, Waiver


class Written(Struct, frozen=True):
    """A waiver where it is written: `record` is what it is for, or the list of records it holds for as a whole."""

    record: Record
    number: int
    waiver: Waiver
    owners: tuple[Link, ...]
    hides: tuple[Finding, ...]
    wrong: tuple[Finding, ...]

    @property
    def at(self) -> Location:
        return self.record.at("waivers", self.number)

    def expired(self, as_of: date) -> bool:
        return self.waiver.until is not None and self.waiver.until < as_of


def written(trace: Trace, findings: Sequence[Finding]) -> list[Written]:
    """Every waiver, the next to end first, those without an end last."""
    in_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        in_file[finding.home].append(finding)
    found = [
        _written(trace, record, number, in_file[record.path])
        for record in trace.waiving
        for number in range(len(record.waivers))
    ]
    return sorted(found, key=lambda one: (one.waiver.until is None, one.waiver.until or trace.as_of, one.at))


def _written(trace: Trace, record: Record, number: int, findings: Sequence[Finding]) -> Written:
    # two lists of records may have one name
    said = (link for link in trace.links_of(record, "waivers.owner") if link.source is record)
    return Written(
        record,
        number,
        record.waivers[number],
        tuple(link for link in said if link.path[1] == number),
        tuple(_hidden(record, record.waivers[number], findings)),
        tuple(one for one in findings if one.subject == record.ref and one.key[:2] == ("waivers", number)),
    )


def _hidden(record: Record, waiver: Waiver, findings: Sequence[Finding]) -> Iterator[Finding]:
    for finding in findings:
        by = finding.waived
        if by is None or (by.reason, by.until) != (waiver.reason, waiver.until):
            continue
        named = waiver.code.upper() in (finding.code, finding.name.upper())
        if named and (isinstance(record, Collection) or finding.subject == record.ref):
            yield finding
