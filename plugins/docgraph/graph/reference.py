"""Links: a name written in a record and what became of it. Edges: the relations that links with one target make."""

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
    """What became of a name. Only `FOUND` and `ALIAS` have a target."""

    FOUND = "found"
    ALIAS = "alias"
    """Found by another name than its id: an alias, a title, the number of its file, a link to its page."""
    UNRESOLVED = "dangling"
    WRONG_KIND = "wrong kind"
    """No record of a kind that the key allows, but one of another kind: in `others`."""
    AMBIGUOUS = "ambiguous"
    """Several records of kinds that the key allows: in `others`."""
    TARGET_UNPARSEABLE = "unread"
    """A document that did not load; every rule is silent about it."""
    NOBODY = "nobody"
    """A word for no one, where somebody who answers is asked for: everyone, n/a, unassigned."""
    ADDRESS = "address"
    """An owner that is a channel or a mail address."""


@lru_cache(1024)
def _dotted_key(path: KeyPath) -> str:
    return ".".join(part for part in path if isinstance(part, str))


class Reference(Struct, frozen=True, eq=False, dict=True):
    """A name in a record: where it is written, under which key, and what it resolved to."""

    source: Record
    path: KeyPath
    text: str
    rule: ReferenceRule
    resolution: Resolution
    target: Record | None = None
    candidates: tuple[Record, ...] = ()

    @cached_property
    def key(self) -> str:
        """The key as a person would say it: `owner`, `rows.accountable`."""
        return _dotted_key(self.path)

    @property
    def at(self) -> Location:
        return self.source.at(*self.path)

    @property
    def row(self) -> str:
        """The activity of the RACI row that the name stands in, else the row's number; empty in other places."""
        if self.path[0] != "rows" or not isinstance(self.path[1], int):
            return ""
        return self.source.value("rows")[self.path[1]].activity or str(self.path[1] + 1)


class Edge(Struct, frozen=True, eq=False):
    """A relation between two nodes, stored one way; `path` is its key. `row` names the activity of a RACI row."""

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
        """Where the relation is written."""
        return self.text.at(self.offset)

    @property
    def tenure(self) -> tuple[date | None, date | None]:
        """Of a `held-by`: the first day, and the first day no longer, as far as they are written."""
        if self.relation != "held-by" or not isinstance(self.source, Role):
            return None, None
        holder = self.source.holders[int(self.path[1])]
        return holder.from_, holder.to

    def begins_after(self, day: date) -> bool:
        """Whether this is a term in a role that begins after a day."""
        start = self.tenure[0]
        return start is not None and start > day


class UnresolvedMention(Struct, frozen=True):
    """A `[[id]]` in prose that names no record; `on_record` says whether its page holds records."""

    at: Location
    offset: int
    text: str
    on_record: bool
