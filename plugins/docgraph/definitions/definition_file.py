"""A file that may define agents: its text, and its front matter as hosts read it."""

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
    """Raised for a file that is a definition by its path, but whose content cannot be read.

    `help` is the edit that makes it readable, and `offset` the offset of the problem.
    """

    def __init__(self, message: str, help: str, offset: int = 0) -> None:
        super().__init__(message)
        self.help = help
        self.offset = offset


NOT_JSON = ("the file is not valid JSON", "correct the JSON")
"""The problem of a JSON file that cannot be read, and its fix."""


class ReadResult(TypedDict, total=False):
    """How a definition was read: the fields of `Definition` with these names."""

    state: ReadState
    problem: str
    problem_help: str
    problem_at: Location


class DefinitionFile:
    """A file with its content. `path` is relative to the repository and uses `/`.

    `within` is the plugin whose manifest names the file; empty if no manifest does. `place` is the path in locations,
    if it differs from `path`.
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
        """The file name without its ending: `bot` for `bot.agent.md`."""
        name = posixpath.basename(self.path)
        for ending in (".agent.md", ".chatmode.md"):
            if name.endswith(ending):
                return name.removesuffix(ending)
        return name.rpartition(".")[0] or name

    @property
    def folder(self) -> str:
        """The name of the folder of the file."""
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
        """The offsets where the front matter starts and ends; both 0 if there is none.

        Without a second fence, it ends with the file.
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
        """The front matter; empty if there is none."""
        header = self._header
        return yaml_values(header["block"], header.start("block")) if header else FileValues({}, {})

    @cached_property
    def front_matter_items(self) -> tuple[FileValues, ...]:
        """The maps in front matter that is a list; empty if it is not a list."""
        header = self._header
        return yaml_items(header["block"], header.start("block")) if header else ()

    @cached_property
    def yaml(self) -> FileValues:
        """The values of a YAML file."""
        return yaml_values(self.content)

    @cached_property
    def json(self) -> FileValues | None:
        """The values of a JSON file, in which comments are an error; None if it is not a JSON object."""
        return json_values(self.content)

    def at(self, offset: int = 0) -> Location:
        """The location of an offset."""
        return self.text.at(offset)

    def required_json(self) -> FileValues:
        """The values of a JSON file. Raises `UnreadableFileError` if it is not a JSON object."""
        if self.json is None:
            raise UnreadableFileError(*NOT_JSON)
        return self.json

    def read_result(self, values: FileValues) -> ReadResult:
        """Whether `values` of this file were read strictly or line by line, and the problem in the second case."""
        if not values.error:
            return {"state": ReadState.READ}
        return {
            "state": ReadState.LENIENT,
            "problem": values.error,
            "problem_help": values.help,
            "problem_at": self.at(values.error_at),
        }

    def places(self, values: FileValues, *above: str) -> dict[str, Location]:
        """The locations of the keys directly below the path `above`."""
        depth = len(above)
        return {
            str(path[depth]): self.at(offset)
            for path, offset in values.offsets.items()
            if len(path) == depth + 1 and path[:depth] == above
        }
