"""Claude Code: sub-agents of a project, with front matter that is valid, odd, or refused by YAML."""

from __future__ import annotations

from collections.abc import Iterator

from tests.definitions.generate import texts
from tests.definitions.generate.repository import Definition, Repository
from tests.definitions.generate.tools import ALL, EVERY, NO_TOOLS, Tools, listed

CLAUDE = Definition("claude-code", ("claude-code",), None, tools=ALL)
TOOL_LISTS = (
    listed("Read"),
    listed("Read", "Grep", "Glob"),
    listed("Read", "Edit", "Bash"),
    listed("Read", "Write", "Edit", "MultiEdit", "NotebookEdit", "Bash", "Glob", "Grep", "LS"),
    listed("Bash(git:*)", "Read"),
    listed("Bash(git add:*)", "Bash(npm run test:*)", "Edit(docs/**)"),
    listed("Task", "TaskList", "TaskCreate", "TodoWrite"),
    listed("TaskGet", "TaskUpdate"),
    listed("WebFetch", "WebSearch", "Read"),
    listed("mcp__github__list_issues", "mcp__github__create_issue", "Read"),
    listed("mcp__github", "Grep"),
    listed("mcp__tickets__*", "NotebookRead"),
    listed("Frobnicate", "Read"),
    listed("ToolSearch", "Artifact"),
    listed("Skill", "SendMessage", "Monitor"),
    listed("PowerShell", "KillShell", "BashOutput"),
)
MODELS: tuple[tuple[str, ...], ...] = ((), ("sonnet",), ("opus",), ("haiku",), ("inherit",), ("claude-opus-5",))
MODES = (None, "default", "acceptEdits", "plan", "bypassPermissions", "dontAsk", "auto")
FOLDERS = (".claude/agents/", ".claude/agents/review/", "services/api/.claude/agents/")


def repositories() -> Iterator[Repository]:
    yield project()
    yield options()
    yield refused_by_yaml()
    yield bytes_and_line_ends()


def project() -> Repository:
    repository = Repository("claude-project", "Sub-agents of a project and of a service in it; files beside them.")
    names = texts.names("claude-project")
    forms = (*texts.TEXTS, *texts.LISTS)
    for number, tools in enumerate((*TOOL_LISTS, *TOOL_LISTS)):
        name, model, mode = next(names), MODELS[number % len(MODELS)], MODES[number % len(MODES)]
        lines = [
            f"name: {name}",
            f"description: {texts.description(name)}",
            *forms[number % len(forms)]("tools", tools.names),
        ]
        lines += [f"model: {value}" for value in model] + ([f"permissionMode: {mode}"] if mode else [])
        definition = CLAUDE.but(name=name, tools=tools, models=model, mode=mode)
        # Identity is the name: every second file is called otherwise.
        file = name if number % 2 else f"agent{number}"
        repository.add(f"{FOLDERS[number % 3]}{file}.md", texts.front_matter(lines, texts.body(name)), definition)
    beside_agents(repository)
    return repository


def beside_agents(repository: Repository) -> None:
    """Files that Claude Code treats as documentation, and files that are context."""
    fields = ["name: unused", "description: Never loaded"]
    agents = ".claude/agents/"
    repository.other(f"{agents}README.md", "# Agents\n\nOne file for each agent.\n", "readme beside agents")
    repository.other(f"{agents}AGENTS.md", "# Rules\n\nRun the tests first.\n", "context for agents")
    repository.other(f"{agents}references/checklist.md", "# Checklist\n\n- tests\n", "reference without name")
    repository.other(
        f"{agents}style.md",
        texts.front_matter(["description: How we write"], "Short sentences."),
        "front matter without name",
    )
    repository.other(
        f"{agents}unfinished.md",
        texts.front_matter(["name: unfinished", "tools: Read"], "To do."),
        "no description: skipped",
    )
    repository.other(f"{agents}late.md", "\n" + texts.front_matter(fields, "Text."), "front matter not first")
    repository.other(
        f"{agents}comment.md", "<!-- draft -->\n" + texts.front_matter(fields, "Text."), "front matter not first"
    )
    repository.other(f"{agents}toml.md", '+++\nname = "unused"\n+++\n\nText.\n', "not YAML front matter")
    repository.other(
        f"{agents}scoped.md",
        texts.front_matter(["name: team:scoped", "description: Reviews"], "Text."),
        "name with colon",
    )
    repository.other(
        f"{agents}dashed.md", texts.front_matter(["name: -dashed", "description: Reviews"], "Text."), "name with dash"
    )
    repository.other(f"{agents}notes.txt", "name: notes\n", "not a Markdown file")
    repository.other(f"{agents}agents.json", '{"name": "listed", "description": "Never read"}\n', "not a Markdown file")
    repository.other("CLAUDE.md", "# Project\n\nUse the reviewer before you push.\n", "context for agents")
    repository.other("AGENTS.md", "# Project\n\nRun the tests.\n", "context for agents")
    repository.other(
        ".claude/settings.json", '{"permissions": {"allow": ["Bash(git status)"]}}\n', "settings, no agents"
    )
    repository.other(
        ".claude/commands/deploy.md", texts.front_matter(["description: Deploys"], "Deploy."), "command, no agent"
    )
    repository.other("agents/plain.md", texts.front_matter(fields, "Text."), "no host loads")
    repository.other("docs/agents/example.md", texts.front_matter(fields, "Text."), "no host loads")
    repository.other(
        "node_modules/kit/.claude/agents/vendored.md", texts.front_matter(fields, "Text."), "vendored by npm"
    )
    repository.other(
        "vendor/kit/.claude/agents/vendored.md", texts.front_matter(fields, "Text."), "vendored source tree"
    )
    repository.other(
        ".venv/lib/kit/.claude/agents/vendored.md", texts.front_matter(fields, "Text."), "virtual environment"
    )
    repository.link(".claude/agents/outside.md", "../../../outside/agent.md", "leads out of the repository")
    repository.link(".claude/agents/loop", "../agents", "leads back to its own folder")
    repository.link("services/api/parent", "../..", "leads back to the root")


