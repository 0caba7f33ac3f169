"""Shortens a report of many findings of one rule in adopted documents to the first three places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct, field

from docgraph.model.finding import Finding
from docgraph.report.context import ReportContext, display_at

_MANY = 10
"""The number of findings of one rule in adopted documents that are printed in full."""
_PLACES = 3


class Shortened(Struct, frozen=True):
    """The findings to print, and the lines about others like it by the id of the finding above them."""

    findings: list[Finding]
    lines: dict[int, list[str]] = field(default_factory=dict)

    def lines_below(self, finding: Finding) -> list[str] | None:
        """The lines with the places of similar findings; None if it represents no others."""
        return self.lines.get(id(finding))


def shortened(findings: Iterable[Finding], context: ReportContext) -> Shortened:
    """The findings; of more than ten of one rule in adopted documents, the first represents all."""
    given = list(findings)
    adopted = {record.path for record in context.graph.records if record.place.adopted} if len(given) > _MANY else ()
    if not adopted:
        return Shortened(given)
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in given:
        if finding.document_path in adopted and not finding.is_suppressed:
            groups[finding.code].append(finding)
    many = [group for group in groups.values() if len(group) > _MANY]
    dropped = {id(finding) for group in many for finding in group[1:]}
    lines = {id(group[0]): _lines(group, context) for group in many}
    return Shortened([finding for finding in given if id(finding) not in dropped], lines)


def _lines(group: list[Finding], context: ReportContext) -> list[str]:
    places = [f"  ::: {display_at(finding.at, context.display_base)}" for finding in group[1:_PLACES]]
    more = f"  and {len(group) - _PLACES} more: docgraph check --select {group[0].code} --format concise"
    return [*places, more]
