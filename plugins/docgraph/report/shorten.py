"""Shortens the report if one rule has many findings about adopted documents.

A document is adopted if the `kinds` setting reads it as a record. Only the first locations are printed.
"""

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
    """The findings to print.

    If a finding represents others, `lines` has the lines about the others. Its keys are `id(finding)`.
    """

    findings: list[Finding]
    lines: dict[int, list[str]] = field(default_factory=dict)

    def lines_below(self, finding: Finding) -> list[str] | None:
        """The lines with locations of the findings that `finding` represents.

        None if it does not represent others.
        """
        return self.lines.get(id(finding))


def shortened(findings: Iterable[Finding], context: ReportContext) -> Shortened:
    """The findings to print; if a rule has more than ten, the first represents the others.

    Only findings about documents that the `kinds` setting adopts are counted.
    """
    given = list(findings)
    adopted = context.graph.adopted
    if not adopted or len(given) <= _MANY:
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
