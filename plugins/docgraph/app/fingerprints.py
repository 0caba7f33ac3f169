"""Fingerprints identify findings in later runs, even if the message or the line changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from msgspec.structs import replace

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.model.location import KeyPath, Location
from docgraph.model.record import Part, Record
from docgraph.model.step_into import step_into

Targets = dict[KeyPath, str]


def with_fingerprints(findings: Iterable[Finding], graph: DocGraph) -> list[Finding]:
    """The findings with fingerprints, sorted by location and code.

    A fingerprint is a digest of the rule code, the subject (`kind:id`), the key, and the target (the record or name
    that the finding is about).

    - Without a subject, and for a file from which documents inherit, the path replaces the subject.
    - Without a key, the text of the source line replaces the key.
    - Findings for which all this is equal are numbered by location.
    - Findings with equal `repeats` have the same fingerprint.
    """
    counts: Counter[str] = Counter()
    targets: dict[str, Targets] = {}
    numbers: dict[tuple[str, Location, KeyPath], int] = {}
    fingerprinted = []
    for finding in sorted(findings, key=lambda finding: (finding.at, finding.code)):
        if finding.repeats:
            identity = f"{finding.code}\0{finding.repeats}"
            fingerprinted.append(replace(finding, fingerprint=sha256(identity.encode()).hexdigest()[:16]))
            continue
        identity = "\0".join(_identity(finding, graph, targets))
        place = (identity, finding.at, finding.key)
        # each document that inherits the file has the finding; `merge_inherited` makes them one
        if finding.at.path not in graph.inherited or place not in numbers:
            counts[identity] += 1
            numbers[place] = counts[identity]
        digest = sha256(f"{identity}\0{numbers[place]}".encode()).hexdigest()[:16]
        fingerprinted.append(replace(finding, fingerprint=digest))
    return fingerprinted


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order in which they are reported."""
    return tuple(sorted(findings, key=lambda finding: (finding.at, finding.code, finding.message)))


def _identity(finding: Finding, graph: DocGraph, targets: dict[str, Targets]) -> Iterator[str]:
    yield finding.code
    subject = finding.subject if finding.at.path not in graph.inherited else ""
    yield subject or finding.at.path
    record = graph.record_with_ref(subject)
    if record is not None and finding.key:
        yield from _steps(record, finding.key)
        if not finding.target and record.ref not in targets:
            targets[record.ref] = _targets(record, graph)
        yield finding.target or targets[record.ref].get(finding.key, "")
    elif finding.target:
        yield finding.target
    else:
        text = graph.text(finding.at.path)
        yield text.line(finding.at.line).strip() if text else ""


def _steps(record: Record, key: KeyPath) -> Iterator[str]:
    value: Any = record
    for step in key:
        value = step_into(value, step)
        yield _name(value) if isinstance(step, int) else step


def _name(item: Any) -> str:
    values = (getattr(item, name) for name in type(item).model_fields) if isinstance(item, Part) else (item,)
    return next((value for value in values if isinstance(value, str) and value), "")


def _targets(record: Record, graph: DocGraph) -> Targets:
    found: Targets = {}
    for link in graph.links_of(record):
        target = link.target.ref if link.target else link.text
        for length in range(1, len(link.path) + 1):
            key = link.path[:length]
            found[key] = "" if key in found else target
    return found
