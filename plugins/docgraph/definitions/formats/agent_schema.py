"""Agents in AgentSchema, which Microsoft Foundry uses: `agent.yaml`, and other YAML files with such a `kind`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile, state_of
from docgraph.definitions.file_values import yaml_values
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, ToolRule

_KINDS = ("hosted", "prompt", "workflow", "container")
_KEYS = ("model", "instructions", "template", "protocols", "trigger", "tools", "resources")


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = yaml_values(file.content)
    inner = () if values.text("kind") or values.get("template") is None else ("template",)
    is_schema = values.text(*inner, "kind").lower() in _KINDS or (file.stem == "agent" and values.text(*inner, "name"))
    # Kubernetes and Backstage have an `apiVersion`
    if not is_schema or values.text("apiVersion") or not any(values.get(*inner, key) for key in _KEYS):
        return
    tools = values.get(*inner, "tools")
    model = values.get(*inner, "model")
    yield Definition(
        file.at(),
        AGENT_SCHEMA.name,
        AGENT_SCHEMA.host,
        values.text(*inner, "name") or file.stem,
        title=values.text(*inner, "displayName"),
        description=values.text(*inner, "description"),
        tool_rule=ToolRule.LISTED if tools else ToolRule.NONE,
        tools=tuple(_tool_names(tools)),
        models=values.texts(*inner, *(("model", "id") if isinstance(model, dict) else ("model",))),
        author=", ".join(values.texts(*inner, "metadata", "authors")),
        state=state_of(values),
        problem=values.error,
        places=file.places(values, *inner),
    )


def _tool_names(tools: object) -> Iterator[str]:
    """The names of tools in a map by name, or in a list of maps with `name` and `kind`."""
    for tool in tools if isinstance(tools, (list, dict)) else ():
        name = (tool.get("name") or tool.get("kind")) if isinstance(tool, dict) else tool
        if isinstance(name, str):
            yield name


AGENT_SCHEMA = Format(
    "agent-schema",
    "Microsoft Foundry",
    "microsoft/AgentSchema @e75e83a",
    ("**/agent.yaml", "**/agent.yml", "**/*.agent.yaml", "**/agents/*.yaml", "**/agents/*.yml"),
    _read,
)
