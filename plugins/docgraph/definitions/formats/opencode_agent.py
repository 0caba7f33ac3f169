"""Agents of OpenCode: Markdown files in `.opencode/agents`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.file_values import FileValues
from docgraph.definitions.formats._format import Format
from docgraph.definitions.opencode_permissions import opencode_permissions
from docgraph.model.definition import Definition

OPENCODE = "OpenCode"
FOLLOWED = "opencode.ai/docs/agents, V2, and its migration guide for V1"
_FOLDERS = (".opencode/agents/", ".opencode/agent/", ".opencode/modes/", ".opencode/mode/")


def _read(file: DefinitionFile) -> Iterator[Definition]:
    yield agent_of(file, file.front_matter, OPENCODE_AGENT.name, _name(file))


def _name(file: DefinitionFile) -> str:
    below = next((file.path.rpartition(folder)[2] for folder in _FOLDERS if folder in file.path), "")
    return below.removesuffix(".md") or file.stem


def agent_of(file: DefinitionFile, values: FileValues, form: str, name: str, *above: str) -> Definition:
    """The agent that is defined in the map at the path `above`.

    Every tool that is not denied is allowed.
    """
    permissions = opencode_permissions(values, *above)
    return Definition(
        file.at(values.offsets.get(above, 0)),
        form,
        OPENCODE,
        name,
        description=values.text(*above, "description"),
        tool_rule=permissions.tool_rule,
        tools=permissions.allowed,
        denied=permissions.denied,
        models=values.texts(*above, "model", separator=""),
        delegates_to=permissions.subagents,
        **file.read_result(values),
        places=file.places(values, *above),
    )


OPENCODE_AGENT = Format(
    "opencode-agent",
    OPENCODE,
    FOLLOWED,
    tuple(f"**/{folder}**/*.md" for folder in _FOLDERS),
    _read,
    name_of=_name,
)
