"""References (names in a record that refer to other records) and edges (relations)."""

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
    """The result of resolving a name. There is a target only for `FOUND` and `ALIAS`."""

    FOUND = "found"
    ALIAS = "alias"
    """Found by an alias, a title, the number in a file name or a link, not by the id."""
    UNRESOLVED = "dangling"
    WRONG_KIND = "wrong kind"
    """Found, but only records of kinds that the key does not allow. They are the `candidates`."""
    AMBIGUOUS = "ambiguous"
    """Several records of allowed kinds. They are the `candidates`."""
    TARGET_UNPARSEABLE = "unread"
    """The record is in a document that could not be parsed. Rules about references ignore it."""
    NOBODY = "nobody"
    """A word such as `everyone`, `n/a` or `unassigned` as accountable human."""
    ADDRESS = "address"
    """A channel or a mail address as owner."""


@lru_cache(1024)
def _dotted_key(path: KeyPath) -> str:
    return ".".join(part for part in path if isinstance(part, str))


class Reference(Struct, frozen=True, eq=False, dict=True):
    """A name in the record `source` that refers to another record.

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
        """The key of the name, such as `owner` or `rows.accountable`. List indexes are left out."""
        return _dotted_key(self.path)

    @property
    def at(self) -> Location:
        """The location of the name in its document."""
        return self.source.at(*self.path)

    @property
    def row(self) -> str:
        """The activity of the RACI row that contains the name; empty for names outside a RACI.

        A row without an activity is named by its number.
        """
        if self.path[0] != "rows" or not isinstance(self.path[1], int):
            return ""
        return self.source.value("rows")[self.path[1]].activity or str(self.path[1] + 1)


class Edge(Struct, frozen=True, eq=False):
    """A relation from one record to another.

    `path` is the key path of the reference that declares the relation. `row` is the activity if it is a row of a RACI.
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
        """The location at which the relation is declared."""
        return self.text.at(self.offset)

    @property
    def tenure(self) -> tuple[date | None, date | None]:
        """The first day of a role holder's term, and the first day after it.

        None for a date that is not known, and for relations other than `held-by`.
        """
        if self.relation != "held-by" or not isinstance(self.source, Role):
            return None, None
        holder = self.source.holders[int(self.path[1])]
        return holder.from_, holder.to

    def begins_after(self, day: date) -> bool:
        """Whether the edge is the term of a role holder that begins after `day`."""
        start = self.tenure[0]
        return start is not None and start > day


class UnresolvedMention(Struct, frozen=True):
    """A link such as `[[jane.doe]]` in prose that does not resolve to a record.

    `on_record` is true if the document has records.
    """

    at: Location
    offset: int
    text: str
    on_record: bool
