"""Gemini CLI, Codex and Cursor."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tests.definitions.generate import texts
from tests.definitions.generate.repository import Definition, Repository
from tests.definitions.generate.tools import ALL, EVERY, NO_TOOLS, UNKNOWN_TOOLS, Tools, listed

GEMINI = Definition("gemini", ("gemini-cli",), None, tools=ALL)
CODEX = Definition("codex", ("codex",), None, tools=UNKNOWN_TOOLS)
CURSOR = Definition("cursor", ("cursor",), None, tools=ALL)
GEMINI_TOOLS: tuple[Tools, ...] = (
    listed("read_file", "grep_search"),
    listed("list_directory", "glob", "read_many_files"),
    listed("replace", "write_file"),
    listed("run_shell_command", "read_file"),
    listed("web_fetch", "google_web_search"),
    listed("write_todos", "ask_user"),
    listed("mcp_github_list_issues", "read_file"),
    listed("mcp_tickets_*", "read_file"),
    listed("mcp_*"),
    listed("get_internal_docs", "activate_skill"),
    EVERY,
    NO_TOOLS,
)


def repositories() -> Iterator[Repository]:
    yield gemini()
    yield gemini_extension()
    yield codex()
    yield cursor()


def gemini() -> Repository:
    repository = Repository("gemini", "Local and remote agents of Gemini CLI; files that it skips.")
    names, folder = texts.names("gemini", "_"), ".gemini/agents/"
    for number, tools in enumerate(GEMINI_TOOLS):
        name = next(names)
        form = (texts.block, texts.flow, texts.single_quoted_flow)[number % 3]
        lines = [f"name: {name}", f"description: {texts.description(name)}"]
        lines += form("tools", tools.names) if tools != NO_TOOLS else ["tools: []"]
        repository.add(
            f"{folder}{name}.md", texts.front_matter(lines, texts.body(name)), GEMINI.but(name=name, tools=tools)
        )
    server = ["mcpServers:", "  ledger:", "    command: node", "    args: ['server.js']"]
    card = json.dumps({"name": "Remote", "version": "1.0.0", "url": "https://agents.example/card"})
    remote = GEMINI.but(tools=UNKNOWN_TOOLS)
    for lines, label in (
        ([], GEMINI),
        (
            ["kind: local", "model: gemini-3-flash-preview", "max_turns: 5"],
            GEMINI.but(models=("gemini-3-flash-preview",)),
        ),
        (["temperature: 0.2", "timeout_mins: 3"], GEMINI),
        (server, GEMINI.but(mcp_servers=("ledger",))),
        (["kind: remote", "agent_card_url: https://agents.example/card"], remote),
        (["kind: remote", f"agent_card_json: '{card}'"], remote),
    ):
        name = next(names)
        fields = [f"name: {name}", f"description: {texts.description(name)}", *lines]
        repository.add(f"{folder}{name}.md", texts.front_matter(fields, texts.body(name)), label.but(name=name))
    several = "---\n- kind: remote\n  name: first_remote\n  agent_card_url: https://agents.example/1\n"
    several += "- kind: remote\n  name: second_remote\n  agent_card_url: https://agents.example/2\n---\n"
    repository.add(f"{folder}remotes.md", several, remote.but(name="first_remote"), remote.but(name="second_remote"))
    broken = "---\nname: colon\ndescription: Use when: needed\ntools:\n  - read_file\n---\nText.\n"
    repository.add(f"{folder}colon.md", broken, GEMINI.but(name="colon", state="lenient", tools=listed("read_file")))
    star = "---\nname: star\ndescription: *Every* change\n---\nText.\n"
    repository.add(f"{folder}star.md", star, GEMINI.but(name="star", state="lenient"))
    skipped = texts.front_matter(["name: skipped", "description: Starts with an underscore"], "Text.")
    repository.other(f"{folder}_skipped.md", skipped, "underscore: skipped")
    repository.other(f"{folder}nested/inner.md", skipped, "folders not searched")
    repository.other(f"{folder}notes.md", "# Notes\n", "no front matter")
    repository.other(f"{folder}README.md", "# Agents\n", "readme beside agents")
    repository.other(".gemini/settings.json", '{"experimental": {"enableAgents": true}}\n', "settings, no agents")
    repository.other(".gemini/commands/plan.toml", 'prompt = "Plan."\n', "command, no agent")
    repository.other("GEMINI.md", "# Project\n\nRun the tests.\n", "context for agents")
    return repository


def gemini_extension() -> Repository:
    repository = Repository("gemini-extension", "An extension with agents, and a folder that is no extension.")
    names = texts.names("gemini-extension")
    repository.other("gemini-extension.json", '{"name": "desk", "version": "1.0.0"}\n', "manifest, no agent")
    for tools in GEMINI_TOOLS[:5]:
        name = next(names)
        lines = [f"name: {name}", f"description: {texts.description(name)}", *texts.block("tools", tools.names)]
        label = GEMINI.but(name=name, plugin="desk", tools=tools)
        repository.add(f"agents/{name}.md", texts.front_matter(lines, texts.body(name)), label)
    plain = texts.front_matter(["name: plain", "description: Not in an extension"], "Text.")
    repository.other("other/agents/plain.md", plain, "no manifest loads")
    repository.other("agents/README.md", "# Agents\n", "readme beside agents")
    return repository


def codex() -> Repository:
    repository = Repository("codex", "Agents as TOML; faults in TOML; settings without agents.")
    names, folder = texts.names("codex", "_"), ".codex/agents/"
    server = ["[mcp_servers.docs]", 'url = "https://docs.example/mcp"', "[mcp_servers.tickets]", 'command = "tickets"']
    skill = ["[[skills.config]]", 'path = ".agents/skills/release-notes"', "enabled = true"]
    cases: tuple[tuple[Sequence[str], Definition], ...] = (
        ((), CODEX),
        (('model = "gpt-5.3-codex"',), CODEX.but(models=("gpt-5.3-codex",))),
        (("model = 'gpt-5.2'", 'model_reasoning_effort = "high"'), CODEX.but(models=("gpt-5.2",))),
        (('sandbox_mode = "read-only"',), CODEX.but(mode="read-only")),
        (('sandbox_mode = "workspace-write"',), CODEX.but(mode="workspace-write")),
        (
            ('sandbox_mode = "danger-full-access"', 'model = "gpt-5.2"'),
            CODEX.but(mode="danger-full-access", models=("gpt-5.2",)),
        ),
        (('nickname_candidates = ["Atlas", "Delta"]',), CODEX),
        (('approval_policy = "never"', 'web_search = "live"'), CODEX),
        (server, CODEX.but(mcp_servers=("docs", "tickets"))),
        (server[:2], CODEX.but(mcp_servers=("docs",))),
        (
            ("[mcp_servers]", 'ledger = { command = "ledger", env = { LEDGER_KEY = "example-not-a-secret" } }'),
            CODEX.but(mcp_servers=("ledger",)),
        ),
        (skill, CODEX.but(skills=(".agents/skills/release-notes",))),
        (('# sandbox_mode = "read-only"',), CODEX),
    )
    for number, (lines, label) in enumerate((*cases, *cases[:6])):
        name = next(names)
        fields = [f'name = "{name}"', f'description = "{texts.description(name)}"']
        quotes = ('"""', "'''")[number % 2]
        fields += [f"developer_instructions = {quotes}", texts.body(name), quotes, *lines, ""]
        file = name if number % 2 else f"agent{number}"
        content = "\n".join(fields).replace("\n", "\r\n" if number % 5 == 4 else "\n")
        repository.add(f"{folder}{file}.toml", content, label.but(name=name))
    unreadable = CODEX.but(state="unreadable")
    for number, content in enumerate(
        (
            'name = "open\ndescription = "No end"\n',
            'name = unquoted\ndescription = "Bad value"\ndeveloper_instructions = "Work."\n',
            'name = "twice"\nname = "again"\ndescription = "Two names"\ndeveloper_instructions = "Work."\n',
            'name = "cut"\ndescription = "Cut off"\ndeveloper_instructions = """\nWork until\n',
            "name: yaml\ndescription: Not TOML\n",
        )
    ):
        repository.add(f"{folder}fault{number}.toml", content, unreadable)
    repository.other(".codex/config.toml", 'model = "gpt-5.2"\n\n[agents]\nmax_depth = 1\n', "settings, no agents")
    repository.other(f"{folder}README.md", "# Agents\n", "readme beside agents")
    repository.other(
        f"{folder}notes.md", texts.front_matter(["name: notes", "description: No"], "Text."), "not a TOML file"
    )
    repository.other(
        "agents/loose.toml", 'name = "loose"\ndescription = "No"\ndeveloper_instructions = "No."\n', "no host loads"
    )
    return repository


