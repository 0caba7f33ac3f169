"""GitHub Copilot and VS Code: files in `.github/agents`, and the chat modes that VS Code still reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tests.definitions.generate import texts
from tests.definitions.generate.repository import Definition, Repository
from tests.definitions.generate.tools import ALL, EVERY, NO_TOOLS, UNKNOWN_TOOLS, listed

BOTH = Definition("copilot", ("copilot", "vscode"), None, tools=ALL)
COPILOT = BOTH.but(hosts=("copilot",))
VSCODE = Definition("vscode", ("vscode",), None, tools=ALL)
FOLDER = ".github/agents/"
COPILOT_TOOLS = (
    listed("read"),
    listed("read", "search", "edit"),
    listed("execute", "shell", "bash", "powershell"),
    listed("READ", "SEARCH", "SHELL", "EDIT"),
    listed("Read", "Grep", "Glob", "Write"),
    listed("view", "str_replace"),
    listed("agent", "todo", "web"),
    listed("custom-agent", "Task", "TodoWrite"),
    listed("read", "github/*"),
    listed("github/issue_read", "playwright/*", "search"),
    listed("read", "made-up-tool"),
    listed("acme.helper/format", "edit"),
    listed("WebFetch", "WebSearch", "NotebookRead"),
    listed("NotebookEdit", "MultiEdit"),
)
VSCODE_TOOLS = (
    listed("search/codebase", "search/fileSearch", "usages"),
    listed("edit/editFiles", "edit/createFile"),
    listed("execute/runInTerminal", "execute/runTests", "read/problems"),
    listed("codebase", "fetch", "githubRepo", "findTestFiles"),
    listed("editFiles", "new", "runCommands", "runTasks"),
    listed("changes", "testFailure", "terminalLastCommand", "searchResults"),
    listed("vscodeAPI", "extensions", "openSimpleBrowser"),
    listed("vscode/vscodeAPI", "vscode/memory", "web/fetch"),
    listed("read/readFile", "github/issue_read", "acme.helper/lint"),
    listed("agent/runSubagent", "todos", "memory"),
    listed("runSubagent", "runTests", "runInTerminal", "fileSearch"),
    listed("web/githubRepo", "tickets/close_ticket", "problems"),
)


def repositories() -> Iterator[Repository]:
    yield copilot()
    yield copilot_options()
    yield copilot_broken()
    yield copilot_plugins()
    yield vscode()
    yield chat_modes()


class Profiles:
    """Writes agent profiles; the name of the file identifies the agent."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.names = texts.names(repository.name)

    def add(self, lines: Sequence[str], label: Definition, ending: str = ".agent.md", folder: str = FOLDER) -> None:
        name = next(self.names)
        fields = [f"description: {texts.description(name)}", *lines]
        content = texts.front_matter(fields, texts.body(name))
        self.repository.add(f"{folder}{name}{ending}", content, label.but(name=name))


def copilot() -> Repository:
    repository = Repository("copilot", "Agent profiles in .github/agents for both hosts, and files that are context.")
    profiles = Profiles(repository)
    forms = (*texts.TEXTS, *texts.LISTS)
    for number, tools in enumerate((*COPILOT_TOOLS, *COPILOT_TOOLS[:6])):
        lines = [] if number % 3 else ["name: Shown to people"]
        lines += forms[number % len(forms)]("tools", tools.names)
        profiles.add(lines, BOTH.but(tools=tools), (".agent.md", ".md")[number % 2])
    for tools in COPILOT_TOOLS[:2]:
        lines = texts.flow("tools", tools.names)
        profiles.add(lines, BOTH.but(tools=tools), folder=f"services/api/{FOLDER}")
    for name, reason in (("README.md", "readme beside agents"), ("AGENTS.md", "context for agents")):
        repository.other(f"{FOLDER}{name}", "# Agents\n\nOne file each.\n", reason)
    repository.other(f"{FOLDER}tools.json", '{"tools": ["read"]}\n', "not a Markdown file")
    repository.other(f"{FOLDER}draft.md.txt", "---\ndescription: Draft\n---\n", "not a Markdown file")
    repository.other(".github/copilot-instructions.md", "Use tabs.\n", "context for agents")
    prompt = texts.front_matter(["description: Plans", "agent: planner", "tools: [read]"], "Plan.")
    repository.other(".github/prompts/plan.prompt.md", prompt, "prompt, no agent")
    rules = texts.front_matter(["applyTo: '**/*.ts'", "description: Style"], "Use tabs.")
    repository.other(".github/instructions/style.instructions.md", rules, "context for agents")
    repository.other(".github/workflows/agents.yml", "name: agents\non: push\njobs: {}\n", "workflow, no agent")
    repository.other(
        "docs/agents/sample.agent.md", texts.front_matter(["description: Sample"], "Text."), "no host loads"
    )
    vendored = "node_modules/kit/.github/agents/vendored.agent.md"
    repository.other(vendored, texts.front_matter(["description: Vendored"], "Text."), "vendored by npm")
    return repository


