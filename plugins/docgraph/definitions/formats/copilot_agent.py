"""Custom agents of GitHub Copilot: `.github/agents/*.md`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.formats._format import Format
from docgraph.definitions.formats.claude_agent import server_names, tool_rule
from docgraph.model.definition import Definition

COPILOT = "GitHub Copilot"
VSCODE = "VS Code"


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = file.front_matter
    names = (*values.texts("agents"), *values.texts_in_maps("handoffs", key="agent"))
    yield Definition(
        file.at(),
        COPILOT_CUSTOM_AGENT.name,
        COPILOT_CUSTOM_AGENT.host,
        file.stem,
        within=file.within,
        title=values.text("name"),
        description=values.text("description"),
        tool_rule=tool_rule(values, "tools"),
        tools=values.texts("tools"),
        models=values.texts("model", separator=""),
        owner=values.text("metadata", "owner"),
        author=values.text("metadata", "author"),
        delegates_to=tuple(dict.fromkeys(names)),
        servers=server_names(values, "mcp-servers"),
        **file.read_result(values),
        places=file.places(values) | file.places(values, "metadata"),
    )


def _hosts(file: DefinitionFile) -> tuple[str, ...]:
    target = file.front_matter.text("target")
    if target == "vscode":
        return (VSCODE,)
    is_only_copilot = target == "github-copilot" or file.within or ".github-private/" in file.path
    return (COPILOT,) if is_only_copilot else (COPILOT, VSCODE)


COPILOT_CUSTOM_AGENT = Format(
    "copilot-agent",
    COPILOT,
    "github/docs custom-agents-configuration @03e038c5; VS Code custom agent files @036c663",
    ("**/.github/agents/*.md", "**/.github-private/agents/*.md"),
    _read,
    hosts_of=_hosts,
    ending=".agent.md",
    # VS Code, which loads the same files, requires none
    required=(),
)
