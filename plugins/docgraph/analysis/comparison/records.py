"""Records and relations that are added, removed or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from docgraph.analysis.comparison.difference import RevisionDifference, Topic
from docgraph.analysis.comparison.revisions import Revision, Revisions, named_record
from docgraph.graph.definition_graph import DefinitionEdge
from docgraph.graph.reference import Edge
from docgraph.model.record import Record

_EdgeKey = tuple[str, str, str, str]
_DERIVED = frozenset(("id", "former", "extra", "status_on"))
"""Fields that are not compared: no document has them, or another difference reports them."""
_PROSE = "text"
"""The name of a change that belongs to no key."""


def record_differences(revisions: Revisions) -> Iterator[RevisionDifference]:
    """Yield a difference for each record that is added, removed, renamed, moved or changed."""
    for pair in revisions.pairs:
        before, after = pair.before, pair.after
        if before is None and after is not None:
            yield RevisionDifference(Topic.RECORD, "added", after.ref, after.at(), f"{named_record(after)} is added")
        elif after is None and before is not None:
            message = f"{named_record(before)} is removed"
            yield RevisionDifference(Topic.RECORD, "removed", before.ref, before.at(), message, in_earlier=True)
        elif before is not None and after is not None:
            yield from _renamed(before, after)
            keys = _changed_keys(before, after)
            if keys:
                message = f"{named_record(after)} changes: {', '.join(f'`{key}`' for key in keys)}"
                if keys == [_PROSE]:
                    message = f"{named_record(after)} changes in its text only"
                at = after.at(keys[0]) if keys != [_PROSE] else after.at()
                yield RevisionDifference(Topic.RECORD, "changed", after.ref, at, message, after=", ".join(keys))


def _renamed(before: Record, after: Record) -> Iterator[RevisionDifference]:
    if before.ref != after.ref:
        message = f"{named_record(before)} becomes {named_record(after)}"
        yield RevisionDifference(
            Topic.RECORD, "renamed", after.ref, after.at(), message, before=before.ref, after=after.ref
        )
    elif before.path != after.path:
        message = f"{named_record(after)} moves from {before.path} to {after.path}"
        yield RevisionDifference(
            Topic.RECORD, "moved", after.ref, after.at(), message, before=before.path, after=after.path
        )


def _changed_keys(before: Record, after: Record) -> list[str]:
    first, second = before.place.text, after.place.text
    same = first.content == second.content
    if same and [text.content for text in first.inherited] == [text.content for text in second.inherited]:
        return []
    fields = [field for field in type(after).model_fields if field not in _DERIVED]
    keys = [field.rstrip("_").replace("_", "-") for field in fields if getattr(before, field) != getattr(after, field)]
    if not keys and before.extra != after.extra:
        changed = {
            key for key in before.extra.keys() | after.extra.keys() if before.extra.get(key) != after.extra.get(key)
        }
        return sorted(changed)
    return keys or ([_PROSE] if after.place.is_own_page and not same else [])


def relation_differences(revisions: Revisions) -> Iterator[RevisionDifference]:
    """Yield a difference for each relation that exists in only one revision."""
    before, after = _edges(revisions.before, revisions), _edges(revisions.after, None)
    counts, later = Counter(key for key, _ in before), Counter(key for key, _ in after)
    for event, edges, missing in (
        ("removed", before, counts - later),
        ("added", after, later - counts),
    ):
        for key, edge in edges:
            if missing[key] > 0:
                missing[key] -= 1
                relation, source, target, row = key
                words = f" for `{row}`" if row else ""
                message = f"{source} {relation} {target}{words} is {event}"
                yield RevisionDifference(Topic.RELATION, event, source, edge.at, message, in_earlier=event == "removed")


def _edges(revision: Revision, renames: Revisions | None) -> list[tuple[_EdgeKey, Edge | DefinitionEdge]]:
    found: list[tuple[_EdgeKey, Edge | DefinitionEdge]] = []
    edges: list[Edge | DefinitionEdge] = [*revision.graph.edges, *revision.graph.definition_graph.edges]
    for edge in edges:
        source, target = (getattr(end, "ref", "") or end.path for end in (edge.source, edge.target))
        if renames is not None:
            source, target = renames.new_ref(source), renames.new_ref(target)
            source = renames.new_paths.get(source, source)
        found.append(((edge.relation, source, target, edge.row), edge))
    return found
