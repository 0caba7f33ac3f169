"""Agent Skills: folders with a SKILL.md. A skill is no agent, and its `allowed-tools` do not restrict it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tests.definitions.generate import texts
from tests.definitions.generate.repository import Definition, Repository
from tests.definitions.generate.tools import Tools

SKILL = Definition("agent-skill", (), None, kind="skill")
FOLDERS = ("skills/", ".claude/skills/", ".agents/skills/", ".github/skills/", "tools/kit/skills/")
HOSTS: dict[str, tuple[str, ...]] = {".claude/skills/": ("claude-code",), ".github/skills/": ("copilot", "vscode")}


def repositories() -> Iterator[Repository]:
    yield skills()
    yield plugin_skills()


def approving(*names: str) -> Definition:
    return SKILL.but(tools=Tools("unknown", names))


def skills() -> Repository:
    repository = Repository("skills", "Skills in the folders of several hosts, with the files that belong to them.")
    names = texts.names("skills")
    cases: tuple[tuple[Sequence[str], Definition], ...] = (
        ((), SKILL),
        (("license: MIT", "compatibility: Needs git"), SKILL),
        (("metadata:", "  author: docs-team", '  version: "1.0"'), SKILL.but(author=("metadata.author", "docs-team"))),
        (("metadata: {author: 'search-team'}",), SKILL.but(author=("metadata.author", "search-team"))),
        (("metadata:", "  owner: data-team"), SKILL.but(owner=("metadata.owner", "data-team"))),
        (
            ("metadata:", "  author: api-team", "  owner: platform-team"),
            SKILL.but(author=("metadata.author", "api-team"), owner=("metadata.owner", "platform-team")),
        ),
        (("allowed-tools: Read",), approving("Read")),
        (("allowed-tools: Read Grep Glob",), approving("Read", "Grep", "Glob")),
        (("allowed-tools: Bash(git:*) Bash(jq:*) Read",), approving("Bash(git:*)", "Bash(jq:*)", "Read")),
        (("allowed-tools: Bash(git add:*) Read",), approving("Bash(git add:*)", "Read")),
        (("allowed-tools: Read, Write, Bash",), approving("Read", "Write", "Bash")),
        (("allowed-tools: Bash(git add:*), Read",), approving("Bash(git add:*)", "Read")),
        (("allowed-tools: [Read, WebFetch]",), approving("Read", "WebFetch")),
        (("allowed-tools:", "  - Read", "  - mcp__github__list_issues"), approving("Read", "mcp__github__list_issues")),
        (("allowed-tools: Frobnicate Read",), approving("Frobnicate", "Read")),
        (("allowed-tools: []",), SKILL),
    )
    for number, (lines, label) in enumerate((*cases, *cases[2:14])):
        name, folder = next(names), FOLDERS[number % len(FOLDERS)]
        fields = [f"name: {name}", f"description: {texts.description(name)}", *lines]
        prefix, newline = ("\ufeff" if number % 9 == 8 else ""), ("\r\n" if number % 7 == 6 else "\n")
        content = prefix + texts.front_matter(fields, texts.body(name)).replace("\n", newline)
        repository.add(f"{folder}{name}/SKILL.md", content, label.but(name=name, hosts=HOSTS.get(folder, ())))
    odd(repository)
    return repository


def odd(repository: Repository) -> None:
    lenient = SKILL.but(state="lenient")
    for name, lines, label in (
        (
            "colon",
            ["description: Use when: a release is due", "allowed-tools: Read Bash"],
            approving("Read", "Bash").but(state="lenient"),
        ),
        ("star", ["description: *Every* release", "license: MIT"], lenient),
        (
            "quote",
            ["description: 'it's a release'", "metadata:", "  author: docs-team"],
            lenient.but(author=("metadata.author", "docs-team")),
        ),
        ("tab", ["description: Reads: all", "allowed-tools:", "\t- Read"], approving("Read").but(state="lenient")),
    ):
        content = texts.front_matter([f"name: {name}", *lines], "Do it.")
        repository.add(f"skills/{name}/SKILL.md", content, label.but(name=name))
    other_folder = texts.front_matter(["name: real-name", "description: The folder is called otherwise"], "Do it.")
    repository.add("skills/folder-name/SKILL.md", other_folder, SKILL.but(name="real-name"))
    upper = texts.front_matter(["name: PDF_Tools", "description: Breaks the rule for names"], "Do it.")
    repository.add("skills/PDF_Tools/SKILL.md", upper, SKILL.but(name="PDF_Tools"))
    nameless = texts.front_matter(["description: Takes the name of its folder"], "Do it.")
    repository.add("skills/nameless/SKILL.md", nameless, SKILL.but(name="nameless"))
    unreadable = SKILL.but(state="unreadable", name="brackets")
    repository.add("skills/brackets/SKILL.md", "---\n{{{ [\n---\nDo it.\n", unreadable)
    card = {"name": "Quoted", "description": "A sample", "url": "https://agents.example", "skills": []}
    beside = "skills/colon/"
    repository.other(
        f"{beside}references/agents.md", texts.front_matter(["name: a", "description: b"], "c"), "reference of skill"
    )
    repository.other(f"{beside}references/README.md", "# References\n", "reference of skill")
    repository.other(f"{beside}scripts/run.sh", "#!/bin/sh\necho done\n", "script of skill")
    repository.other(f"{beside}assets/card-sample.json", json.dumps({"sample": card}) + "\n", "quotes a card")
    repository.other(
        f"{beside}evals.json", json.dumps({"prompt": "---\nname: x\ndescription: y\n---"}) + "\n", "quotes front matter"
    )
    repository.other("skills/README.md", "# Skills\n", "readme beside skills")
    repository.other(
        "skills/lower/skill.md",
        texts.front_matter(["name: lower", "description: Lower case"], "No."),
        "name in lower case",
    )
    repository.other(
        "skills/single.md", texts.front_matter(["name: single", "description: No folder"], "No."), "not a SKILL.md"
    )
    vendored = texts.front_matter(["name: vendored", "description: In a package"], "No.")
    repository.other("node_modules/kit/skills/vendored/SKILL.md", vendored, "vendored by npm")


def plugin_skills() -> Repository:
    repository = Repository("plugin-skills", "Skills of a plugin: the listed folder is added to the default one.")
    repository.other(
        ".claude-plugin/plugin.json", json.dumps({"name": "kit", "skills": "./extra/"}) + "\n", "manifest, no agent"
    )
    names = texts.names("plugin-skills")
    kit = SKILL.but(hosts=("claude-code",), plugin="kit")
    for folder in ("skills/", "skills/", "extra/", "extra/"):
        name = next(names)
        fields = [f"name: {name}", f"description: {texts.description(name)}"]
        repository.add(f"{folder}{name}/SKILL.md", texts.front_matter(fields, texts.body(name)), kit.but(name=name))
    return repository
