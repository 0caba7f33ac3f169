"""Drops findings about the spelling of a name that is also reported for another reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.cause import Cause
from docgraph.model.finding import Finding
from docgraph.model.record import Record
from docgraph.rules._api import findings_from_problems
from docgraph.rules._causes import OWNERLESS, explained_by, unresolved
from docgraph.rules._unread_relations import unloaded


def deferring_to_names(graph: DocGraph, rule_name: str) -> Iterator[Finding]:
    """Findings about how names are spelled, without names that are reported for another reason.

    They are the findings of the rule `rule_name`. The other finding is at the same location, and reports an unresolved
    name or a missing owner.
    """
    findings = list(findings_from_problems(graph, rule_name))
    if not findings:
        return
    spans: dict[tuple[str, int], list[tuple[range, tuple[Cause, ...]]]] = defaultdict(list)
    paths = {finding.at.path for finding in findings}
    for link in graph.links:
        if link.target is None and link.source.path in paths:
            at = link.at
            columns = range(at.column, at.column + len(link.text) + 1)
            spans[at.path, at.line].append((columns, (*unresolved(link), *unloaded(graph, link))))
    owners = {record.at("owner")[:2]: record for record in graph.records if record.path in paths and _is_empty(record)}
    for finding in findings:
        at = finding.at
        causes = [cause for columns, causes in spans[at.path, at.line] if at.column in columns for cause in causes]
        ownerless = owners.get(at[:2])
        causes += explained_by(OWNERLESS, ownerless, "owner") if ownerless else ()
        yield replace(finding, unless=(*finding.unless, *causes))


def _is_empty(record: Record) -> bool:
    declared = (*record.place.prefix, "owner") in record.place.keys
    return declared and "owner" in type(record).model_fields and record.is_absent("owner")
