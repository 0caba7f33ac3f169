"""What may have been said about a record where it could not be read: documents that did not load, names with a slip.

A rule that misses a relation asks here first, so that one fault gives one finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from docgraph.graph.link import State
from docgraph.graph.trace import Trace
from docgraph.kinds import BY_NAME
from docgraph.model.finding import Severity
from docgraph.model.problem import Problem
from docgraph.model.record import Part, Record
from docgraph.model.schema import fields_of

_NOT_LOADED = ("unreadable-front-matter", "unreadable-file", "foreign-header", "unknown-kind", "invalid-id")
_NOT_FOUND = (State.DANGLING, State.WRONG_KIND, State.AMBIGUOUS)
_WORD = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", re.ASCII)


def lost(trace: Trace, *relations: str) -> Callable[[Record], bool]:
    """Answers whether what names a record did not load, or a name or key of `relations` is a slip that may mean it."""

    # looked up once for all records, and only where a rule is about to speak
    @cache
    def names() -> tuple[frozenset[str], frozenset[str]]:
        unread = (*_unloaded(trace), *_misspelt(trace, relations))
        return frozenset(unread), frozenset(_slips(trace, relations))

    return lambda record: record.id.casefold() in names()[0] or record.ref in names()[1]


def _unloaded(trace: Trace) -> Iterator[str]:
    """The words of all documents that gave no record, or not every one."""
    broken = [problem for problem in trace.problems if _did_not_load(problem)]
    for path in sorted({path for problem in broken for path in (problem.at.path, problem.home)}):
        yield from _words(trace, path)


def _words(trace: Trace, path: str) -> Iterator[str]:
    text = trace.text(path)
    words = path.rpartition("/")[2].removesuffix(".md"), text.content if text else ""
    yield from _WORD.findall(" ".join(words).lower())


def _misspelt(trace: Trace, relations: tuple[str, ...]) -> Iterator[str]:
    """The words of documents in which a key of `relations` could not be used, or has a slip itself."""
    for record in trace.records:
        if any(record.unusable(key) for key in _keys(type(record), relations)):
            yield from _words(trace, record.path)


@cache
def _keys(part: type[Part], relations: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of a kind that hold names of `relations`, themselves or in a map."""
    return tuple(
        field.key
        for field in fields_of(part).values()
        if (field.reference and field.reference.relation in relations) or (field.part and _keys(field.part, relations))
    )


def _did_not_load(problem: Problem) -> bool:
    # a fault without a subject is one of a whole entry, or of the key `kind`
    whole = problem.fault in ("wrong-type", "unknown-key") and not problem.subject
    # what is only warned of fails no build, so nothing that does may be silent because of it
    return (problem.fault in _NOT_LOADED or whole) and problem.severity is not Severity.WARNING


def _slips(trace: Trace, relations: tuple[str, ...]) -> Iterator[str]:
    """The records that names under `relations` may mean."""
    for link in trace.links:
        if link.reference.relation not in relations or link.state not in _NOT_FOUND:
            continue
        yield from (other.ref for other in link.others)
        kinds = link.reference.to or tuple(BY_NAME)
        near = ((kind, trace.nearest(link.text.rpartition(":")[2], kind)) for kind in kinds)
        yield from (f"{kind}:{name}" for kind, name in near if name)