def options() -> Repository:
    """Every field that changes a label, one or two at a time."""
    repository = Repository(
        "claude-options", "Lists that are empty, absent or everything; denied tools, servers, skills."
    )
    names = texts.names("claude-options")
    servers = ["mcpServers:", "  - github", "  - playwright:", "      type: stdio", "      command: npx"]
    cases: tuple[tuple[list[str], dict[str, object]], ...] = (
        ([], {}),
        (["model: opus", "color: red", "memory: project"], {"models": ("opus",)}),
        (["tools: []"], {"tools": NO_TOOLS}),
        (["tools: [ ]", "model: haiku"], {"tools": NO_TOOLS, "models": ("haiku",)}),
        (["tools:"], {}),
        (['tools: "*"'], {"tools": EVERY}),
        (['tools: ["*"]'], {"tools": EVERY}),
        (["disallowedTools: Write, Edit"], {"tools": Tools("all", denied=("Write", "Edit"))}),
        (["disallowedTools:", "  - Bash"], {"tools": Tools("all", denied=("Bash",))}),
        (["disallowedTools: [mcp__github]"], {"tools": Tools("all", denied=("mcp__github",))}),
        (
            ["tools: Read, Edit, Bash", "disallowedTools: Edit"],
            {"tools": listed("Read", "Edit", "Bash", denied=("Edit",))},
        ),
        (
            ["tools: [Read, Write]", "disallowedTools: [Write, Bash]"],
            {"tools": listed("Read", "Write", denied=("Write", "Bash"))},
        ),
        (
            ["tools: Agent(planner, tester), Read"],
            {"tools": listed("Agent(planner, tester)", "Read"), "delegates_to": ("planner", "tester")},
        ),
        (['tools: ["Agent(tester)", "Grep"]'], {"tools": listed("Agent(tester)", "Grep"), "delegates_to": ("tester",)}),
        (["tools: Task(planner), Bash"], {"tools": listed("Task(planner)", "Bash"), "delegates_to": ("planner",)}),
        (
            ["tools:", "  - Agent(planner, tester)", "  - Read"],
            {"tools": listed("Agent(planner, tester)", "Read"), "delegates_to": ("planner", "tester")},
        ),
        (["tools: Agent, Read"], {"tools": listed("Agent", "Read")}),
        (["tools: Bash(git:*)"], {"tools": listed("Bash(git:*)")}),
        (["tools: Bash(git add:*), Read"], {"tools": listed("Bash(git add:*)", "Read")}),
        (servers, {"mcp_servers": ("github", "playwright")}),
        (
            ["mcpServers: [tickets]", "tools: mcp__tickets__close_ticket"],
            {"mcp_servers": ("tickets",), "tools": listed("mcp__tickets__close_ticket")},
        ),
        (["skills:", "  - release-notes", "  - changelog"], {"skills": ("release-notes", "changelog")}),
        (
            ["skills: [style-guide]", "permissionMode: bypassPermissions"],
            {"skills": ("style-guide",), "mode": "bypassPermissions"},
        ),
        (["background: true", "isolation: worktree", "maxTurns: 12"], {}),
        (
            [
                "hooks:",
                "  PreToolUse:",
                "    - matcher: Bash",
                "      hooks:",
                "        - type: command",
                "          command: ./check",
            ],
            {},
        ),
        (["tools: Read,Grep,Glob"], {"tools": listed("Read", "Grep", "Glob")}),
        (["tools:   Read ,  Bash  "], {"tools": listed("Read", "Bash")}),
        (["tools: Read, Grep # only reading"], {"tools": listed("Read", "Grep")}),
        (["tools: >-", "  Read,", "  Glob"], {"tools": listed("Read", "Glob")}),
        (["# tools: Read", "model: sonnet"], {"models": ("sonnet",)}),
        (["Tools: Read"], {}),
        (["allowed-tools: Read"], {}),
    )
    for lines, changes in cases:
        name = next(names)
        fields = [f"name: {name}", f"description: {texts.description(name)}", *lines]
        repository.add(
            f".claude/agents/{name}.md", texts.front_matter(fields, texts.body(name)), CLAUDE.but(name=name, **changes)
        )
    return repository


