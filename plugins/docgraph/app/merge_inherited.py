"""Faults in files that many documents inherit from: one finding each, not one for each document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable

from msgspec.structs import replace

from docgraph.model.finding import Finding
from docgraph.model.location import KeyPath, Location


def merge_inherited(findings: Iterable[Finding], inherited: Container[str]) -> list[Finding]:
    """The findings; those at one place of a file that others inherit from, by its path, are one with their documents.

    A finding that a waiver suppresses in its own document stays apart."""
    kept: list[Finding] = []
    groups: dict[tuple[str, Location, KeyPath], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.waived is None and finding.at.path in inherited:
            groups[finding.code, finding.at, finding.key].append(finding)
        else:
            kept.append(finding)
    return [*kept, *map(_one_of, groups.values())]


def _one_of(group: list[Finding]) -> Finding:
    """One finding for a group about the same place, with the most severe of their severities."""
    first = min(group, key=lambda finding: finding.severity.rank if finding.severity else 0)
    heirs = tuple(sorted({finding.document for finding in group if finding.document}))
    owners = {finding.owner for finding in group}
    if len(heirs) < 2:
        return first
    owner = first.owner if len(owners) == 1 else ""
    # what is edited in one document leaves the others as they are
    message = f"{first.message} (inherited by {len(heirs)} documents)"
    return replace(first, message=message, subject="", document="", owner=owner, fix=None, inherited_by=heirs)