def copilot_options() -> Repository:
    """Fields that change a label; `metadata` is the only place with room for an owner."""
    repository = Repository(
        "copilot-options", "Empty and absent lists, servers, metadata with owner and author, targets."
    )
    profiles = Profiles(repository)
    server = ["mcp-servers:", "  tickets:", "    type: local", "    command: tickets-server", "    tools: ['*']"]
    secret = ["    env:", "      TICKETS_TOKEN: example-not-a-secret"]
    cases: tuple[tuple[list[str], Definition], ...] = (
        ([], BOTH),
        (["tools: ['*']"], BOTH.but(tools=EVERY)),
        (['tools: "*"'], BOTH.but(tools=EVERY)),
        (["tools: []"], BOTH.but(tools=NO_TOOLS)),
        (["tools:"], BOTH),
        (["target: github-copilot"], COPILOT),
        (["target: github-copilot", "tools: read, edit"], COPILOT.but(tools=listed("read", "edit"))),
        (["model: gpt-5.2"], BOTH.but(models=("gpt-5.2",))),
        (["model: Claude Sonnet 5 (copilot)", "infer: false"], BOTH.but(models=("Claude Sonnet 5 (copilot)",))),
        (["disable-model-invocation: true", "user-invocable: false"], BOTH),
        (server, BOTH.but(mcp_servers=("tickets",))),
        (
            [*server, *secret, "tools: [tickets/close_ticket]"],
            BOTH.but(mcp_servers=("tickets",), tools=listed("tickets/close_ticket")),
        ),
        (["metadata:", "  owner: platform-team"], BOTH.but(owner=("metadata.owner", "platform-team"))),
        (
            ["metadata:", "  owner: '@example/search'", "  stage: beta"],
            BOTH.but(owner=("metadata.owner", "@example/search")),
        ),
        (["metadata:", "  author: docs-team"], BOTH.but(author=("metadata.author", "docs-team"))),
        (
            ["metadata: {owner: api-team, author: tools-team}"],
            BOTH.but(owner=("metadata.owner", "api-team"), author=("metadata.author", "tools-team")),
        ),
        (
            ["target: github-copilot", "metadata:", '  "owner": "data-team"'],
            COPILOT.but(owner=("metadata.owner", "data-team")),
        ),
        (["metadata:", "  version: '2'"], BOTH),
        (["name: Display Name"], BOTH),
    )
    for number, (lines, label) in enumerate(cases):
        profiles.add(lines, label, (".md", ".agent.md")[number % 2])
    for _ in range(2):
        profiles.add(["tools: [read]"], COPILOT.but(tools=listed("read")), folder=".github-private/agents/")
    return repository


def copilot_broken() -> Repository:
    """Files in the folder of agents are agents, whatever their front matter says."""
    repository = Repository("copilot-broken", "Front matter that is refused, absent or unreadable.")
    names = texts.names("copilot-broken")
    lenient, unreadable = BOTH.but(state="lenient"), BOTH.but(state="unreadable", tools=UNKNOWN_TOOLS)
    cases: tuple[tuple[str | bytes, Definition], ...] = (
        ("---\ndescription: Use when: needed\ntools: [read]\n---\n\nText.\n", lenient.but(tools=listed("read"))),
        (
            "---\ndescription: 'it's broken'\ntools: read, edit\n---\n\nText.\n",
            lenient.but(tools=listed("read", "edit")),
        ),
        ("---\ndescription: @team reviews\n---\n\nText.\n", lenient),
        ("---\ndescription: *Every* change\ntools: *\n---\n\nText.\n", lenient.but(tools=EVERY)),
        (
            "---\r\ndescription: Plans: all\r\ntools:\r\n  - search\r\n---\r\n\r\nText.\r\n",
            lenient.but(tools=listed("search")),
        ),
        ("\ufeff---\ndescription: With a mark\ntools: [edit]\n---\n\nText.\n", BOTH.but(tools=listed("edit"))),
        (
            "---\r\ndescription: Windows\r\ntools: ['read', 'search']\r\n---\r\nText.\r\n",
            BOTH.but(tools=listed("read", "search")),
        ),
        ("# Reviewer\n\nReviews each change.\n", BOTH),
        ("Reviews each change.\n", BOTH),
        ("---\n---\n\nReviews each change.\n", BOTH),
        ("---\n[[[ not: {a mapping\n---\n\nText.\n", unreadable),
        (b"---\ndescription: \xff\xfe\x00\x01\n---\n\nText.\n", unreadable),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01", unreadable),
    )
    for content, label in cases:
        name = next(names)
        repository.add(f"{FOLDER}{name}.md", content, label.but(name=name))
    return repository


