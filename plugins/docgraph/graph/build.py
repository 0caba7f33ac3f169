"""Builds the doc graph: resolves the references of every record and creates the edges.

`networkx_export.py` converts the doc graph to a NetworkX graph.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from urllib.parse import unquote

from msgspec.structs import replace

from docgraph.graph.announced_ends import with_announced_ends
from docgraph.graph.comma_names import comma_names, join_comma_names, with_comma_names
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.record_links import linked_on, links_of, unpinned
from docgraph.graph.reference import Edge, Reference, UnresolvedMention
from docgraph.graph.resolver import REMARK, NameResolver, is_nobody
from docgraph.graph.status_days import with_statuses_on
from docgraph.kinds.presence import denies, present_names
from docgraph.model.document import Document, PlainPage
from docgraph.model.finding import Related, Severity
from docgraph.model.fix import fix_from_edits
from docgraph.model.location import Text
from docgraph.model.problem import PossibleConflict, Problem
from docgraph.model.record import Record
from docgraph.text.slug import normalize, slugify

_ABOUT_A_PART = "delete it from the body; if it is about something else, rename the label or put it in a code fence"
DUPLICATE_MARK = "#"
"""Separates `kind:id` from a number in records with a duplicate id. No id contains it."""


def build(
    documents: Iterable[Document],
    as_of: date,
    *,
    exists: Callable[[str], bool] = lambda _path: False,
    follows_clock: bool = False,
) -> DocGraph:
    """Build the doc graph of `documents` on the as-of date. Their order does not matter.

    `exists` tests whether a file of the repository exists. `follows_clock` is explained in `DocGraph`.
    """
    dated = with_announced_ends(with_statuses_on(documents, as_of), as_of)
    ordered = _with_comma_names(sorted(dated, key=lambda document: document.path))
    records, duplicates, problems = _deduplicate(ordered)
    names = NameResolver(
        records, ((name, document.path) for document in ordered for name in document.unparsed_ids), duplicates
    )
    collections = tuple(document.collection for document in ordered if document.collection is not None)
    links = [link for record in (*records, *collections) for link in links_of(record, names)]
    pages = tuple(PlainPage(document.path, document.title) for document in ordered if not document.records)
    edges = [*(edge for link in links for edge in _edge(link)), *_mentions(ordered, records, pages, names)]
    texts = {document.path: document.text for document in ordered}
    problems = [kept for problem in problems if (kept := _resolve_conflict(problem, names, as_of, texts))]
    unresolved = tuple(_unresolved(ordered, names))
    graph = DocGraph(
        as_of=as_of,
        names=names,
        records=records,
        collections=collections,
        links=tuple(links),
        edges=_deduplicate_edges(edges),
        problems=tuple(problems),
        pages=pages,
        unresolved_mentions=unresolved,
        texts=texts,
        unparsed_paths=tuple(document.path for document in ordered if document.unparsed_ids),
        exists=exists,
        follows_clock=follows_clock,
    )
    return replace(graph, with_duplicates=_with_duplicates(graph, duplicates)) if duplicates else graph


def _with_duplicates(graph: DocGraph, duplicates: list[tuple[Record, Record]]) -> DocGraph | None:
    apart = []
    for number, (first, duplicate) in enumerate(duplicates, 2):
        if not _is_same_entry(first, duplicate):
            record = duplicate.model_copy()
            record.__dict__["ref"] = f"{duplicate.ref}{DUPLICATE_MARK}{number}"
            apart.append(record)
    if not apart:
        return None
    links = [link for record in apart for link in links_of(record, graph.names)]
    edges = _deduplicate_edges(edge for link in links for edge in _edge(link))
    return replace(graph, records=(*graph.records, *apart), links=(*graph.links, *links), edges=(*graph.edges, *edges))


def _with_comma_names(documents: list[Document]) -> list[Document]:
    known = comma_names(record for document in documents for record in document.records)
    if not known:
        return documents
    return [
        replace(document, records=tuple(with_comma_names(record, known) for record in document.records))
        for document in documents
    ]


def _deduplicate(documents: list[Document]) -> tuple[tuple[Record, ...], list[tuple[Record, Record]], list[Problem]]:
    first: dict[tuple[str, str], Record] = {}
    duplicates = []
    problems = [_with_document(problem, document) for document in documents for problem in document.problems]
    for record in (record for document in documents for record in document.records):
        before = first.setdefault((record.kind, record.id.casefold()), record)
        if before is not record:
            duplicates.append((before, record))
            same = _is_same_entry(before, record)
            reason = "" if record.id == before.id else " (ids ignore case)"
            problems.append(
                Problem(
                    "duplicate-id",
                    record.at("id"),
                    f"{record.kind} id `{record.id}` is already used{reason}",
                    "delete this entry; it repeats the first one"
                    if same
                    else f"give this {record.kind} another `id:`, or delete one of the two",
                    record.ref,
                    ("id",),
                    (Related(before.at("id"), f"first used here as `{before.id}`"),),
                    fix=fix_from_edits(record.path, [record.removal()]) if same else None,
                )
            )
    return tuple(first.values()), duplicates, problems


def _with_document(problem: Problem, document: Document) -> Problem:
    return problem if problem.at.path == document.path else replace(problem, document=document.path)


def _resolve_conflict(problem: Problem, names: NameResolver, as_of: date, texts: dict[str, Text]) -> Problem | None:
    if not _is_current(problem, names, as_of):
        return None
    if not problem.possible_conflicts:
        return problem
    is_error, path = problem.severity is Severity.ERROR, problem.at.path
    has_remarks = is_error or bool(problem.shows)
    line = texts[path].line(problem.at.line) if path in texts else ""
    pairs = [
        (
            _records(_names_on(conflict, as_of), conflict.kinds, names, "", path),
            _records(present_names(conflict.second, as_of), conflict.kinds, names, line, path, remarks=has_remarks),
        )
        for conflict in problem.possible_conflicts
    ]
    if any(conflict.is_same for conflict in problem.possible_conflicts):
        return problem if any((first & second) - {None} for first, second in pairs) else None
    stated = [text for conflict in problem.possible_conflicts for text in present_names(conflict.second, as_of)]
    if is_error and any(denies(text, as_of) for text in stated):
        return problem
    if all(None not in first and first == second for first, second in pairs):
        return None
    terms = all(conflict.terms for conflict in problem.possible_conflicts)
    if terms and all(None not in second and second <= first for first, second in pairs):
        return None
    is_nobody_named = any(is_nobody(REMARK.split(text, maxsplit=1)[0]) for text in stated)  # `nobody (vacant)`
    is_unknown = all(second <= {None} for _, second in pairs)
    if problem.shows and (is_unknown or is_nobody_named):
        return replace(problem, severity=Severity.ERROR)
    if is_error and not problem.shows and not is_nobody_named and is_unknown:
        return replace(problem, severity=Severity.WARNING, help=_ABOUT_A_PART)
    return problem


def _is_current(problem: Problem, names: NameResolver, as_of: date) -> bool:
    if problem.starts:
        return as_of < problem.starts
    kind, name = problem.shows or ("", "")
    return not any(names.resolve(shown, (kind,))[1] for shown in (name, slugify(name)) if shown)


def _names_on(conflict: PossibleConflict, day: date) -> tuple[str, ...]:
    if not conflict.terms:
        return conflict.first
    spans = zip(conflict.first, conflict.terms, strict=True)
    return tuple(name for name, (begin, end) in spans if (begin or date.min) <= day < (end or date.max))


def _records(
    texts: Iterable[str], kinds: tuple[str, ...], names: NameResolver, line: str, path: str, *, remarks: bool = False
) -> set[Record | None]:
    found: set[Record | None] = set()
    for text in join_comma_names(tuple(texts), kinds, names.with_comma):
        name = unpinned(text, kinds).removeprefix("@")
        record = names.resolve(name, kinds)[1] or linked_on(line, name, kinds, names, path)[1]
        if record is None and remarks:
            record = names.resolve(REMARK.split(name, maxsplit=1)[0], kinds)[1]
        found.add(record)
    return found - {None} if remarks and found != {None} else found


def _is_same_entry(first: Record, second: Record) -> bool:
    listed = first.path == second.path and first.place.prefix and second.place.prefix
    faulty = first.place.invalid_paths or second.place.invalid_paths
    return bool(listed) and not faulty and _content(first) == _content(second)


def _content(record: Record) -> tuple[str, object, object]:
    return record.id, record.model_dump(), record.extra


def _edge(link: Reference) -> Iterator[Edge]:
    reference, target = link.rule, link.target
    if target is None or not reference.relation:
        return
    source, end = (target, link.source) if reference.reverse else (link.source, target)
    place, path = link.source.place, link.path
    yield Edge(reference.relation, reference.inverse, source, end, place.text, place.start(path), link.row, path)


def _mentions(
    documents: list[Document], records: tuple[Record, ...], pages: tuple[PlainPage, ...], names: NameResolver
) -> Iterator[Edge]:
    own = {normalize(record.path): record for record in records if record.place.is_own_page}
    nodes: dict[str, Record | PlainPage] = {page.path: page for page in pages}
    nodes |= {record.path: record for record in own.values()}
    for document in documents:
        if not document.mentions:
            continue
        # a link in a document of several records is not about one of them
        source = nodes.get(document.path) or PlainPage(document.path, document.title)
        for mention in document.mentions:
            if mention.href:
                path = posixpath.join(posixpath.dirname(document.path), unquote(mention.href))
                target = own.get(normalize(posixpath.normpath(path)))
            else:
                target = names.resolve(mention.target, ())[1]
            if target is not None and target is not source:
                yield Edge("mentions", "mentioned-by", source, target, document.text, mention.offset)


def _unresolved(documents: list[Document], names: NameResolver) -> Iterator[UnresolvedMention]:
    for document in documents:
        for mention in document.mentions:
            if mention.target and names.is_unresolved(mention.target):
                yield UnresolvedMention(
                    document.at(mention.offset), mention.offset, mention.target, bool(document.records)
                )


def _deduplicate_edges(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Keep the first edge of each relation between two records. Both records may declare it."""
    kept: dict[tuple[str, str, str, str], Edge] = {}
    for edge in edges:
        # a person can have several terms in one role
        which = str(edge.path[1]) if edge.relation == "held-by" else edge.row
        kept.setdefault((edge.relation, edge.source.ref, edge.target.ref, which), edge)
    return tuple(kept.values())
