"""OpenCode: Markdown files whose path is their id, and `agents` in its configuration. Allowed unless denied."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tests.definitions.generate import texts
from tests.definitions.generate.repository import Definition, Repository
from tests.definitions.generate.tools import UNKNOWN_TOOLS, Tools

OPEN = Tools("allowed-unless-denied")
OPENCODE = Definition("opencode", ("opencode",), None, tools=OPEN)
MODEL = "anthropic/claude-sonnet-5"


def repositories() -> Iterator[Repository]:
    yield current()
    yield former()
    yield configuration()
    yield configuration_with_comments()
    yield broken()


def denying(*names: str, allowed: tuple[str, ...] = ()) -> Definition:
    return OPENCODE.but(tools=Tools("allowed-unless-denied", allowed, names))


def only(*names: str) -> Definition:
    """Everything is denied first, and `names` are allowed after that: the last rule wins."""
    return OPENCODE.but(tools=Tools("listed", names, ("*",)))


def rules(*triples: str) -> list[str]:
    """Rules in front matter, from texts such as `edit * deny`."""
    lines = ["permissions:"]
    for triple in triples:
        action, resource, effect = triple.split("|")
        lines += [f"  - action: {json.dumps(action)}", f'    resource: "{resource}"', f"    effect: {effect}"]
    return lines


def add(repository: Repository, names: Iterator[str], path: str, lines: Sequence[str], label: Definition) -> None:
    name = next(names)
    file = path.format(name)
    agent_id = file.split("/", 2)[2].removesuffix(".md")
    fields = [f"description: {texts.description(name)}", *lines]
    repository.add(file, texts.front_matter(fields, texts.body(name)), label.but(name=agent_id))


def current() -> Repository:
    """Version 2: `permissions` is a list of rules."""
    repository = Repository("opencode", "Agents with lists of permissions; a nested path is part of the id.")
    names = texts.names("opencode")
    cases: tuple[tuple[list[str], Definition], ...] = (
        ([], OPENCODE),
        (["mode: subagent"], OPENCODE),
        ([f"model: {MODEL}#high", "mode: primary"], OPENCODE.but(models=(f"{MODEL}#high",))),
        (rules("edit|*|deny"), denying("edit")),
        (rules("edit|*|deny", "shell|*|deny"), denying("edit", "shell")),
        (rules("shell|git push *|deny"), OPENCODE),
        (rules("shell|*|ask"), OPENCODE),
        (rules("edit|*|deny", "edit|*|allow"), OPENCODE.but(tools=Tools("allowed-unless-denied", ("edit",)))),
        (rules("edit|*|allow", "edit|*|deny"), denying("edit")),
        (rules("*|*|deny"), OPENCODE.but(tools=Tools("none", denied=("*",)))),
        (rules("*|*|deny", "read|*|allow", "grep|*|allow"), only("read", "grep")),
        (rules("*|*|deny", "read|*|allow", "glob|*|allow", "webfetch|*|allow"), only("read", "glob", "webfetch")),
        (rules("github_*|*|deny"), denying("github_*")),
        (rules("webfetch|*|deny", "websearch|*|deny"), denying("webfetch", "websearch")),
        (rules("subagent|*|deny"), denying("subagent")),
        (rules("subagent|*|deny", "subagent|reviewer|allow"), OPENCODE.but(delegates_to=("reviewer",))),
        (["permissions: []"], OPENCODE),
        (["permissions:", "  - {action: edit, resource: '*', effect: deny}"], denying("edit")),
        (["hidden: true", "steps: 8", 'color: "#ff6b6b"'], OPENCODE),
    )
    for number, (lines, label) in enumerate(cases):
        folder = ("", "", "team/", "team/deep/")[number % 4]
        add(repository, names, f".opencode/agents/{folder}{{}}.md", lines, label)
    add(repository, names, ".opencode/agents/{}.agent.md", [], OPENCODE)
    repository.other(".opencode/agents/README.md", "# Agents\n", "readme beside agents")
    repository.other(".opencode/agents/team/AGENTS.md", "# Rules\n", "context for agents")
    repository.other(".opencode/agents/old.json", "{}\n", "not a Markdown file")
    repository.other(
        ".opencode/commands/test.md", texts.front_matter(["description: Runs"], "Run."), "command, no agent"
    )
    repository.other(".opencode/package.json", '{"dependencies": {}}\n', "package, no agent")
    repository.other("AGENTS.md", "# Rules\n\nRun the tests.\n", "context for agents")
    repository.other("agents/plain.md", texts.front_matter(["description: Plain"], "Text."), "no host loads")
    return repository


def former() -> Repository:
    """Version 1: the folder `agent`, `tools` as a map of booleans, and `permission` as a map."""
    repository = Repository("opencode-former", "Agents in the former folder and with the former fields.")
    names = texts.names("opencode-former")
    tasks = ["permission:", "  task:", '    "*": deny', "    reviewer: allow", "    tester: allow"]
    cases: tuple[tuple[list[str], Definition], ...] = (
        (["tools:", "  write: false", "  edit: false"], denying("write", "edit")),
        (["tools:", "  write: false", "  edit: false", "  bash: false"], denying("write", "edit", "bash")),
        (["tools:", "  bash: true", "  webfetch: false"], denying("webfetch", allowed=("bash",))),
        (["tools: {read: true, grep: true}"], OPENCODE.but(tools=Tools("allowed-unless-denied", ("read", "grep")))),
        (["tools:", '  "*": false', "  read: true", "  list: true"], only("read", "list")),
        (["tools:", '  "github_*": false'], denying("github_*")),
        (["tools: {}"], OPENCODE),
        (["permission:", "  edit: deny"], denying("edit")),
        (["permission:", "  edit: deny", "  bash: ask", "  webfetch: deny"], denying("edit", "webfetch")),
        (["permission:", "  bash:", '    "*": ask', '    "git *": allow'], OPENCODE),
        (["permission:", "  bash:", '    "rm *": deny'], OPENCODE),
        (["permission:", '  "*": deny', "  read: allow", "  skill: allow"], only("read", "skill")),
        (["permission:", '  "*": deny'], OPENCODE.but(tools=Tools("none", denied=("*",)))),
        (tasks, OPENCODE.but(delegates_to=("reviewer", "tester"))),
        (["permission: {todowrite: deny, question: allow}"], denying("todowrite", allowed=("question",))),
        (["mode: all", "temperature: 0.1", f"model: {MODEL}"], OPENCODE.but(models=(MODEL,))),
    )
    for number, (lines, label) in enumerate(cases):
        add(repository, names, (".opencode/agent/{}.md", ".opencode/agents/{}.md")[number % 2], lines, label)
    add(repository, names, ".opencode/agent/crew/{}.md", ["mode: subagent"], OPENCODE)
    for folder in ("mode", "modes"):
        add(repository, names, f".opencode/{folder}/{{}}.md", [f"model: {MODEL}"], OPENCODE.but(models=(MODEL,)))
    return repository


def configuration() -> Repository:
    """`opencode.json` defines several agents, beside settings that are none."""
    repository = Repository("opencode-config", "Agents in opencode.json, and a configuration without agents.")
    deny = [{"action": "edit", "resource": "*", "effect": "deny"}]
    agents = {
        "guide": {"description": "Explains", "mode": "primary", "model": MODEL},
        "checker": {"description": "Checks", "permissions": deny},
        "team/closer": {"description": "Closes", "system": "Close it."},
    }
    labels = (
        OPENCODE.but(name="guide", models=(MODEL,)),
        denying("edit").but(name="checker"),
        OPENCODE.but(name="team/closer"),
    )
    settings = {"$schema": "https://opencode.ai/config.json", "default_agent": "guide"}
    repository.add("opencode.json", json.dumps({**settings, "agents": agents}, indent=2) + "\n", *labels)
    former_agents = {"helper": {"description": "Helps", "tools": {"bash": False}, "prompt": "Help."}}
    repository.add(
        "apps/web/opencode.json", json.dumps({"agent": former_agents}) + "\n", denying("bash").but(name="helper")
    )
    repository.other("apps/api/opencode.json", json.dumps(settings) + "\n", "configuration without agents")
    repository.other("docs/sample.json", json.dumps({"agents": agents}) + "\n", "not a configuration")
    return repository


def configuration_with_comments() -> Repository:
    """The configuration may have comments and commas after the last entry, in both endings."""
    repository = Repository("opencode-comments", "Configuration with comments and commas after the last entry.")
    first = """{
  // The agents of this repository
  "agents": {
    "scribe": {
      "description": "Writes // not a comment",
      "permissions": [{ "action": "shell", "resource": "*", "effect": "deny" },],
    },
    /* "retired": {"description": "Commented out"}, */
    "runner": { "model": "openai/gpt-5.2", },
  },
}
"""
    labels = (denying("shell").but(name="scribe"), OPENCODE.but(name="runner", models=("openai/gpt-5.2",)))
    repository.add("opencode.jsonc", first, *labels)
    second = '{\n  "agents": {\n    "planner": {}, // everything is allowed\n  }\n}\n'
    repository.add(".opencode/opencode.json", second, OPENCODE.but(name="planner"))
    third = '\ufeff{\r\n  "agents": {"marked": {"description": "With a mark"}}\r\n}\r\n'
    repository.add("tools/opencode.jsonc", third, OPENCODE.but(name="marked"))
    return repository


def broken() -> Repository:
    repository = Repository("opencode-broken", "Front matter and configuration that are refused or cut off.")
    lenient = OPENCODE.but(state="lenient")
    folder = ".opencode/agents/"
    repository.add(
        f"{folder}colon.md",
        "---\ndescription: Use when: needed\nmode: subagent\n---\nText.\n",
        lenient.but(name="colon"),
    )
    star = "---\ndescription: *Every* change\nmodel: openai/gpt-5.2\n---\nText.\n"
    repository.add(f"{folder}team/star.md", star, lenient.but(name="team/star", models=("openai/gpt-5.2",)))
    former_tools = "---\ndescription: Reads: only\ntools:\n  write: false\n  bash: false\n---\nText.\n"
    repository.add(f"{folder}former.md", former_tools, denying("write", "bash").but(name="former", state="lenient"))
    repository.add(f"{folder}bare.md", "Explain the code.\n", OPENCODE.but(name="bare"))
    repository.add(
        f"{folder}windows.md", "---\r\ndescription: Windows\r\n---\r\nText.\r\n", OPENCODE.but(name="windows")
    )
    unreadable = OPENCODE.but(state="unreadable", tools=UNKNOWN_TOOLS)
    repository.add(f"{folder}brackets.md", "---\n{{{ [\n---\nText.\n", unreadable.but(name="brackets"))
    repository.add("opencode.json", '{"agents": {"cut": {"description": "Cut o', unreadable)
    return repository
