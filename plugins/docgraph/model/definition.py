"""Agent definitions: files from which a program such as Claude Code loads agents, skills and MCP servers."""

from __future__ import annotations

from enum import StrEnum
from posixpath import dirname

from msgspec import Struct, field

from docgraph.model.location import Location
from docgraph.text.slug import id_of_name


class Node(StrEnum):
    """What a definition defines."""

    AGENT = "agent"
    SKILL = "skill"
    MCP_SERVER = "mcp-server"


UNDOCUMENTED = "undocumented-agent"
"""The kind of an agent that no document describes."""


class ToolRule(StrEnum):
    """Which tools a definition allows, apart from the tools that it denies."""

    ALL = "all"
    """Every tool of the host."""
    LISTED = "listed"
    """Only the tools that the definition lists."""
    NONE = "none"
    UNLESS_DENIED = "allowed unless denied"
    """Every tool of the host, in a host whose definitions only deny tools."""
    UNKNOWN = "unknown"
    """The file does not state it; for example, tools that a program adds in code."""


class ReadState(StrEnum):
    """How a definition could be read."""

    READ = "read"
    LENIENT = "lenient"
    """The file has errors, but was read line by line, as its host does."""
    UNREADABLE = "unreadable"

    @property
    def is_readable(self) -> bool:
        """Whether the values of the definition are known."""
        return self is not ReadState.UNREADABLE


_READ_ONLY = ("readonly", "read-only")
"""Modes of Cursor and Codex."""


class UnloadedFile(Struct, frozen=True):
    """A file that looks like an agent of a host, but that no program loads from its place, or for lack of a key.

    `path` is relative to the repository. `folder` is the topmost folder of such files, and `ending` the ending of their
    names. `missing` are the keys that the host requires in a file at this place; empty if no program loads the place.
    """

    path: str
    host: str
    folder: str
    ending: str
    missing: tuple[str, ...] = ()


class Definition(Struct, frozen=True):
    """An agent, skill or MCP server that a file defines for a host.

    - `at` is where the definition starts.
    - `format` is the name of the format, and `host` the name of the program that loads the file. `other_hosts` are
      other programs that load the same file.
    - `name` is the name by which the host knows it. Definitions of one agent for several hosts have the same name.
    - `path` is the path of its file, relative to the repository.
    - `within` is the plugin or folder to which the name belongs; empty if the name belongs to the repository. It is a
      folder if a host loads different agents with this name from several folders.
    - `tools` and `denied` are names as in the file, such as `Bash(git:*)`.
    - `owner` is set only in formats that have room for an owner. `author` is who wrote it, which is not an owner.
    - `servers` and `skills` are the names of the MCP servers and skills that it uses.
    - `problem` describes why the file was not read strictly, or which other file defines the same; empty if there is
      no problem. `problem_help` is the edit that fixes it, and `problem_at` its place, if it is not the start of the
      definition.
    - `places` maps keys of the file, such as `tools`, to their locations.
    """

    at: Location
    format: str
    host: str
    name: str
    node: Node = Node.AGENT
    path: str = ""
    within: str = ""
    title: str = ""
    description: str = ""
    tool_rule: ToolRule = ToolRule.UNKNOWN
    tools: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    owner: str = ""
    author: str = ""
    permission_mode: str = ""
    delegates_to: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    state: ReadState = ReadState.READ
    problem: str = ""
    problem_help: str = ""
    problem_at: Location | None = None
    places: dict[str, Location] = field(default_factory=dict)
    other_hosts: tuple[str, ...] = ()

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names of all programs that load the file."""
        return (self.host, *self.other_hosts)

    @property
    def ref(self) -> str:
        """The ref of what is defined, if no document describes it: `undocumented-agent:bot` or `skill:review:lint`."""
        kind = UNDOCUMENTED if self.node is Node.AGENT else self.node.value
        return f"{kind}:{self.scoped_name}"

    @property
    def scoped_name(self) -> str:
        """The name after that of the plugin: `review:linter`, or `linter` outside of plugins."""
        return f"{self.within}:{self.name}" if self.within else self.name

    @property
    def ids(self) -> set[str]:
        """The ids of packets that are about this definition and not about others in its file."""
        return {self.name, id_of_name(self.name)}

    @property
    def folder(self) -> str:
        """The folder for which the host loads it: `web` for `web/.claude/agents/bot.md`; else that of the file."""
        folder = dirname(self.path)
        above, dot, _ = f"/{folder}".partition("/.")
        return above[1:] if dot and not self.within else folder

    def place(self, *keys: str) -> Location:
        """The location of the first of `keys` that the file has; where the definition starts if it has none."""
        return next((self.places[key] for key in keys if key in self.places), self.at)

    @property
    def allowed_tools(self) -> tuple[str, ...]:
        """The tools that the definition lists, without those that it denies by the same name."""
        return tuple(tool for tool in self.tools if tool not in self.denied)

    @property
    def allows_everything(self) -> bool:
        """Whether the definition allows every tool of its host."""
        if self.is_read_only:
            return False
        return self.tool_rule is ToolRule.ALL or (self.tool_rule is ToolRule.UNLESS_DENIED and not self.denied)

    @property
    def is_read_only(self) -> bool:
        """Whether the mode of the definition prevents changes, whatever its tools are."""
        return self.permission_mode in _READ_ONLY
