"""Sub-agents of Cursor: `.cursor/agents/*.md`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, ToolRule


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = file.front_matter
    yield Definition(
        file.at(),
        CURSOR_AGENT.name,
        CURSOR_AGENT.host,
        values.text("name") or file.stem,
        within=file.within,
        description=values.text("description"),
        # a sub-agent has the tools of its parent; there is no list of tools
        tool_rule=ToolRule.ALL,
        models=values.texts("model", separator=""),
        permission_mode="readonly" if values.text("readonly").lower() == "true" else "",
        **file.read_result(values),
        places=file.places(values),
    )


CURSOR_AGENT = Format(
    "cursor-agent", "Cursor", "cursor.com/docs/agent/subagents, 2026", ("**/.cursor/agents/**/*.md",), _read
)
