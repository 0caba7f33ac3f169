"""Two revisions of the documents, and which of their records are the same record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.model.record import Record
from docgraph.model.settings import Settings


class Revision(Struct, frozen=True):
    """A revision of the documents: its doc graph, all findings, and the settings.

    `name` is what messages call the revision, such as `main` or `the working tree`.
    """

    name: str
    graph: DocGraph
    findings: tuple[Finding, ...]
    settings: Settings


class RecordPair(Struct, frozen=True):
    """The same record in two revisions; None for a revision that does not have it."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record in the later revision; if that does not have it, in the earlier revision."""
        record = self.after or self.before
        assert record is not None
        return record


class Revisions(Struct, frozen=True, dict=True):
    """The two revisions of a comparison. Both have the same as-of date."""

    before: Revision
    after: Revision

    @cached_property
    def pairs(self) -> tuple[RecordPair, ...]:
        """All records of both revisions in pairs, sorted by `kind:id`.

        Records with the same `kind:id` are a pair. A renamed record is found by its document, its text or its title, if
        no other record of its kind has the same.
        """
        before = {record.ref: record for record in self.before.graph.records}
        after = {record.ref: record for record in self.after.graph.records}
        pairs = [RecordPair(record, after[ref]) for ref, record in before.items() if ref in after]
        removed = [record for ref, record in before.items() if ref not in after]
        added = [record for ref, record in after.items() if ref not in before]
        for identity in _IDENTITIES:
            renamed = list(_matches(removed, added, identity))
            pairs += renamed
            gone = {pair.before for pair in renamed} | {pair.after for pair in renamed}
            removed = [record for record in removed if record not in gone]
            added = [record for record in added if record not in gone]
        pairs += [RecordPair(record, None) for record in removed]
        pairs += [RecordPair(None, record) for record in added]
        return tuple(sorted(pairs, key=lambda pair: pair.record.ref))

    @cached_property
    def new_refs(self) -> dict[str, str]:
        """`kind:id` in the earlier revision → `kind:id` in the later one, of renamed records."""
        return self._renames(lambda record: record.ref)

    @cached_property
    def new_paths(self) -> dict[str, str]:
        """Path in the earlier revision → path in the later one, of moved documents."""
        return self._renames(lambda record: record.path)

    def _renames(self, name: Callable[[Record], str]) -> dict[str, str]:
        both = ((pair.before, pair.after) for pair in self.pairs)
        names = ((name(before), name(after)) for before, after in both if before and after)
        return {before: after for before, after in names if before != after}

    def new_ref(self, ref: str) -> str:
        """The `kind:id` in the later revision of the record that has `ref` in the earlier one."""
        return self.new_refs.get(ref, ref)


def named_record(record: Record) -> str:
    """The kind and id of a record in a message, such as ``agent `bot` ``."""
    return f"{record.kind} `{record.id}`"


def _matches(
    removed: Iterable[Record], added: Iterable[Record], identity: Callable[[Record], Hashable]
) -> Iterator[RecordPair]:
    before, after = _by(removed, identity), _by(added, identity)
    for key, records in before.items():
        others = after.get(key, ())
        if len(records) == len(others) == 1:
            yield RecordPair(records[0], others[0])


def _by(records: Iterable[Record], identity: Callable[[Record], Hashable]) -> dict[Hashable, list[Record]]:
    found: dict[Hashable, list[Record]] = defaultdict(list)
    for record in records:
        found[identity(record)].append(record)
    return found


_IDENTITIES: tuple[Callable[[Record], Hashable], ...] = (
    lambda record: (record.kind, record.path, record.place.prefix),
    lambda record: (record.kind, record.place.text.content, record.place.prefix),
    lambda record: (record.kind, record.title or record.id),
)
"""What stays the same when a record is renamed; the most reliable comes first."""
