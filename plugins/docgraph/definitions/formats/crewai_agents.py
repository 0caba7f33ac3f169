"""Agents of CrewAI: `config/agents.yaml`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile, UnreadableFileError
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, ToolRule


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = file.yaml
    if values.error:
        if all(f"\n  {key}:" in file.content for key in ("role", "goal")):
            raise UnreadableFileError(values.error, values.help, values.error_at)
        return
    for name, agent in values.data.items():
        if isinstance(agent, dict) and "role" in agent and "goal" in agent:
            yield Definition(
                file.at(values.offsets.get((name,), 0)),
                CREWAI_AGENTS.name,
                CREWAI_AGENTS.host,
                name,
                title=values.text(name, "role"),
                description=values.text(name, "goal"),
                tool_rule=ToolRule.LISTED if values.texts(name, "tools") else ToolRule.NONE,
                tools=values.texts(name, "tools"),
                models=values.texts(name, "llm", separator=""),
                delegates_to=("*",) if values.text(name, "allow_delegation") == "true" else (),
                places=file.places(values, name),
            )


def _instructions(file: DefinitionFile, name: str) -> str:
    return "\n\n".join(file.yaml.lines(name, key) for key in ("goal", "backstory"))


CREWAI_AGENTS = Format(
    "crewai-agents",
    "CrewAI",
    "docs.crewai.com/concepts/agents, 2026",
    ("**/config/agents.yaml",),
    _read,
    has_exact_paths=False,
    instructions=_instructions,
)
