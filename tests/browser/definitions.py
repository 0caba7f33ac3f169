"""Files that define agents of the example organisation: one documented in two hosts, others undocumented."""

from __future__ import annotations

_LONG = "a-name-of-an-agent-that-is-longer-than-a-narrow-page-has-room-for"

FILES = {
    ".claude/agents/import-triage.md": "---\nname: import-triage\ndescription: Sorts failed imports.\nmodel: opus\n"
    "tools: Read, Grep, Bash, read_logs, mcp__tickets__search, Agent(spec-to-pr)\nskills: error-kinds\n---\n",
    ".github/agents/import-triage.agent.md": "---\ndescription: Sorts failed imports.\ntools: [read, open_pr]\n---\n",
    ".claude/agents/spec-to-pr.md": "---\nname: spec-to-pr\ndescription: Writes tests.\n---\n",
    f".claude/agents/review/of-the-importer/{_LONG}.md": f"---\nname: {_LONG}\ndescription: Has no packet.\n---\n",
    ".codex/agents/release.toml": 'name = "release"\ndescription = "d"\ndeveloper_instructions = "Release."\n',
    ".claude/skills/error-kinds/SKILL.md": "---\nname: error-kinds\ndescription: The kinds of error.\n---\n",
    ".mcp.json": '{"mcpServers": {"tickets": {"command": "npx"}}}\n',
}
"""Text by path, relative to the folder of `mkdocs.yml`."""
