"""Turns problems about a person's last day into warnings if the day is after the as-of date.

For example, the last day is under an unknown key. Until that day, the person is active in any case.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from docgraph.model.document import Document
from docgraph.model.finding import Severity
from docgraph.model.location import KeyPath
from docgraph.model.problem import Problem
from docgraph.model.record import Record


def with_announced_ends(documents: Iterable[Document], as_of: date) -> list[Document]:
    """The documents, in which problems about last days after `as_of` are warnings.

    The values with these problems do not count as invalid.
    """
    return [_with_warnings(document, as_of) for document in documents]


def _is_announced(problem: Problem, as_of: date) -> bool:
    return problem.ends is not None and as_of < problem.ends


def _with_warnings(document: Document, as_of: date) -> Document:
    announced = [problem for problem in document.problems if _is_announced(problem, as_of)]
    if not announced:
        return document
    due = {(problem.subject, problem.unused) for problem in document.problems if not _is_announced(problem, as_of)}
    valid = {(problem.subject, problem.unused) for problem in announced} - due
    return replace(
        document,
        records=tuple(_without_invalid(record, valid) for record in document.records),
        problems=tuple(
            replace(problem, severity=Severity.WARNING, unused=()) if _is_announced(problem, as_of) else problem
            for problem in document.problems
        ),
    )


def _without_invalid(record: Record, valid: set[tuple[str, KeyPath]]) -> Record:
    kept = frozenset(path for path in record.place.invalid_paths if (record.ref, path) not in valid)
    if kept == record.place.invalid_paths:
        return record
    copy = record.model_copy()
    copy.set_place(replace(record.place, invalid_paths=kept))
    return copy
