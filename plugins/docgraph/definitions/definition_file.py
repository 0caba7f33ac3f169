"""A file that may define agents: its text, and its front matter as agent hosts read it."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from typing import TypedDict

from docgraph.definitions.file_values import FileValues, yaml_items, yaml_values
from docgraph.definitions.json_values import json_values
from docgraph.model.definition import ReadState
from docgraph.model.location import Location, Text

_HEADER = re.compile(r"---[ \t]*\r?\n(?P<block>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


class UnreadableFileError(Exception):
    """Raised for a file that must be a definition because of its path, but cannot be read.

    `help` is the edit that makes it readable, and `offset` is where the problem is.
    """

    def __init__(self, message: str, help: str, offset: int = 0) -> None:
        super().__init__(message)
        self.help = help
        self.offset = offset


NOT_JSON = ("the file is not valid JSON", "correct the JSON")
"""Message and fix for a file that is not valid JSON."""


class ReadResult(TypedDict, total=False):
    """Fields of `Definition` about how the file was read."""

    state: ReadState
    problem: str
    problem_help: str
    problem_at: Location


class DefinitionFile:
    """A file that may define agents. `path` is relative to the repository and uses `/`.

    `within` is the name of the plugin whose manifest names the file; empty if there is none. `place` is the path to use
    in locations, if it differs from `path`.
    """

    def __init__(self, path: str, content: bytes, within: str = "", place: str = "") -> None:
        self.path = path
        self.within = within
        self.is_binary = b"\0" in content
        self.text = Text.from_bytes(place or path, content)

    @property
    def content(self) -> str:
        """The text of the file, without a byte order mark."""
        return self.text.content

    @property
    def stem(self) -> str:
        """The file name without its extension: `bot` for `bot.md` and for `bot.agent.md`."""
        name = posixpath.basename(self.path)
        for ending in (".agent.md", ".chatmode.md"):
            if name.endswith(ending):
                return name.removesuffix(ending)
        return name.rpartition(".")[0] or name

    @property
    def folder(self) -> str:
        """The name of the folder that contains the file."""
        return posixpath.basename(posixpath.dirname(self.path))

    @cached_property
    def _header(self) -> re.Match[str] | None:
        return _HEADER.match(self.content)

    @property
    def has_front_matter(self) -> bool:
        """Whether the file starts with front matter between two fences."""
        return self._header is not None

    @property
    def front_matter_span(self) -> tuple[int, int]:
        """The offsets of the start and end of the front matter; both 0 if there is none.

        Without a closing fence, the front matter ends where the file ends.
        """
        if self._header is None:
            return (0, len(self.content) if self.content.startswith("---") else 0)
        return self._header.span("block")

    @property
    def body(self) -> str:
        """The text after the front matter."""
        return self.content[self._header.end() :] if self._header else self.content

    @cached_property
    def front_matter(self) -> FileValues:
        """The values of the front matter; empty if there is none."""
        header = self._header
        return yaml_values(header["block"], header.start("block")) if header else FileValues({}, {})

    @cached_property
    def front_matter_items(self) -> tuple[FileValues, ...]:
        """The maps in front matter that is a list; empty for other front matter."""
        header = self._header
        return yaml_items(header["block"], header.start("block")) if header else ()

    @cached_property
    def yaml(self) -> FileValues:
        """The values of the file, read as YAML."""
        return yaml_values(self.content)

    @cached_property
    def json(self) -> FileValues | None:
        """The values of the file, read as JSON; None if it is not a JSON object.

        A comment is an error, but the values are read.
        """
        return json_values(self.content)

    def at(self, offset: int = 0) -> Location:
        """The location of an offset in the file."""
        return self.text.at(offset)

    def required_json(self) -> FileValues:
        """The values of the file, read as JSON.

        Raises `UnreadableFileError` if it is not a JSON object.
        """
        if self.json is None:
            raise UnreadableFileError(*NOT_JSON)
        return self.json

    def read_result(self, values: FileValues) -> ReadResult:
        """Whether `values` were read without an error; if not, the error and its fix."""
        if not values.error:
            return {"state": ReadState.READ}
        return {
            "state": ReadState.LENIENT,
            "problem": values.error,
            "problem_help": values.help,
            "problem_at": self.at(values.error_at),
        }

    def places(self, values: FileValues, *above: str) -> dict[str, Location]:
        """Key → its location, for the keys directly below the path `above`."""
        depth = len(above)
        return {
            str(path[depth]): self.at(offset)
            for path, offset in values.offsets.items()
            if len(path) == depth + 1 and path[:depth] == above
        }
