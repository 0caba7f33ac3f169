"""The input of a report, and helpers for printed text."""

from __future__ import annotations

import re

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.model.location import PROJECT_ROOT, DisplayBase, Location

_UNSEEN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


class ReportContext(Struct, frozen=True):
    """A run: its doc graph, its findings in order of location, and the number of files read."""

    trace: DocGraph
    findings: tuple[Finding, ...]
    documents: int
    pages: int
    colour: bool = False
    standpoint: DisplayBase = PROJECT_ROOT


def display_at(at: Location, standpoint: DisplayBase) -> str:
    """The printed form of a location."""
    return seen(str(standpoint.location(at)))


def seen(text: str) -> str:
    """Text from a document, safe for a terminal or log: control and direction characters are escaped."""
    return _UNSEEN.sub(
        lambda found: f"\\x{ord(found[0]):02x}" if ord(found[0]) < 256 else f"\\u{ord(found[0]):04x}", text
    )


def count_of(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def tally(facts: ReportContext) -> str:
    """`1 error and 2 warnings in 34 documents, as of 2026-11-21`."""
    standing = [finding for finding in facts.findings if finding.waived is None]
    words = [("error", "error", "errors"), ("warning", "warning", "warnings"), ("info", "info", "infos")]
    counts = [
        count_of(count, one, many)
        for severity, one, many in words
        if (count := sum(finding.severity == severity for finding in standing))
    ]
    parts = " and ".join([", ".join(counts[:-1]), counts[-1]] if len(counts) > 1 else counts) or "no findings"
    waived = len(facts.findings) - len(standing)
    fixable = sum(finding.fix is not None for finding in standing)
    # a document without a record counts as well if it has a finding
    paths = {finding.document_path for finding in facts.findings} - {record.path for record in facts.trace.records}
    documents = facts.documents + sum(map(facts.trace.is_document, paths))
    return (
        f"{parts} in {count_of(documents, 'document')}"
        f"{f', {waived} suppressed' if waived else ''}, as of {facts.trace.as_of.isoformat()}"
        f"{f'; {fixable} fixable with `docgraph check --fix`' if fixable else ''}"
    )
