"""Sub-agents of Gemini CLI: `.gemini/agents/*.md` and the agents of extensions."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.file_values import FileValues
from docgraph.definitions.formats._format import Format
from docgraph.definitions.formats.claude_agent import server_names, tool_rule
from docgraph.model.definition import Definition, ToolRule


def _read(file: DefinitionFile) -> Iterator[Definition]:
    # files that begin with `_` are drafts
    if not file.has_front_matter or file.stem.startswith("_"):
        return
    for values in file.front_matter_items or (file.front_matter,):
        yield _agent(file, values)


def _agent(file: DefinitionFile, values: FileValues) -> Definition:
    offset = min(values.offsets.values(), default=0) if file.front_matter_items else 0
    return Definition(
        file.at(offset),
        GEMINI_AGENT.name,
        GEMINI_AGENT.host,
        values.text("name") or file.stem,
        within=file.within,
        title=values.text("display_name"),
        description=values.text("description"),
        tool_rule=ToolRule.UNKNOWN if values.text("kind") == "remote" else tool_rule(values, "tools"),
        tools=values.texts("tools"),
        models=values.texts("model", separator=""),
        servers=server_names(values, "mcpServers") or server_names(values, "mcp_servers"),
        **file.read_result(values),
        places=file.places(values),
    )


GEMINI_AGENT = Format(
    "gemini-agent", "Gemini CLI", "gemini-cli docs/core/subagents.md @0badfc2", ("**/.gemini/agents/*.md",), _read
)
