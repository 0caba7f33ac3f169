"""References (names in records that refer to other records) and edges (relations)."""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import cached_property, lru_cache

from msgspec import Struct

from docgraph.kinds.role import Role
from docgraph.model.document import PlainPage
from docgraph.model.field_rules import ReferenceRule
from docgraph.model.location import KeyPath, Location, Text
from docgraph.model.record import Record


class Resolution(Enum):
    """The result of resolving a name. Only a reference with `FOUND` or `ALIAS` has a target."""

    FOUND = "found"
    ALIAS = "alias"
    """Found by a name other than its id: an alias, a title, a file number, a link to its page."""
    UNRESOLVED = "dangling"
    WRONG_KIND = "wrong kind"
    """Only records of kinds that the key does not allow; they are the `candidates`."""
    AMBIGUOUS = "ambiguous"
    """Several records of allowed kinds; they are the `candidates`."""
    TARGET_UNPARSEABLE = "unread"
    """The record is in a document that did not load. Rules about references do not report it."""
    NOBODY = "nobody"
    """A word such as `everyone`, `n/a` or `unassigned` where an accountable human is required."""
    ADDRESS = "address"
    """A channel or a mail address as owner."""


@lru_cache(1024)
def _dotted_key(path: KeyPath) -> str:
    return ".".join(part for part in path if isinstance(part, str))


class Reference(Struct, frozen=True, eq=False, dict=True):
    """A name in a record that refers to another record.

    `target` is the record that the name resolves to; None if it is unresolved.
    """

    source: Record
    path: KeyPath
    text: str
    rule: ReferenceRule
    resolution: Resolution
    target: Record | None = None
    candidates: tuple[Record, ...] = ()

    @cached_property
    def key(self) -> str:
        """The dotted key without list indexes, such as `owner` or `rows.accountable`."""
        return _dotted_key(self.path)

    @property
    def at(self) -> Location:
        """The location of the name in the document of `source`."""
        return self.source.at(*self.path)

    @property
    def row(self) -> str:
        """If the name is in a row of a RACI, the activity of the row, or its number; else empty."""
        if self.path[0] != "rows" or not isinstance(self.path[1], int):
            return ""
        return self.source.value("rows")[self.path[1]].activity or str(self.path[1] + 1)


class Edge(Struct, frozen=True, eq=False):
    """A relation between two nodes, stored in one direction.

    `path` is the key path of the reference that declares it. If that is in a row of a RACI, `row` is the activity.
    """

    relation: str
    inverse: str
    source: Record | PlainPage
    target: Record
    text: Text
    offset: int
    row: str = ""
    path: KeyPath = ()

    @property
    def at(self) -> Location:
        """The location that declares the relation."""
        return self.text.at(self.offset)

    @property
    def tenure(self) -> tuple[date | None, date | None]:
        """For a `held-by` edge, the first day of the term and the first day after it, if known."""
        if self.relation != "held-by" or not isinstance(self.source, Role):
            return None, None
        holder = self.source.holders[int(self.path[1])]
        return holder.from_, holder.to

    def begins_after(self, day: date) -> bool:
        """Whether the edge is the term of a role holder that starts after a date."""
        start = self.tenure[0]
        return start is not None and start > day


class UnresolvedMention(Struct, frozen=True):
    """A link `[[id]]` in prose that does not resolve.

    `on_record` is true if its document has records.
    """

    at: Location
    offset: int
    text: str
    on_record: bool
