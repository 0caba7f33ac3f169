"""Changes findings about documents that the `kinds` setting adopts.

Their fixes are removed. Findings about the same unknown key or name in several files of one pattern are merged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from typing import Any

from msgspec.structs import replace

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding, Related
from docgraph.model.location import KeyPath
from docgraph.model.record import Record
from docgraph.model.step_into import step_into

_BY_KEY, _BY_NAME = "DOC004", "REF007"
_PLACES = 3
"""The number of places that a merged finding shows."""


def about_adopted(
    findings: Iterable[Finding], graph: DocGraph, matched: Set[str], *, with_fixes: bool
) -> list[Finding]:
    """The findings, with `repeats` set where files of one pattern can repeat a finding.

    `repeats` combines the pattern with the unknown key or name. `matched` are the paths that match the `kinds` setting.
    Unless `with_fixes`, the fixes of findings about documents that this setting adopts are removed.
    """
    if not matched:
        return list(findings)
    about = [_with_repeats(finding, graph.adopted.get(finding.document_path)) for finding in findings]
    if with_fixes:
        return about
    # a file that could not be parsed has no record
    foreign = matched - {record.path for record in graph.records if not record.place.adopted}
    return [replace(finding, fix=None) if finding.fix and finding.fix.path in foreign else finding for finding in about]


def _with_repeats(finding: Finding, record: Record | None) -> Finding:
    """The finding, with `repeats` set if it is about an unknown key or name in the adopted `record`."""
    if record is None or finding.code not in (_BY_KEY, _BY_NAME) or not finding.key:
        return finding
    steps = [step for step in finding.key if isinstance(step, str)]
    name = ".".join(steps) if finding.code == _BY_KEY else _text_at(record, finding.key)
    return replace(finding, repeats=f"{record.place.adopted}\0{name}") if name else finding


def _text_at(record: Record, key: KeyPath) -> str:
    """The text at a key path; empty if the value there is no text."""
    value: Any = record
    for step in key:
        value = step_into(value, step)
    return value if isinstance(value, str) else ""


def merge_repeated(findings: Iterable[Finding]) -> list[Finding]:
    """Merge findings of one rule that have the same `repeats`.

    Suppressed findings are not merged.
    """
    kept: list[Finding] = []
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.repeats and not finding.is_suppressed:
            groups[finding.code, finding.repeats].append(finding)
        else:
            kept.append(finding)
    return [*kept, *map(_merged, groups.values())]


def _merged(group: list[Finding]) -> Finding:
    """One finding for a group, with the number of files in its message.

    The locations of up to two other findings of the group are in `related`.
    """
    files = {finding.document_path for finding in group}
    if len(files) < 2:
        return group[0]
    first = min(group, key=lambda finding: (finding.at.path, finding.at.line, finding.at.column))
    others = sorted(finding.at for finding in group if finding is not first)
    related = tuple(Related(at, "also here") for at in others[: _PLACES - 1])
    owner = first.owner if len({finding.owner for finding in group}) == 1 else ""
    message = f"{first.message} ({len(files)} files)"
    return replace(first, message=message, related=related, owner=owner, fix=None, unless=())
