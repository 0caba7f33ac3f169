"""The description of a format of agent definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter

from msgspec import Struct

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.model.definition import Definition, Node


def _body(file: DefinitionFile, name: str) -> str:  # noqa: ARG001
    return file.body if file.path.endswith(".md") else ""


class Format(Struct, frozen=True):
    """A format of agent definitions.

    - `name` identifies the format, `host` is the name of the program that loads it.
    - `followed` is the documentation that the reader follows, with its version.
    - `patterns` are patterns of `.gitignore` for the paths from which the host loads files. A pattern that starts with
      `/` matches only from the top of the repository.
    - `read` returns what a file defines. It returns no definition for a file that is not of this format, and raises
      `UnreadableFileError` for a file that is, but whose content is not known.
    - `node` is what the files mostly define.
    - `name_of` is the name of a definition whose file does not state it.
    - `hosts_of` are the programs that load a file, if this depends on its path or content.
    - `instructions` is the text that tells the agent of a name what to do; empty if the file has none.
    - `ending` is the ending that only files of this format have; empty if others have it, too.
    - `required` are the keys that the documentation requires in a file with one agent. A file that has them looks like
      an agent; None for formats whose files are recognized by their place only.
    - `has_exact_paths` is whether every file at such a path is a definition, also one that cannot be read.
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
        """The programs that load a file, at least one."""
        return (self.hosts_of(file) if self.hosts_of else ()) or (self.host,)
