"""Merges findings of several documents about the same place in a file that they inherit from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable

from msgspec.structs import replace

from docgraph.model.finding import Finding
from docgraph.model.location import KeyPath, Location


def merge_inherited(findings: Iterable[Finding], inherited: Container[str]) -> list[Finding]:
    """Merge findings with the same code, location and key in a file that documents inherit from.

    `inherited` are the paths of such files. The merged finding lists the documents. Waived findings are not merged.
    """
    kept: list[Finding] = []
    groups: dict[tuple[str, Location, KeyPath], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.waived is None and finding.at.path in inherited:
            groups[finding.code, finding.at, finding.key].append(finding)
        else:
            kept.append(finding)
    return [*kept, *map(_one_of, groups.values())]


def _one_of(group: list[Finding]) -> Finding:
    first = min(group, key=lambda finding: finding.severity_rank)
    inheriting = tuple(sorted({finding.document for finding in group if finding.document}))
    owners = {finding.owner for finding in group}
    if len(inheriting) < 2:
        return first
    owner = first.owner if len(owners) == 1 else ""
    # the fix of one document would leave the others unchanged
    message = f"{first.message} (inherited by {len(inheriting)} documents)"
    return replace(first, message=message, subject="", document="", owner=owner, fix=None, inherited_by=inheriting)
