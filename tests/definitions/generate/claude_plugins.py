"""Claude Code: agents of plugins, which only a manifest or a marketplace makes a host load."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.definitions.generate import texts
from tests.definitions.generate.claude_project import CLAUDE, TOOL_LISTS
from tests.definitions.generate.repository import Definition, Repository
from tests.definitions.generate.tools import ALL, Tools, listed

PLUGIN = ".claude-plugin/plugin.json"
MARKETPLACE = ".claude-plugin/marketplace.json"
TOOLS: tuple[Tools, ...] = (ALL, *TOOL_LISTS)


def repositories() -> Iterator[Repository]:
    yield plugin_folder()
    yield listed_files()
    yield listed_folder()
    yield marketplace()
    yield marketplace_entries()
    yield marketplace_without_plugins()
    yield loose_components()


def to_json(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"


class Agents:
    """Writes agents with changing tools and models, and their labels."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.names = texts.names(repository.name)
        self.number = 0

    def add(self, path: str, plugin: str, **changes: object) -> str:
        """Add an agent of `plugin` at `path`, in which `{}` is its name."""
        name, tools = next(self.names), TOOLS[self.number % len(TOOLS)]
        path = path.format(name)
        self.repository.add(path, self.content(name, tools), self.label(name, plugin, tools).but(**changes))
        return path

    def other(self, path: str, reason: str) -> str:
        """Add a file with the same fields that no host loads."""
        name = next(self.names)
        path = path.format(name)
        self.repository.other(path, self.content(name, ALL), reason)
        return path

    def content(self, name: str, tools: Tools) -> str:
        form = (texts.comma_text, texts.flow, texts.block)[self.number % 3]
        self.number += 1
        lines = [f"name: {name}", f"description: {texts.description(name)}"]
        lines += form("tools", tools.names) if tools.names else []
        return texts.front_matter(lines, texts.body(name))

    def label(self, name: str, plugin: str, tools: Tools) -> Definition:
        return CLAUDE.but(name=name, plugin=plugin, tools=tools)


def plugin_folder() -> Repository:
    """A plugin without the key `agents`: its folder `agents` is read, with the folders in it."""
    repository = Repository("claude-plugin", "One plugin whose folder agents is read, with odd agents in it.")
    agents = Agents(repository)
    manifest = {"name": "desk", "version": "1.0.0", "author": {"name": "Desk Team"}}
    repository.other(PLUGIN, to_json(manifest), "manifest, no agent")
    for folder in ("", "", "", "", "review/", "review/", "review/deep/"):
        agents.add(f"agents/{folder}{{}}.md", "desk")
    desk = CLAUDE.but(plugin="desk", tools=ALL)
    repository.add(
        "agents/nameless.md",
        texts.front_matter(["description: Has no name", "tools: Read"], "Text."),
        desk.but(name="nameless", tools=listed("Read")),
    )
    repository.add(
        "agents/colon.md",
        texts.front_matter(["name: colon", "description: Use when: always", "tools: Read"], "Text."),
        desk.but(name="colon", state="lenient", tools=listed("Read")),
    )
    ignored = ["name: bounded", "description: Names what plugins may not set", "permissionMode: bypassPermissions"]
    ignored += ["mcpServers: [github]", "tools: Read"]
    repository.add(
        "agents/bounded.md", texts.front_matter(ignored, "Text."), desk.but(name="bounded", tools=listed("Read"))
    )
    repository.other("agents/README.md", "# Agents\n\nOne file each.\n", "readme beside agents")
    repository.other("agents/CLAUDE.md", "# Context\n\nBe brief.\n", "context for agents")
    repository.other("commands/deploy.md", texts.front_matter(["description: Deploys"], "Deploy."), "command, no agent")
    repository.other("hooks/hooks.json", '{"hooks": {}}\n', "hooks, no agent")
    repository.other(".claude-plugin/agents/inside.md", agents.content("in-manifest", ALL), "beside the manifest")
    agents.other("lib/agents/{}.md", "not in plugin folder")
    agents.other("archive/{}.md", "no manifest loads")
    return repository


def listed_files() -> Repository:
    """`agents` in the manifest names files: they are read wherever they are, and the folder is not."""
    repository = Repository("claude-plugin-files", "A plugin whose manifest names its agents one by one.")
    agents = Agents(repository)
    loaded = [agents.add("{}.md", "kit") for _ in range(4)]
    loaded += [agents.add("roles/{}.md", "kit") for _ in range(4)]
    loaded.append(agents.add("roles/deep/er/{}.md", "kit"))
    names = [f"./{path}" for path in loaded] + ["./missing.md", "../outside.md"]
    repository.other(PLUGIN, to_json({"name": "kit", "agents": names}), "manifest, no agent")
    for _ in range(3):
        agents.other("agents/{}.md", "folder is replaced")
    agents.other("roles/{}.md", "not in manifest")
    agents.other("{}.md", "not in manifest")
    repository.other("README.md", "# Kit\n\nA collection of agents.\n", "readme of repository")
    return repository


