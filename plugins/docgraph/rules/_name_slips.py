"""What is wrong with the writing of a name, where a rule about names tells it already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from docgraph.graph.link import State
from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.model.record import Record
from docgraph.rules._api import told


def told_elsewhere_than_in_names(trace: Trace, fault: str) -> Iterator[Finding]:
    """The findings for problems of `fault`, but for those in a name that leads nowhere or in place of an owner."""
    findings = list(told(trace, fault))
    if not findings:
        return
    spans: dict[tuple[str, int], list[range]] = defaultdict(list)
    paths = {finding.at.path for finding in findings}
    for link in trace.links:
        if link.target is None and link.state is not State.UNREAD and link.source.path in paths:
            at = link.at
            spans[at.path, at.line].append(range(at.column, at.column + len(link.text) + 1))
    ownerless = {record.at("owner")[:2] for record in trace.records if record.path in paths and _owner_is_empty(record)}
    for finding in findings:
        at = finding.at
        inside = any(at.column in span for span in spans[at.path, at.line])
        if not inside and at[:2] not in ownerless:
            yield finding


def _owner_is_empty(record: Record) -> bool:
    """Whether `owner:` is written and has no value: a `#` behind it makes a comment of the whole."""
    written = (*record.place.prefix, "owner") in record.place.keys
    return written and "owner" in type(record).model_fields and record.missing("owner")
