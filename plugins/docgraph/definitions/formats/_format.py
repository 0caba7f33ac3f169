"""The base of all formats of definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter

from msgspec import Struct

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.model.definition import Definition, Node


def _body(file: DefinitionFile, name: str) -> str:  # noqa: ARG001
    return file.body if file.path.endswith(".md") else ""


class Format(Struct, frozen=True):
    """A format of definitions.

    - `name` identifies the format. `host` is the name of the agent host that loads it.
    - `followed` is the documentation of the format, with its version.
    - `patterns` are `.gitignore` patterns for the paths from which the host loads files. A pattern that starts with `/`
      matches only from the root of the repository.
    - `read` returns the definitions in a file: none if the file is not of this format. It raises `UnreadableFileError`
      if the file is of this format but cannot be read.
    - `node` is the type of most definitions in this format.
    - `name_of` returns the name of a definition if the file does not have it.
    - `hosts_of` returns the agent hosts that load a file, if they depend on its path or content.
    - `instructions` returns the text that tells the agent with this name what to do; empty if the file has none.
    - `ending` is the end of file names that only this format has; empty if there is none.
    - `required` are the keys that the documentation requires in a file with one agent. A file with these keys looks
      like an agent. None if only the path of a file shows that it is of this format.
    - `has_exact_paths` means that every file that `patterns` match is a definition, even if it cannot be read.
    """

    name: str
    host: str
    followed: str
    patterns: tuple[str, ...]
    read: Callable[[DefinitionFile], Iterable[Definition]]
    node: Node = Node.AGENT
    name_of: Callable[[DefinitionFile], str] = attrgetter("stem")
    hosts_of: Callable[[DefinitionFile], tuple[str, ...]] | None = None
    has_exact_paths: bool = True
    instructions: Callable[[DefinitionFile, str], str] = _body
    ending: str = ""
    required: tuple[str, ...] | None = None

    def hosts(self, file: DefinitionFile) -> tuple[str, ...]:
        """The agent hosts that load a file, at least one."""
        return (self.hosts_of(file) if self.hosts_of else ()) or (self.host,)