def listed_folder() -> Repository:
    """`agents` as one text: a folder in the first plugin, a file in the second, which has a plugin inside."""
    repository = Repository("claude-plugin-text", "Two plugins whose manifest names one folder and one file.")
    agents = Agents(repository)
    repository.other(f"first/{PLUGIN}", to_json({"name": "first", "agents": "./custom/agents/"}), "manifest, no agent")
    for _ in range(3):
        agents.add("first/custom/agents/{}.md", "first")
    agents.other("first/agents/{}.md", "folder is replaced")
    helper = agents.add("second/{}.md", "second")
    only = {"name": "second", "agents": f"./{helper.removeprefix('second/')}"}
    repository.other(f"second/{PLUGIN}", to_json(only), "manifest, no agent")
    agents.other("second/{}.md", "not in manifest")
    repository.other(f"second/inner/{PLUGIN}", to_json({"name": "inner"}), "manifest, no agent")
    agents.add("second/inner/agents/{}.md", "inner")
    return repository


def marketplace() -> Repository:
    """Plugins in folders: some have a manifest, one has none, and one agent has the same name in two of them."""
    repository = Repository(
        "claude-marketplace", "A marketplace of four plugins in folders, and folders that are none."
    )
    agents = Agents(repository)
    plugins: list[dict[str, Any]] = [
        {"name": name, "source": f"./plugins/{name}"} for name in ("alpha", "beta", "gamma")
    ]
    plugins.append({"name": "far", "source": {"source": "github", "repo": "example/far"}})
    catalog = {"name": "shop", "owner": {"name": "Shop Team"}, "plugins": plugins}
    repository.other(MARKETPLACE, to_json(catalog), "marketplace, no agent")
    for name in ("alpha", "beta"):
        repository.other(f"plugins/{name}/{PLUGIN}", to_json({"name": name}), "manifest, no agent")
        for _ in range(4):
            agents.add(f"plugins/{name}/agents/{{}}.md", name)
        same = ["name: reviewer", "description: Reviews changes", f"tools: {'Read' if name == 'alpha' else 'Bash'}"]
        tools = listed("Read") if name == "alpha" else listed("Bash")
        label = CLAUDE.but(name="reviewer", plugin=name, tools=tools)
        repository.add(f"plugins/{name}/agents/reviewer.md", texts.front_matter(same, "Review."), label)
    for _ in range(3):
        agents.add("plugins/gamma/agents/{}.md", "gamma")
    for _ in range(4):
        agents.other("plugins/delta/agents/{}.md", "no manifest loads")
    agents.other("templates/agents/{}.md", "no manifest loads")
    return repository


def marketplace_entries() -> Repository:
    """Entries that define their plugins themselves: `strict` is false, and they name the agents."""
    repository = Repository("claude-marketplace-entries", "A marketplace whose entries name the agents of each plugin.")
    agents = Agents(repository)
    review = [f"./{agents.add('library/review/{}.md', 'review')}" for _ in range(4)]
    writing = [agents.add("library/writing/{}.md", "writing") for _ in range(3)]
    entries = [
        {"name": "review", "source": "./", "strict": False, "agents": review},
        {
            "name": "writing",
            "source": "./library/writing",
            "strict": False,
            "agents": [f"./{path.removeprefix('library/writing/')}" for path in writing],
        },
    ]
    repository.other(
        MARKETPLACE,
        to_json({"name": "library", "owner": {"name": "Library"}, "plugins": entries}),
        "marketplace, no agent",
    )
    for _ in range(6):
        agents.other("library/review/{}.md", "not in marketplace")
    agents.other("library/writing/{}.md", "not in marketplace")
    agents.other("library/unsorted/{}.md", "not in marketplace")
    return repository


def marketplace_without_plugins() -> Repository:
    repository = Repository(
        "claude-marketplace-empty", "A marketplace without plugins, so that no host loads an agent."
    )
    agents = Agents(repository)
    repository.other(
        MARKETPLACE, to_json({"name": "empty", "owner": {"name": "Nobody"}}), "marketplace without plugins"
    )
    repository.other(f"other/{MARKETPLACE}", to_json({"name": "none", "plugins": []}), "marketplace without plugins")
    for _ in range(3):
        agents.other("plugins/one/agents/{}.md", "no manifest loads")
    agents.other("other/plugins/two/agents/{}.md", "no manifest loads")
    return repository


def loose_components() -> Repository:
    """A collection of component files for people who copy them: no host loads one of them here."""
    repository = Repository("loose-components", "Component files without a manifest, and pages about agents.")
    agents = Agents(repository)
    for folder in ("agents", "components/agents", "cli-tool/components/agents/dev", "examples", "subagents"):
        for _ in range(3):
            agents.other(f"{folder}/{{}}.md", "no manifest loads")
    repository.other(
        "agents/collection.agent.md", texts.front_matter(["description: Copy me"], "Text."), "no host loads"
    )
    return repository
