"""Two revisions of the documents, with the records that are the same record in both."""

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
    """One revision: its doc graph, all its findings, and its settings.

    `name` is how messages refer to it, such as `main` or `the working tree`.
    """

    name: str
    graph: DocGraph
    findings: tuple[Finding, ...]
    settings: Settings


class RecordPair(Struct, frozen=True):
    """A record before and after; one of them is None if a revision does not have the record."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record in the later revision that has it."""
        record = self.after or self.before
        assert record is not None
        return record


class Revisions(Struct, frozen=True, dict=True):
    """Two revisions that are compared. Both are evaluated on the same as-of date."""

    before: Revision
    after: Revision

    @cached_property
    def pairs(self) -> tuple[RecordPair, ...]:
        """All records of both revisions, sorted by ref.

        Records belong together if they have the same ref. Of the others, those of one kind that have the same document,
        the same text or the same title belong together, if that is clear: they were renamed.
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
        """Ref in the earlier revision → ref in the later one, of the records whose ref changed."""
        return self._renames(lambda record: record.ref)

    @cached_property
    def new_paths(self) -> dict[str, str]:
        """Path in the earlier revision → path in the later one, of the documents that were moved."""
        return self._renames(lambda record: record.path)

    def _renames(self, name: Callable[[Record], str]) -> dict[str, str]:
        """Name before → name after, of the pairs in which they differ."""
        both = ((pair.before, pair.after) for pair in self.pairs)
        names = ((name(before), name(after)) for before, after in both if before and after)
        return {before: after for before, after in names if before != after}

    def new_ref(self, ref: str) -> str:
        """The ref in the later revision of what has a ref in the earlier one."""
        return self.new_refs.get(ref, ref)


def named_record(record: Record) -> str:
    """Kind and id for a message, such as ``agent `bot` ``."""
    return f"{record.kind} `{record.id}`"


def _matches(
    removed: Iterable[Record], added: Iterable[Record], identity: Callable[[Record], Hashable]
) -> Iterator[RecordPair]:
    """Pairs of records with the same identity, if no other record has it."""
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
"""What a renamed record keeps, the most reliable first."""
