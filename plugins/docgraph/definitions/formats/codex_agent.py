"""Sub-agents of Codex: `.codex/agents/**/*.toml`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile, UnreadableFileError
from docgraph.definitions.file_values import toml_values
from docgraph.definitions.formats._format import Format
from docgraph.definitions.formats.claude_agent import server_names
from docgraph.model.definition import Definition, ToolRule


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = toml_values(file.content)
    if isinstance(values, str):
        raise UnreadableFileError(f"the file is not valid TOML: {values}", "correct the TOML at this place")
    yield Definition(
        file.at(),
        CODEX_AGENT.name,
        CODEX_AGENT.host,
        values.text("name") or file.stem,
        description=values.text("description"),
        tool_rule=ToolRule.UNKNOWN,
        models=values.texts("model", separator=""),
        permission_mode=values.text("sandbox_mode"),
        servers=server_names(values, "mcp_servers"),
        skills=values.texts_in_maps("skills", "config", key="path"),
        places=file.places(values),
    )


def _instructions(file: DefinitionFile, name: str) -> str:  # noqa: ARG001
    values = toml_values(file.content)
    return "" if isinstance(values, str) else values.lines("developer_instructions")


CODEX_AGENT = Format(
    "codex-agent",
    "Codex",
    "developers.openai.com/codex/subagents, 2026",
    ("**/.codex/agents/**/*.toml",),
    _read,
    instructions=_instructions,
    required=("name", "description", "developer_instructions"),
)