def copilot_plugins() -> Repository:
    """Plugins of the command line interface, whose manifest is in one of several places."""
    repository = Repository("copilot-plugins", "A marketplace of plugins for Copilot, and a folder that is no plugin.")
    profiles = Profiles(repository)
    entries = [{"name": name, "source": f"./plugins/{name}"} for name in ("one", "two", "three")]
    shop = {"name": "shop", "owner": {"name": "Shop Team"}, "plugins": entries}
    repository.other(".github/plugin/marketplace.json", json.dumps(shop) + "\n", "marketplace, no agent")
    for name, manifest, keys, folder in (
        ("one", "plugin.json", {}, "agents/"),
        ("two", ".github/plugin/plugin.json", {"agents": ["./agents"]}, "agents/"),
        ("three", ".plugin/plugin.json", {"agents": "roles/", "author": {"name": "Three Team"}}, "roles/"),
    ):
        repository.other(f"plugins/{name}/{manifest}", json.dumps({"name": name, **keys}) + "\n", "manifest, no agent")
        for tools in COPILOT_TOOLS[:3]:
            lines = texts.flow("tools", tools.names)
            profiles.add(lines, COPILOT.but(plugin=name, tools=tools), folder=f"plugins/{name}/{folder}")
    loose = texts.front_matter(["description: Not in a plugin", "tools: [read]"], "Text.")
    repository.other("plugins/three/agents/replaced.agent.md", loose, "folder is replaced")
    repository.other("plugins/four/agents/loose.agent.md", loose, "no manifest loads")
    repository.other("plugins/five/plugin.json", '{"id": 7, "main": "index.js"}\n', "manifest of program")
    return repository


def vscode() -> Repository:
    """`target: vscode`: tools and sets of VS Code, lists of models, sub-agents and handoffs."""
    repository = Repository("vscode", "Agents for VS Code only, with sub-agents and handoffs.")
    profiles = Profiles(repository)
    forms = texts.LISTS
    for number, tools in enumerate(VSCODE_TOOLS):
        lines = ["target: vscode", *forms[number % len(forms)]("tools", tools.names)]
        profiles.add(lines, VSCODE.but(tools=tools))
    handoff = ["handoffs:", "  - label: Start", "    agent: implementer", "    prompt: Go on.", "    send: false"]
    second = ["  - label: Review", "    agent: reviewer", "    model: GPT-5.2 (copilot)"]
    agent = listed("agent")
    models = ("Claude Opus 5", "GPT-5.2")
    cases: tuple[tuple[list[str], Definition], ...] = (
        (["target: vscode"], VSCODE),
        (["target: vscode", "tools: []"], VSCODE.but(tools=NO_TOOLS)),
        (["target: vscode", "tools: ['*']"], VSCODE.but(tools=EVERY)),
        (["target: vscode", "model: ['Claude Opus 5', 'GPT-5.2']"], VSCODE.but(models=models)),
        (["target: vscode", "model:", "  - Claude Opus 5", "  - GPT-5.2"], VSCODE.but(models=models)),
        (["target: vscode", "model: GPT-5.2 (copilot)"], VSCODE.but(models=("GPT-5.2 (copilot)",))),
        (
            ["target: vscode", "tools: [agent]", "agents: [researcher, implementer]"],
            VSCODE.but(tools=agent, delegates_to=("researcher", "implementer")),
        ),
        (["target: vscode", "tools: ['agent']", "agents: ['*']"], VSCODE.but(tools=agent, delegates_to=("*",))),
        (["target: vscode", 'agents: "*"'], VSCODE.but(delegates_to=("*",))),
        (["target: vscode", "agents: []"], VSCODE),
        (["target: vscode", *handoff], VSCODE.but(delegates_to=("implementer",))),
        (["target: vscode", *handoff, *second], VSCODE.but(delegates_to=("implementer", "reviewer"))),
        (["target: vscode", "agents: [researcher]", *handoff], VSCODE.but(delegates_to=("researcher", "implementer"))),
        (["target: vscode", "argument-hint: a file", "user-invokable: false"], VSCODE),
        ([*handoff, "tools: [read]"], BOTH.but(tools=listed("read"), delegates_to=("implementer",))),
        (["target: vscode", "hooks:", "  PostToolUse:", "    - type: command", "      command: ./format"], VSCODE),
    )
    for lines, label in cases:
        profiles.add(lines, label)
    repository.other(
        ".vscode/settings.json",
        '{\n  // comments are allowed\n  "chat.agent.enabled": true,\n}\n',
        "settings, no agents",
    )
    return repository


def chat_modes() -> Repository:
    repository = Repository("vscode-chat-modes", "Chat modes, the former name of custom agents.")
    profiles = Profiles(repository)
    folder, ending = ".github/chatmodes/", ".chatmode.md"
    for tools in (*VSCODE_TOOLS[3:7], ALL, NO_TOOLS):
        lines = texts.single_quoted_flow("tools", tools.names) if tools != ALL else []
        profiles.add(lines, VSCODE.but(tools=tools), ending, folder)
    profiles.add(["model: GPT-5.2"], VSCODE.but(models=("GPT-5.2",)), ending, folder)
    lenient = "---\ndescription: Plans: first\ntools: ['codebase']\n---\nPlan.\n"
    repository.add(
        f"{folder}first{ending}", lenient, VSCODE.but(name="first", state="lenient", tools=listed("codebase"))
    )
    repository.add(f"{folder}bare{ending}", "Plan before you write.\n", VSCODE.but(name="bare"))
    repository.other(f"{folder}README.md", "# Chat modes\n", "readme beside agents")
    repository.other(f"{folder}plain.md", "Plan.\n", "not a chat mode")
    return repository
