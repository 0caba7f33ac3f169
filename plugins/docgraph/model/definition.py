"""Definitions: agents, skills and MCP servers that files define for agent hosts."""

from __future__ import annotations

from enum import StrEnum
from posixpath import dirname

from msgspec import Struct, field

from docgraph.model.location import Location
from docgraph.text.slug import id_of_name


class Node(StrEnum):
    """The type of a definition."""

    AGENT = "agent"
    SKILL = "skill"
    MCP_SERVER = "mcp-server"


UNDOCUMENTED = "undocumented-agent"
"""The kind of an agent that no document describes."""


class ToolRule(StrEnum):
    """How a definition decides which tools are allowed. Denied tools are always excluded."""

    ALL = "all"
    """Every tool of the agent host."""
    LISTED = "listed"
    """Only the tools that the definition lists."""
    NONE = "none"
    UNLESS_DENIED = "allowed unless denied"
    """Every tool that is not denied. The agent host has no key that lists allowed tools."""
    UNKNOWN = "unknown"
    """The file does not say, for example because a program adds tools in code."""


class ReadState(StrEnum):
    """How well a definition could be read."""

    READ = "read"
    LENIENT = "lenient"
    """The file has errors. It was read line by line, as the agent host reads it."""
    UNREADABLE = "unreadable"

    @property
    def is_readable(self) -> bool:
        """Whether the values of the definition are known."""
        return self is not ReadState.UNREADABLE


_READ_ONLY = ("readonly", "read-only")
"""Permission modes of Cursor and Codex that prevent changes."""


class UnloadedFile(Struct, frozen=True):
    """A file that looks like the definition of an agent, but that no agent host loads.

    - `path` is relative to the repository.
    - `folder` is the topmost folder with such files.
    - `ending` is the end of their names, such as `.agent.md`.
    - `missing` are the keys that the file lacks; empty if the agent host loads no file at this path.
    """

    path: str
    host: str
    folder: str
    ending: str
    missing: tuple[str, ...] = ()


class Definition(Struct, frozen=True):
    """An agent, skill or MCP server that a file defines for an agent host.

    - `at` is the start of the definition.
    - `format` is the name of the file format. `host` is the agent host that loads the file. `other_hosts` load it too.
    - `name` is the name in the agent host. An agent with definitions for several hosts has the same name in all of
      them.
    - `path` is the path of the file, relative to the repository.
    - `within` is the plugin or folder in which the name is unique; empty if it is unique in the repository.
    - `tools` and `denied` are names as they are in the file, such as `Bash(git:*)`.
    - `owner` is set only if the format has a key for an owner. `author` is not an owner.
    - `servers` and `skills` are names of MCP servers and skills.
    - `problem` is the reason why the file is not valid, or names another file that defines the same agent.
      `problem_help` is the edit that fixes it. `problem_at` is its location; None for the start of the definition.
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
        """The names of all agent hosts that load the file."""
        return (self.host, *self.other_hosts)

    @property
    def ref(self) -> str:
        """The kind and the scoped name: `undocumented-agent:bot` or `skill:review:lint`."""
        kind = UNDOCUMENTED if self.node is Node.AGENT else self.node.value
        return f"{kind}:{self.scoped_name}"

    @property
    def scoped_name(self) -> str:
        """The name after its plugin or folder: `review:linter`. Without either, `linter`."""
        return f"{self.within}:{self.name}" if self.within else self.name

    @property
    def ids(self) -> set[str]:
        """The ids that the agent packet for this definition can have."""
        return {self.name, id_of_name(self.name)}

    @property
    def folder(self) -> str:
        """The folder in which the agent is available: `web` for `web/.claude/agents/bot.md`.

        If there is no folder such as `.claude` in the path, the folder of the file.
        """
        folder = dirname(self.path)
        above, dot, _ = f"/{folder}".partition("/.")
        return above[1:] if dot and not self.within else folder

    def place(self, *keys: str) -> Location:
        """The location of the first of `keys` that the file has; if it has none, of the definition."""
        return next((self.places[key] for key in keys if key in self.places), self.at)

    @property
    def allowed_tools(self) -> tuple[str, ...]:
        """The tools that the definition lists and does not deny. They are compared by name."""
        return tuple(tool for tool in self.tools if tool not in self.denied)

    @property
    def allows_everything(self) -> bool:
        """Whether the definition allows every tool of its agent host."""
        if self.is_read_only:
            return False
        return self.tool_rule is ToolRule.ALL or (self.tool_rule is ToolRule.UNLESS_DENIED and not self.denied)

    @property
    def is_read_only(self) -> bool:
        """Whether the permission mode prevents changes, no matter which tools are allowed."""
        return self.permission_mode in _READ_ONLY