def refused_by_yaml() -> Repository:
    """Front matter that a strict YAML parser refuses, and whose lines still say name, description and tools."""
    repository = Repository("claude-refused-by-yaml", "Front matter that only a lenient reader can read.")
    names = texts.names("claude-refused-by-yaml")
    lenient = CLAUDE.but(state="lenient")
    descriptions = (
        "Use this agent when: a test fails",
        "Reviews code. Example: user: 'check this' assistant: 'on it'",
        "*Important* reviews every change",
        "@team reviews every change",
        "`make test` runs before each review",
        "%d percent of the tests",
        '"Reviews" every change',
        "'Plans' the work before it starts",
        "[draft] Plans the work",
        "{area} Plans the work",
        "- Reviews every change",
        "> Reviews: every change",
        "Reviews changes: tests, names, docs\\n\\n<example>\\nuser: go\\n</example>",
    )
    for number, description in enumerate(descriptions):
        name, tools = next(names), TOOL_LISTS[number]
        form = (texts.comma_text, texts.flow, texts.block)[number % 3]
        lines = [f"name: {name}", f"description: {description}", *form("tools", tools.names), "model: sonnet"]
        definition = lenient.but(name=name, tools=tools, models=("sonnet",))
        repository.add(f".claude/agents/{name}.md", texts.front_matter(lines, texts.body(name)), definition)
    for extra, changes in (
        (["description: Reviews code: all of it"], {}),
        (["description: Reviews code: all of it", "tools: *"], {"tools": EVERY}),
        (["description: Reviews: everything", "tools: []"], {"tools": NO_TOOLS}),
        (["description: Reviews code.", "Use it before merging.", "tools: Read"], {"tools": listed("Read")}),
        (["description: Reviews code", "tools:", "\t- Read", "\t- Bash"], {"tools": listed("Read", "Bash")}),
        (["description: Reviews: code", "disallowedTools: Bash"], {"tools": Tools("all", denied=("Bash",))}),
        (
            ["description: Delegates: often", "tools: Agent(planner, tester), Read"],
            {"tools": listed("Agent(planner, tester)", "Read"), "delegates_to": ("planner", "tester")},
        ),
        (["description: Careful: asks first", "permissionMode: plan"], {"mode": "plan"}),
    ):
        name = next(names)
        repository.add(
            f".claude/agents/{name}.md",
            texts.front_matter([f"name: {name}", *extra], texts.body(name)),
            lenient.but(name=name, **changes),
        )
    return repository


def bytes_and_line_ends() -> Repository:
    repository = Repository("claude-bytes", "Byte order marks, carriage returns, other scripts, no text below.")
    names = texts.names("claude-bytes")
    for prefix, newline, description, changes in (
        ("\ufeff", "\n", "Reviews code", {}),
        ("", "\r\n", "Reviews code", {}),
        ("\ufeff", "\r\n", "Reviews code", {}),
        ("", "\n", "Prüft jede Änderung und erklärt sie", {}),
        ("", "\n", "変更を確認する", {}),
        ("", "\r\n", "Use when: a test fails", {"state": "lenient"}),
        ("\ufeff", "\n", "*Every* change", {"state": "lenient"}),
    ):
        name = next(names)
        lines = [f"name: {name}", f"description: {description}", "tools: Read, Grep"]
        content = prefix + texts.front_matter(lines, texts.body(name)).replace("\n", newline)
        definition = CLAUDE.but(name=name, tools=listed("Read", "Grep"), **changes)
        repository.add(f".claude/agents/{name}.md", content.encode(), definition)
    name = next(names)
    repository.add(
        f".claude/agents/{name}.md", f"---\nname: {name}\ndescription: No text below\n---", CLAUDE.but(name=name)
    )
    name = next(names)
    quoted = f"---\n\"name\": '{name}'\n'description': \"Quoted keys\"\n'tools': \"Read\"\n---\nText.\n"
    repository.add(f".claude/agents/{name}.md", quoted, CLAUDE.but(name=name, tools=listed("Read")))
    name = next(names)
    flow = f'---\n{{"name": "{name}", "description": "One line of JSON", "tools": ["Read", "Bash"]}}\n---\nText.\n'
    repository.add(f".claude/agents/{name}.md", flow, CLAUDE.but(name=name, tools=listed("Read", "Bash")))
    return repository
