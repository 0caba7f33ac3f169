"""Compares small corpora as `docgraph diff` does."""

from __future__ import annotations

from docgraph.analysis.comparison import Comparison, Revision, compare
from tests.corpus import record, result_of

JANE = record("person", joined="2023-01-15")
SAM = record("person", joined="2023-01-15")


def compared(before: dict[str, str], after: dict[str, str]) -> Comparison:
    """The comparison of two corpora, each of which also has the people jane and sam unless it says otherwise."""
    people = {"jane.md": JANE, "sam.md": SAM}
    return compare(revision("main", people | before), revision("the working tree", people | after))


def revision(name: str, files: dict[str, str]) -> Revision:
    result = result_of({path: text for path, text in files.items() if text})
    return Revision(name, result.graph, result.findings, result.settings)


def facts(comparison: Comparison, *topics: str) -> list[str]:
    """The differences of topics as `topic event: message`."""
    return [
        f"{difference.name}: {difference.message}"
        for difference in comparison.differences
        if not topics or difference.topic.value in topics
    ]
