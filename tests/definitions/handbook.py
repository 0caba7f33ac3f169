"""A repository with a handbook and agents in two hosts: one documented, one not, with a skill and servers."""

from __future__ import annotations

from pathlib import Path

from docgraph.app import CheckResult, check
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.corpus import AS_OF
from tests.definitions.repository import write

CANARY = "correct-horse-battery"
"""A text at every place where a value can be a secret."""
PEOPLE = "---\nkind: people\npeople: [{id: jane, title: Jane Doe}, {id: sam, title: Sam Lee}]\n---\n"
PACKET = """---
kind: agent
owner: jane
backup: sam
tools: [Read, Grep, docs]
definitions: [.claude/agents/reviewer.md]
---
# Reviewer
"""
FILES = {
    "docgraph.toml": 'docs-dir = "docs"\n',
    "docs/people.md": PEOPLE,
    "docs/reviewer.md": PACKET,
    ".claude/agents/reviewer.md": "---\nname: reviewer\ndescription: Reviews.\ntools: Read, Bash, Task(fixer), "
    "mcp__docs__search, mcp__gone__x\nmodel: opus\nskills: pdf, unknown\n---\n",
    ".github/agents/reviewer.agent.md": "---\ndescription: Reviews.\ntools: [read]\n---\n",
    ".claude/agents/fixer.md": "---\nname: fixer\ndescription: Fixes.\n---\n",
    ".claude/skills/pdf/SKILL.md": "---\nname: pdf\ndescription: Reads PDF files.\n---\n",
    ".mcp.json": f'{{"mcpServers": {{"docs": {{"command": "npx", "args": ["{CANARY}"], "env": {{"KEY": "{CANARY}"}},'
    f' "url": "https://jane:{CANARY}@example.org", "headers": {{"A": "{CANARY}"}}}}}}}}\n',
}


def checked(root: Path, files: dict[str, str] | None = None) -> CheckResult:
    """The result of checking a repository with the files."""
    write(root, {".git/HEAD": "", **(FILES if files is None else files)})
    return check(project_at(layout_of(root), AS_OF))
