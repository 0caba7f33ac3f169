"""One agent in the files of six hosts, whose tools differ, and files that Git ignores."""

from __future__ import annotations

from collections.abc import Iterator

from tests.definitions.generate import texts
from tests.definitions.generate.claude_project import CLAUDE
from tests.definitions.generate.copilot import BOTH
from tests.definitions.generate.opencode import denying
from tests.definitions.generate.other_hosts import CODEX, CURSOR, GEMINI
from tests.definitions.generate.repository import Repository
from tests.definitions.generate.tools import listed


def repositories() -> Iterator[Repository]:
    yield many_hosts()
    yield ignored_by_git()
    yield without_definitions()


def many_hosts() -> Repository:
    """`name` decides on Claude Code, Gemini CLI, Codex and Cursor, the path on Copilot and OpenCode."""
    repository = Repository("many-hosts", "The agents reviewer and planner in the files of six hosts.")
    text = "Review each change."
    for name in ("reviewer", "planner"):
        fields = [f"name: {name}", "description: Reviews changes"]
        claude = texts.front_matter([*fields, "tools: Read, Grep, Bash"], text)
        repository.add(f".claude/agents/{name}.md", claude, CLAUDE.but(name=name, tools=listed("Read", "Grep", "Bash")))
        copilot = texts.front_matter(["description: Reviews changes", "tools: [read, search]"], text)
        repository.add(f".github/agents/{name}.agent.md", copilot, BOTH.but(name=name, tools=listed("read", "search")))
        denied = ["permissions:", "  - {action: edit, resource: '*', effect: deny}"]
        opencode = texts.front_matter(["description: Reviews changes", *denied], text)
        repository.add(f".opencode/agents/{name}.md", opencode, denying("edit").but(name=name))
        gemini = texts.front_matter([*fields, "tools: [read_file, grep_search]"], text)
        repository.add(
            f".gemini/agents/{name}.md", gemini, GEMINI.but(name=name, tools=listed("read_file", "grep_search"))
        )
        codex = f'name = "{name}"\ndescription = "Reviews"\nsandbox_mode = "read-only"\n'
        codex += 'developer_instructions = "Review."\n'
        repository.add(f".codex/agents/{name}.toml", codex, CODEX.but(name=name, mode="read-only"))
        cursor = texts.front_matter([*fields, "readonly: true"], text)
        repository.add(f".cursor/agents/{name}.md", cursor, CURSOR.but(name=name, mode="readonly"))
    near = texts.front_matter(["name: Reviewer", "description: Another name"], text)
    repository.add(".claude/agents/near.md", near, CLAUDE.but(name="Reviewer"))
    repository.other(
        "docs/agents/reviewer.md",
        texts.front_matter(["kind: agent", "owner: sam.lee"], text),
        "packet of documentation",
    )
    return repository


def ignored_by_git() -> Repository:
    repository = Repository("ignored-by-git", "Definitions of one person and built files, which .gitignore names.")
    fields = ["name: seen", "description: Reviews changes"]
    repository.other(".gitignore", "build/\n*.local.md\n/.codex/\n", "settings of Git")
    repository.add(".claude/agents/seen.md", texts.front_matter(fields, "Review."), CLAUDE.but(name="seen"))
    repository.other(".claude/agents/mine.local.md", texts.front_matter(fields, "Review."), "ignored by Git")
    repository.other("build/.claude/agents/built.md", texts.front_matter(fields, "Review."), "ignored by Git")
    codex = 'name = "mine"\ndescription = "Mine"\ndeveloper_instructions = "Work."\n'
    repository.other(".codex/agents/mine.toml", codex, "ignored by Git")
    return repository


def without_definitions() -> Repository:
    repository = Repository("no-definitions", "A repository with context and pages about agents, and without agents.")
    repository.other(
        "AGENTS.md", texts.front_matter(["name: rules", "description: Rules"], "Run the tests."), "context for agents"
    )
    repository.other("CLAUDE.md", "# Project\n", "context for agents")
    repository.other("GEMINI.md", "# Project\n", "context for agents")
    repository.other("apps/web/AGENTS.md", "# Web\n", "context for agents")
    repository.other(".github/copilot-instructions.md", "Use tabs.\n", "context for agents")
    quoted = "# Agents\n\n```markdown\n---\nname: quoted\ndescription: In a page\ntools: Read\n---\n```\n"
    repository.other("docs/agents.md", quoted, "quotes front matter")
    repository.other("docs/agent.md", texts.front_matter(["title: The agent"], "A page."), "page about agents")
    repository.other("src/agents/index.ts", "export const agents = [];\n", "source of program")
    repository.other("data/agents.json", '[{"name": "a", "description": "b", "tools": ["read"]}]\n', "data, no agent")
    repository.other("README.md", "# Project\n", "readme of repository")
    return repository
