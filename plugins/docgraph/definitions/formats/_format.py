"""The description of a format of agent definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.model.definition import Definition, Node


class Format(Struct, frozen=True):
    """A format of agent definitions.

    - `name` identifies the format, `host` is the name of the program that loads it.
    - `followed` is the documentation that the reader follows, with its version.
    - `patterns` are patterns of `.gitignore` for the paths from which the host loads files. A pattern that starts with
      `/` matches only from the top of the repository.
    - `node` is what the files mostly define.
    - `read` returns what a file defines. It returns nothing for a file that is not of this format.
    """

    name: str
    host: str
    followed: str
    patterns: tuple[str, ...]
    read: Callable[[DefinitionFile], Iterable[Definition]]
    node: Node = Node.AGENT
