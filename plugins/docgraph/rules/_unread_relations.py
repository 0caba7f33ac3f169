"""Finds documents that may declare a missing relation but were not read correctly.

Such a document could not be parsed, or a key or name in it is misspelled.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference, Resolution
from docgraph.kinds import BY_NAME
from docgraph.model.cause import Cause
from docgraph.model.field_specs import fields_of
from docgraph.model.finding import Severity
from docgraph.model.problem import Problem
from docgraph.model.record import Part, Record
from docgraph.rules._causes import in_document, unread, unresolved

_NOT_LOADED = (
    "unreadable-front-matter",
    "unreadable-file",
    "foreign-header",
    "unknown-kind",
    "invalid-id",
    "internal-error",
)
# a finding of these rules about no record is about an unreadable list item or an invalid `kind`
_VALUE_RULES = ("wrong-type", "unknown-key")
_NOT_FOUND = (Resolution.UNRESOLVED, Resolution.WRONG_KIND, Resolution.AMBIGUOUS)
_WORD = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", re.ASCII)
_Causes = dict[str, list[Cause]]


def unread_relations(graph: DocGraph, *relations: str) -> Callable[[Record], tuple[Cause, ...]]:
    """A function from a record to `Cause`s that may explain why `relations` are missing.

    Each `Cause` matches a finding about a document that contains the id of the record. The document could not be
    parsed, or a key for one of `relations` has an invalid value or a misspelled name.
    """

    # built once for all records, and only if a rule has a finding
    @cache
    def index() -> tuple[dict[str, list[str]], _Causes, _Causes]:
        places = _by_path(graph, relations)
        paths: dict[str, list[str]] = defaultdict(list)
        for path in places:
            for word in set(_words(graph, path)):
                paths[word].append(path)
        return paths, places, _by_misspelling(graph, relations)

    def causes(record: Record) -> tuple[Cause, ...]:
        paths, places, misspellings = index()
        named = (cause for path in paths.get(record.id.casefold(), ()) for cause in places[path])
        return (*named, *misspellings.get(record.ref, ()))

    return causes


def unloaded(graph: DocGraph, link: Reference) -> tuple[Cause, ...]:
    """`Cause`s that match findings about unparsed documents that may define the target."""
    paths = graph.names.unparsed_paths(link.text)
    return tuple(cause for path in paths for cause in _of_document(path))


def _by_path(graph: DocGraph, relations: tuple[str, ...]) -> _Causes:
    broken = (problem for problem in graph.problems if _did_not_load(problem))
    paths = dict.fromkeys(path for problem in broken for path in (problem.at.path, problem.document_path))
    places = defaultdict(list, {path: list(_of_document(path)) for path in paths})
    for record in graph.records:
        keys = [key for key in _keys(type(record), relations) if record.has_invalid(key)]
        if keys:
            places[record.path] += unread(record, *keys)
    return places


def _did_not_load(problem: Problem) -> bool:
    hides_record = problem.rule_name in _NOT_LOADED and problem.severity is not Severity.WARNING
    return hides_record or (problem.rule_name in _VALUE_RULES and not problem.subject)


def _of_document(path: str) -> tuple[Cause, ...]:
    return (*in_document(_NOT_LOADED, path), *in_document(_VALUE_RULES, path, of_no_record=True))


def _words(graph: DocGraph, path: str) -> Iterator[str]:
    text = graph.text(path)
    words = path.rpartition("/")[2].removesuffix(".md"), text.content if text else ""
    yield from _WORD.findall(" ".join(words).lower())


@cache
def _keys(part: type[Part], relations: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of a kind whose values declare one of `relations`, directly or inside a map."""
    return tuple(
        field.key
        for field in fields_of(part).values()
        if (field.reference and field.reference.relation in relations) or (field.part and _keys(field.part, relations))
    )


def _by_misspelling(graph: DocGraph, relations: tuple[str, ...]) -> _Causes:
    found: dict[str, list[Cause]] = defaultdict(list)
    for link in graph.links:
        if link.rule.relation not in relations or link.resolution not in _NOT_FOUND:
            continue
        kinds = link.rule.to or tuple(BY_NAME)
        near = ((kind, graph.suggestions.nearest(link.text.rpartition(":")[2], kind)) for kind in kinds)
        refs = [*(other.ref for other in link.candidates), *(f"{kind}:{name}" for kind, name in near if name)]
        for ref in dict.fromkeys(refs):
            found[ref] += unresolved(link)
    return found
