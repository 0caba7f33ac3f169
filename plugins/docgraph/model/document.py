"""A parsed file: its records, its problems, and the links in its prose."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import Struct

from docgraph.model.location import KeyPath, Location, Text
from docgraph.model.problem import Problem
from docgraph.model.record import Record


class Mention(Struct, frozen=True):
    """A link in prose: `[[id]]`, with `target` as in the source, or a relative link, with `href`."""

    offset: int
    target: str = ""
    href: str = ""


class PlainPage(Struct, frozen=True):
    """A file without records, as a node of the graph."""

    path: str
    title: str

    @property
    def ref(self) -> str:
        return f"page:{self.path}"


class ValidatedInput(NamedTuple):
    """The input of a record's validation: kind, values by field name, and key path prefix.

    `page` means that the document is the record's own page.
    """

    kind: str
    values: dict[str, Any]
    prefix: KeyPath
    page: bool


class Document(Struct, frozen=True):
    """One parsed file.

    `collection` has the keys, such as waivers, of a document that lists records. `unparsed_ids` are ids in the file
    that did not become records; references to them are not reported as unresolved. `validated_inputs` are those of the
    collection and the records.
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
