"""Agents of Claude Code: Markdown files in `.claude/agents`."""

from docgraph.adopt.presets._preset import Preset

CLAUDE_AGENT = Preset(
    "claude-agent",
    "agent",
    id="{key:name}",
    body=False,
    unquoted=True,
    keys={
        "name": "title",
        "description": "purpose",
        **dict.fromkeys(("disallowedTools", "permissionMode", "maxTurns", "mcpServers", "skills", "hooks"), ""),
        **dict.fromkeys(("memory", "background", "isolation", "effort", "color"), ""),
    },
)
