"""Agent Skills: `SKILL.md` files."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, Node

_FOLDERS = {
    ".claude/skills/": ("Claude Code",),
    ".github/skills/": ("GitHub Copilot", "VS Code"),
    ".opencode/skills/": ("OpenCode",),
    ".gemini/skills/": ("Gemini CLI",),
    ".cursor/skills/": ("Cursor",),
    ".codex/skills/": ("Codex",),
}


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
        owner=values.text("metadata", "owner"),
        author=values.text("metadata", "author"),
        **file.read_result(values),
        places=file.places(values) | file.places(values, "metadata"),
    )


def _hosts(file: DefinitionFile) -> tuple[str, ...]:
    if file.within:
        return ("Claude Code",)
    return next((hosts for folder, hosts in _FOLDERS.items() if f"/{folder}" in f"/{file.path}"), ())


AGENT_SKILL = Format(
    "agent-skill",
    "Agent Skills",
    "agentskills.io/specification, 2026",
    ("**/SKILL.md",),
    _read,
    Node.SKILL,
    attrgetter("folder"),
    _hosts,
)