def cursor() -> Repository:
    repository = Repository("cursor", "Sub-agents of Cursor, and rules, which are context.")
    names, folder = texts.names("cursor"), ".cursor/agents/"
    read_only = CURSOR.but(mode="readonly")
    cases: tuple[tuple[Sequence[str], Definition], ...] = (
        ((), CURSOR),
        (("model: inherit",), CURSOR.but(models=("inherit",))),
        (("model: fast",), CURSOR.but(models=("fast",))),
        (("model: composer-2.5[fast=false]",), CURSOR.but(models=("composer-2.5[fast=false]",))),
        (
            ("model: claude-opus-5[effort=high,context=300k]",),
            CURSOR.but(models=("claude-opus-5[effort=high,context=300k]",)),
        ),
        (("readonly: true",), read_only),
        (("readonly: true", "model: inherit"), read_only.but(models=("inherit",))),
        (("readonly: false",), CURSOR),
        (("is_background: true",), CURSOR),
        (("readonly: true", "is_background: true"), read_only),
    )
    for lines, label in (*cases, *cases[3:7]):
        name = next(names)
        fields = [f"name: {name}", f"description: {texts.description(name)}", *lines]
        repository.add(f"{folder}{name}.md", texts.front_matter(fields, texts.body(name)), label.but(name=name))
    nameless = texts.front_matter(["description: Takes the name of its file", "readonly: true"], "Text.")
    repository.add(f"{folder}nameless.md", nameless, read_only.but(name="nameless"))
    other_name = texts.front_matter(["name: real-name", "description: The file is called otherwise"], "Text.")
    repository.add(f"{folder}file-name.md", other_name, CURSOR.but(name="real-name"))
    colon = "---\nname: colon\ndescription: Use when: needed\nreadonly: true\n---\nText.\n"
    repository.add(f"{folder}colon.md", colon, read_only.but(name="colon", state="lenient"))
    star = "---\nname: star\ndescription: *Always* use this\nmodel: inherit\n---\nText.\n"
    repository.add(f"{folder}star.md", star, CURSOR.but(name="star", state="lenient", models=("inherit",)))
    windows = "\ufeff---\r\nname: windows\r\ndescription: With a mark\r\n---\r\nText.\r\n"
    repository.add(f"{folder}windows.md", windows, CURSOR.but(name="windows"))
    rule = texts.front_matter(["description: Style", "globs: '*.ts'", "alwaysApply: false"], "Use tabs.")
    repository.other(".cursor/rules/style.mdc", rule, "context for agents")
    repository.other(".cursor/rules/team/review.mdc", rule, "context for agents")
    repository.other(f"{folder}README.md", "# Agents\n", "readme beside agents")
    repository.other(".cursor/commands/test.md", "Run the tests.\n", "command, no agent")
    repository.other(".cursorrules", "Use tabs.\n", "context for agents")
    return repository
