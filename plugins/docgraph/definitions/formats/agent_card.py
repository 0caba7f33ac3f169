"""Agent cards of the A2A protocol: `agent-card.json`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, ToolRule


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = file.required_json()
    if not values.text("name") or not isinstance(values.get("skills"), list):
        return
    skills = [skill.get("id") or skill.get("name") for skill in values.get("skills") if isinstance(skill, dict)]
    yield Definition(
        file.at(),
        AGENT_CARD.name,
        AGENT_CARD.host,
        values.text("name"),
        description=values.text("description"),
        tool_rule=ToolRule.UNKNOWN,
        author=values.text("provider", "organization"),
        skills=tuple(skill for skill in skills if isinstance(skill, str)),
        **file.read_result(values),
        places=file.places(values),
    )


AGENT_CARD = Format(
    "agent-card",
    "A2A",
    "a2aproject/A2A specification, version 1",
    ("**/agent-card.json", "**/.well-known/agent.json"),
    _read,
)
