"""Agents of OpenCode: Markdown files in `.opencode/agents`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgraph.definitions.definition_file import DefinitionFile, state_of
from docgraph.definitions.file_values import FileValues
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, ToolRule
from docgraph.model.location import Location

OPENCODE = "OpenCode"
FOLLOWED = "opencode.ai/docs/agents, V2, and its migration guide for V1"
_FOLDERS = (".opencode/agents/", ".opencode/agent/")


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = file.front_matter
    # a nested path is part of the name
    name = next(file.path.rpartition(folder)[2] for folder in (*_FOLDERS, "/") if folder in file.path)
    yield agent_of(values, OPENCODE_AGENT.name, name.removesuffix(".md"), file.at(), file.places(values))


def agent_of(
    values: FileValues, form: str, name: str, at: Location, places: dict[str, Location], *above: str
) -> Definition:
    """The agent that the map at the path `above` defines. Each tool is allowed unless it is denied."""
    allowed, denied = _permissions(values, *above)
    rule = ToolRule.LISTED if "*" in denied and allowed else ToolRule.NONE if "*" in denied else ToolRule.UNLESS_DENIED
    return Definition(
        at,
        form,
        OPENCODE,
        name,
        description=values.text(*above, "description"),
        tool_rule=rule,
        tools=allowed,
        denied=denied,
        models=(model,) if (model := values.text(*above, "model")) else (),
        state=state_of(values),
        problem=values.error,
        places=places,
    )


def _permissions(values: FileValues, *above: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The allowed and the denied tools, in the forms of V1 and V2. The last entry for a tool counts."""
    effects: dict[str, bool] = {}
    for key in ("tools", "permission"):
        declared = values.get(*above, key)
        for tool, effect in declared.items() if isinstance(declared, dict) else ():
            effects[tool] = not _denies(effect)
    entries = values.get(*above, "permissions")
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("action"), str) and entry.get("resource") in (None, "*"):
            effects[entry["action"]] = entry.get("effect") != "deny"
    allowed = tuple(tool for tool, is_allowed in effects.items() if is_allowed)
    return allowed, tuple(tool for tool, is_allowed in effects.items() if not is_allowed)


def _denies(effect: Any) -> bool:
    """Whether a permission denies every use of a tool. A map has patterns of its arguments."""
    if isinstance(effect, dict):
        return bool(effect) and all(value == "deny" for value in effect.values())
    return effect in ("deny", "false")


OPENCODE_AGENT = Format(
    "opencode-agent", OPENCODE, FOLLOWED, ("**/.opencode/agents/**/*.md", "**/.opencode/agent/**/*.md"), _read
)
