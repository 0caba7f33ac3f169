"""What reading one file gives: its records, its problems, and what its prose mentions."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import Struct

from docgraph.model.location import KeyPath, Location, Text
from docgraph.model.problem import Problem
from docgraph.model.record import Record


class Mention(Struct, frozen=True):
    """A link in prose: `[[id]]` (`target` as written, `href` empty) or a relative link to a file (`href`)."""

    offset: int
    target: str = ""
    href: str = ""


class PlainPage(Struct, frozen=True):
    """A file that gives no record, as a node of the graph."""

    path: str
    title: str

    @property
    def ref(self) -> str:
        return f"page:{self.path}"


class ValidatedInput(NamedTuple):
    """What a record was validated from: its kind, its values by field name, and where they lie in the document."""

    kind: str
    values: dict[str, Any]
    prefix: KeyPath
    page: bool


class Document(Struct, frozen=True):
    """One file as read.

    `collection` is what a list of records says of itself (its waivers); `unread` are ids that stand in the file but
    gave no record: references to them do not dangle. `shapes` are those of the collection and of the records.
    """

    text: Text
    title: str = ""
    records: tuple[Record, ...] = ()
    collection: Record | None = None
    problems: tuple[Problem, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unparsed_ids: tuple[str, ...] = ()
    validated_inputs: tuple[ValidatedInput, ...] = ()

    @property
    def path(self) -> str:
        return self.text.path

    def at(self, offset: int) -> Location:
        return self.text.at(offset)
