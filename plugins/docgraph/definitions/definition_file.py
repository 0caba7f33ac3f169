"""A file that may define agents: its text, and its front matter as hosts read it."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property

from docgraph.definitions.file_values import FileValues, json_values, yaml_values
from docgraph.model.definition import Definition, Node, ReadState
from docgraph.model.location import Location, Text

_HEADER = re.compile(r"---[ \t]*\r?\n(?P<block>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


class DefinitionFile:
    """A file with its content. `path` is relative to the repository and uses `/`.

    `within` is the plugin whose manifest names the file; empty if no manifest does. `place` is the path in locations,
    if it differs from `path`.
    """

    def __init__(self, path: str, content: bytes, within: str = "", place: str = "") -> None:
        self.path = path
        self.within = within
        self.is_binary = b"\0" in content
        self.text = Text(place or path, content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))

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

    @cached_property
    def front_matter(self) -> FileValues:
        """The front matter; empty if there is none."""
        header = self._header
        return yaml_values(header["block"], header.start("block")) if header else FileValues({}, {})

    @cached_property
    def json(self) -> FileValues | None:
        """The values of a JSON file; None if it is not a JSON object."""
        return json_values(self.content)

    def at(self, offset: int = 0) -> Location:
        """The location of an offset."""
        return self.text.at(offset)

    def unreadable(self, form: str, host: str, problem: str, node: Node = Node.AGENT) -> Definition:
        """The definition of a file whose content cannot be read."""
        return Definition(self.at(), form, host, self.stem, node=node, state=ReadState.UNREADABLE, problem=problem)

    def places(self, values: FileValues, *above: str) -> dict[str, Location]:
        """The locations of the keys directly below the path `above`."""
        depth = len(above)
        return {
            str(path[depth]): self.at(offset)
            for path, offset in values.offsets.items()
            if len(path) == depth + 1 and path[:depth] == above
        }


def state_of(values: FileValues) -> ReadState:
    """Whether the values were read strictly or line by line."""
    return ReadState.LENIENT if values.error else ReadState.READ
