"""Shortens the report if there are many findings about adopted documents.

An adopted document is a file that the setting `kinds` reads as a record, such as an existing decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct, field

from docgraph.model.finding import Finding
from docgraph.model.location import Location
from docgraph.report.context import ReportContext, display_at

_MANY = 10
"""All findings are printed if at most this number are about adopted documents."""
_BLOCKS = 9
"""The number of blocks about adopted documents above which more rules are shortened."""
_PLACES = 3


class Shortened(Struct, frozen=True):
    """The findings to print. A finding may represent other findings of its rule, or other files.

    `lines` maps `id(finding)` to the lines about the locations that the finding represents.
    """

    findings: list[Finding]
    lines: dict[int, list[str]] = field(default_factory=dict)

    def lines_below(self, finding: Finding) -> list[str] | None:
        """The lines with the other locations that `finding` represents; None if there are none."""
        return self.lines.get(id(finding))


def shortened(findings: Iterable[Finding], context: ReportContext) -> Shortened:
    """The findings to print: of many findings of a rule about adopted documents, only the first.

    If more than ten findings are about adopted documents, rules with more than three of them are shortened. If the
    report is still too long, rules with three are also shortened, and then rules with two.
    """
    given = list(findings)
    adopted = context.graph.adopted
    if not adopted or len(given) <= _MANY:
        return Shortened(given)
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in given:
        if finding.document_path in adopted and not finding.is_suppressed:
            groups[finding.code].append(finding)
    if sum(map(len, groups.values())) <= _MANY:
        return Shortened(given)
    most = next((most for most in (_PLACES, 2) if _blocks(groups.values(), most) <= _BLOCKS), 1)
    many = [group for group in groups.values() if len(group) > most]
    dropped = {id(finding) for group in many for finding in group[1:]}
    lines = {
        id(finding): _lines([related.at for related in finding.related], context)
        for finding in given
        if finding.repeats and finding.related
    }
    lines |= {id(group[0]): _lines([finding.at for finding in group[1:]], context, group[0].code) for group in many}
    return Shortened([finding for finding in given if id(finding) not in dropped], lines)


def _blocks(groups: Iterable[list[Finding]], most: int) -> int:
    return sum(1 if len(group) > most else len(group) for group in groups)


def _lines(places: list[Location], context: ReportContext, code: str = "") -> list[str]:
    shown = ", ".join(display_at(at, context.display_base) for at in places[: _PLACES - 1])
    left = len(places) - _PLACES + 1
    more = f" and {left} more" if left > 0 else ""
    return [f"  ::: {shown}{more}: docgraph check --select {code} --format concise" if code else f"  ::: {shown}"]
