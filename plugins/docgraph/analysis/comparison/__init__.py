"""Compares two revisions of the documents: what changes in them, and who is accountable.

Each module compares one topic. `compare` collects the differences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from docgraph.analysis.comparison.autonomy import autonomy_differences
from docgraph.analysis.comparison.definitions import definition_differences
from docgraph.analysis.comparison.difference import RevisionDifference, Topic
from docgraph.analysis.comparison.findings import FindingChanges, finding_changes
from docgraph.analysis.comparison.owners import owner_differences
from docgraph.analysis.comparison.records import record_differences, relation_differences
from docgraph.analysis.comparison.revisions import Revision, Revisions
from docgraph.analysis.comparison.settings import setting_differences
from docgraph.analysis.comparison.tools import tool_differences
from docgraph.analysis.comparison.waivers import waiver_differences

__all__ = ["Comparison", "Revision", "RevisionDifference", "Topic", "compare"]

_TOPICS: tuple[Callable[[Revisions], Iterator[RevisionDifference]], ...] = (
    owner_differences,
    autonomy_differences,
    tool_differences,
    waiver_differences,
    definition_differences,
    setting_differences,
    record_differences,
    relation_differences,
)


class Comparison(Struct, frozen=True):
    """The differences between two revisions, sorted by topic and location.

    Each line of `notes` says what could not be compared.
    """

    before: Revision
    after: Revision
    as_of: date
    differences: tuple[RevisionDifference, ...]
    findings: FindingChanges
    notes: tuple[str, ...] = ()

    def of(self, topic: Topic, event: str = "") -> list[RevisionDifference]:
        """The differences of a topic. With `event`, only the differences that have this event."""
        return [
            difference
            for difference in self.differences
            if difference.topic is topic and event in ("", difference.event)
        ]


def compare(before: Revision, after: Revision, notes: tuple[str, ...] = ()) -> Comparison:
    """Compare two revisions. Both must have the same as-of date."""
    revisions = Revisions(before, after)
    topics = list(Topic)
    found = [difference for differences in _TOPICS for difference in differences(revisions)]
    ordered = sorted(found, key=lambda difference: (topics.index(difference.topic), difference.at, difference.message))
    return Comparison(before, after, after.graph.as_of, tuple(ordered), finding_changes(revisions), notes)
