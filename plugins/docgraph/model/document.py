"""A parsed document: its records, its problems, and the links in its body."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import Struct

from docgraph.model.location import KeyPath, Location, Text
from docgraph.model.problem import Problem
from docgraph.model.record import Record


class Mention(Struct, frozen=True):
    """A link in a body: `[[target]]`, or a Markdown link to the relative path `href`."""

    offset: int
    target: str = ""
    href: str = ""


class PlainPage(Struct, frozen=True):
    """A document without records."""

    path: str
    title: str

    @property
    def ref(self) -> str:
        """The node name of the page in the graph: `page:<path>`. No record has such a name."""
        return f"page:{self.path}"


class ValidatedInput(NamedTuple):
    """The values from which a record was created, by field name.

    `prefix` is the key path of the record in its document. `page` is true if the document has no other record.
    """

    kind: str
    values: dict[str, Any]
    prefix: KeyPath
    page: bool


class Document(Struct, frozen=True):
    """A parsed document.

    - `collection` has the keys of the document itself, such as its waivers, if the document lists several records.
    - `unparsed_ids` are ids in the file for which no record was created. References to them are not reported.
    - `validated_inputs` are the values of all records, and of the collection if there is one.
    """

    text: Text
    title: str = ""
    records: tuple[Record, ...] = ()
    collection: Record | None = None
    problems: tuple[Problem, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unparsed_ids: tuple[str, ...] = ()
    validated_inputs: tuple[ValidatedInput, ...] = ()
    handles: tuple[str, ...] = ()
    """Handles and mail addresses of people, in a file such as CODEOWNERS."""

    @property
    def path(self) -> str:
        """The path of the document, relative to the project root."""
        return self.text.path

    def at(self, offset: int) -> Location:
        """The location of an offset in the document."""
        return self.text.at(offset)
