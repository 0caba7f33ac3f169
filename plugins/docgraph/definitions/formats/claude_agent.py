"""Sub-agents of Claude Code: `.claude/agents/**/*.md` and the agents of plugins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.file_values import FileValues
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, ToolRule

_SUBAGENT = re.compile(r"(?:Agent|Task)\((.*)\)\Z")


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = file.front_matter
    name = values.text("name") or (file.stem if file.within else "")
    if not file.has_front_matter or not _is_loaded(name, values.text("description"), file):
        return
    tools = values.texts("tools")
    # the settings of a plugin cannot loosen those of its user
    permission_mode = "" if file.within else values.text("permissionMode")
    yield Definition(
        file.at(),
        CLAUDE_SUBAGENT.name,
        CLAUDE_SUBAGENT.host,
        name,
        within=file.within,
        description=values.text("description"),
        tool_rule=tool_rule(values, "tools"),
        tools=tools,
        denied=values.texts("disallowedTools"),
        models=values.texts("model", separator=""),
        permission_mode=permission_mode,
        delegates_to=tuple(dict.fromkeys(subagents(tools))),
        servers=() if file.within else server_names(values, "mcpServers"),
        skills=values.texts("skills"),
        **file.read_result(values),
        places=file.places(values),
    )


def _is_loaded(name: str, description: str, file: DefinitionFile) -> bool:
    return bool(name and (description or file.within)) and ":" not in name and not name.startswith("-")


def tool_rule(values: FileValues, key: str) -> ToolRule:
    """How a definition decides which tools are allowed, if all are allowed without a list."""
    tools = values.texts(key)
    if not tools:
        return ToolRule.NONE if values.get(key) == [] else ToolRule.ALL
    return ToolRule.ALL if "*" in tools else ToolRule.LISTED


def subagents(tools: tuple[str, ...]) -> Iterator[str]:
    """The names of agents in tools such as `Agent(reviewer, tester)` and `Task(reviewer)`."""
    for tool in tools:
        found = _SUBAGENT.match(tool)
        if found:
            yield from (name.strip() for name in found[1].split(",") if name.strip() not in ("", "*"))


def server_names(values: FileValues, key: str) -> tuple[str, ...]:
    """The names of MCP servers under `key`, which may be a map or a list of names and maps.

    Addresses are left out, because they can contain a password.
    """
    value = values.get(key)
    maps = value if isinstance(value, list) else [value]
    names = [name for item in maps for name in (item if isinstance(item, dict) else [item])]
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and name and "://" not in name))


CLAUDE_SUBAGENT = Format(
    "claude-agent",
    "Claude Code",
    "code.claude.com/docs/en/sub-agents, 2026",
    ("**/.claude/agents/**/*.md",),
    _read,
    required=("name", "description"),
)
