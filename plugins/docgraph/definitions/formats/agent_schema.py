"""Agents in AgentSchema of Microsoft Foundry: `agent.yaml`, and YAML files with a `kind` of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docgraph.definitions.definition_file import DefinitionFile, UnreadableFileError
from docgraph.definitions.file_values import FileValues
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, ToolRule

_KIND = re.compile(r"^kind:[ \t]*(?:prompt|hosted|workflow)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = file.yaml
    # Kubernetes has objects of kind Workflow, with an `apiVersion`
    if "apiVersion" in values.data:
        return
    if values.error:
        if _KIND.search(file.content):
            raise UnreadableFileError(values.error, values.help, values.error_at)
        return
    above = _above(values)
    kind = values.text(*above, "kind").lower()
    if kind not in ("prompt", "hosted", "workflow"):
        return
    tools = _tools(values.get(*above, "tools"))
    is_map = isinstance(values.get(*above, "model"), dict)
    # the tools of the other kinds are in code
    without_list = ToolRule.NONE if kind == "prompt" else ToolRule.UNKNOWN
    yield Definition(
        file.at(),
        AGENT_SCHEMA.name,
        AGENT_SCHEMA.host,
        values.text(*above, "name") or file.stem,
        title=values.text(*above, "displayName"),
        description=values.text(*above, "description"),
        tool_rule=ToolRule.LISTED if tools else without_list,
        tools=tuple(tools),
        models=values.texts(*above, "model", *(("id",) if is_map else ()), separator=""),
        owner=values.text(*above, "metadata", "owner"),
        author=", ".join(values.texts(*above, "metadata", "authors")),
        servers=tuple(dict.fromkeys(server for server in tools.values() if server)),
        places=file.places(values, *above) | file.places(values, *above, "metadata"),
    )


def _above(values: FileValues) -> tuple[str, ...]:
    return ("template",) if isinstance(values.get("template"), dict) else ()


def _tools(declared: Any) -> dict[str, str]:
    entries = declared.items() if isinstance(declared, dict) else [("", tool) for tool in declared or ()]
    tools = {}
    for key, tool in entries:
        values = tool if isinstance(tool, dict) else {"name": tool}
        name = key or values.get("name") or values.get("kind")
        if isinstance(name, str):
            server = values.get("serverName") or name
            tools[name] = server if values.get("kind") == "mcp" and isinstance(server, str) else ""
    return tools


def _instructions(file: DefinitionFile, name: str) -> str:  # noqa: ARG001
    above = _above(file.yaml)
    return "\n\n".join(file.yaml.lines(*above, key) for key in ("instructions", "additionalInstructions"))


AGENT_SCHEMA = Format(
    "agent-schema",
    "Microsoft Foundry",
    "microsoft/AgentSchema @e75e83a",
    ("**/agent.yaml", "**/agent.yml", "**/*.agent.yaml", "**/agents/*.yaml", "**/agents/*.yml"),
    _read,
    has_exact_paths=False,
    instructions=_instructions,
)
