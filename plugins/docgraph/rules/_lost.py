"""What may have been said about a record where it could not be read: documents that did not load, names with a slip.

A rule that misses a relation asks here first, so that one fault gives one finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from docgraph.graph.link import State
from docgraph.graph.trace import Trace
from docgraph.model.problem import Problem
from docgraph.model.record import Record

_NOT_LOADED = ("unreadable-front-matter", "unreadable-file", "foreign-header", "unknown-kind", "invalid-id")
_NOT_FOUND = (State.DANGLING, State.WRONG_KIND, State.AMBIGUOUS)
_WORD = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", re.ASCII)


def lost(trace: Trace, relation: str) -> Callable[[Record], bool]:
    """Answers whether something that names a record did not load, or a name under `relation` is a slip for it."""

    # looked up once for all records, and only where a rule is about to speak
    @cache
    def names() -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(_unloaded(trace)), frozenset(_slips(trace, relation))

    return lambda record: record.id.casefold() in names()[0] or record.ref in names()[1]


def _unloaded(trace: Trace) -> Iterator[str]:
    """The words of all documents that gave no record, or not every one."""
    for path in sorted({problem.at.path for problem in trace.problems if _did_not_load(problem)}):
        text = trace.text(path)
        words = path.rpartition("/")[2].removesuffix(".md"), text.content if text else ""
        yield from _WORD.findall(" ".join(words).lower())


def _did_not_load(problem: Problem) -> bool:
    # a fault without a subject is one of a whole entry
    return problem.fault in _NOT_LOADED or (problem.fault == "wrong-type" and not problem.subject)


def _slips(trace: Trace, relation: str) -> Iterator[str]:
    """The records that names under `relation` may mean."""
    for link in trace.links:
        if link.reference.relation != relation or link.state not in _NOT_FOUND:
            continue
        yield from (other.ref for other in link.others)
        near = ((kind, trace.nearest(link.text.rpartition(":")[2], kind)) for kind in link.reference.to)
        yield from (f"{kind}:{name}" for kind, name in near if name)
