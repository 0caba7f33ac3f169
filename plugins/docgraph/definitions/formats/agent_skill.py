"""Agent Skills: `SKILL.md` files."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile, state_of
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, Node


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = file.front_matter
    separator = "," if "," in values.text("allowed-tools") else " "
    yield Definition(
        file.at(),
        AGENT_SKILL.name,
        AGENT_SKILL.host,
        values.text("name") or file.folder,
        node=Node.SKILL,
        within=file.within,
        description=values.text("description"),
        tools=values.texts("allowed-tools", separator=separator),
        author=values.text("metadata", "author"),
        state=state_of(values),
        problem=values.error,
        places=file.places(values),
    )


AGENT_SKILL = Format(
    "agent-skill",
    "Agent Skills",
    "agentskills.io/specification, 2026",
    ("**/SKILL.md",),
    _read,
    Node.SKILL,
)
