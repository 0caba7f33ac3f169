"""What reading one file gives: its records, its problems, and what its prose mentions."""

from __future__ import annotations

from dataclasses import dataclass, field

from docgraph.model.location import Location, Text
from docgraph.model.problem import Problem
from docgraph.model.record import Record


@dataclass(frozen=True, slots=True)
class Source:
    """The raw bytes of a file; `path` is relative to the project root, with `/`.

    `inherited` holds front matter that the host adds to this page from a folder's `.meta.yml`: keys to values.
    """

    path: str
    content: bytes
    inherited: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """A link in prose: `[[id]]` (`target` as written, `href` empty) or a relative link to a file (`href`)."""

    offset: int
    target: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A file that gives no record, as a node of the graph."""

    path: str
    title: str

    @property
    def ref(self) -> str:
        return f"page:{self.path}"


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read.

    `collection` is what a list of records says of itself (its waivers); `unread` are ids that stand in the file but
    gave no record: references to them do not dangle.
    """

    text: Text
    title: str = ""
    records: tuple[Record, ...] = ()
    collection: Record | None = None
    problems: tuple[Problem, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return self.text.path

    def at(self, offset: int) -> Location:
        return self.text.at(offset)
