"""Each agent of a generated repository has a packet or a finding, and a packet with its tools adds no finding."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random

import pytest

from docgraph.analysis.defined_agents import DefinedAgent, defined_agents
from docgraph.app import CheckResult, Project, check
from docgraph.definitions.find import PathIndex, definition_paths, read_definitions
from docgraph.model.definition import Node
from docgraph.model.finding import Finding
from docgraph.model.settings import settings_from
from docgraph.model.source_file import SourceFile
from docgraph.rules import RULES
from tests.adopt.project import DAY, PEOPLE
from tests.definitions.in_project import packet

SEED = 20261630
REPOSITORIES = 300
NAMES = ("bot", "cat", "dog", "owl")
TOOLS = ("Read", "read_file", "Bash", "execute", "Edit", "Teleport", "mcp__docs__search", "docs/*", "github/issue_read")
_SHD = tuple(rule for rule in RULES if rule.code.startswith("SHD"))


@pytest.mark.slow
def test_each_agent_has_either_a_packet_or_a_finding() -> None:
    undocumented = 0
    for random in _randoms():
        result = _checked(_files(random))
        agents = defined_agents(result.graph)
        definitions = [definition for definition in result.graph.definitions if definition.node is Node.AGENT]
        assert sorted(path for agent in agents for path in _places(agent)) == sorted(
            (definition.path, definition.name) for definition in definitions
        )
        without = {agent.ref: agent.definitions[0].path for agent in agents if agent.packet is None}
        reported = {finding.subject: finding.at.path for finding in _of("SHD001", result)}
        assert without == reported
        assert len(_of("SHD001", result)) == len(without)
        undocumented += len(without)
    assert undocumented > REPOSITORIES


@pytest.mark.slow
def test_a_packet_with_the_tools_of_the_agent_adds_no_finding() -> None:
    added = 0
    for random in _randoms():
        files = _files(random)
        before = _checked(files)
        agents = [agent for agent in defined_agents(before.graph) if agent.packet is None]
        if agents:
            agent = random.choice(agents)
            name = f"{agent.name}-packet" if f"docs/{agent.name}.md" in files else agent.name
            after = _checked(files | packet(name, _packet_of(agent, random)))
            assert _marks(after) <= _marks(before)
            assert agent.ref not in {finding.subject for finding in _of("SHD001", after)}
            added += 1
    assert added > REPOSITORIES // 2


@pytest.mark.parametrize("extra", ["Bash", "mcp__github__create_issue"])
def test_a_tool_less_in_the_packet_adds_a_finding(extra: str) -> None:
    path = ".claude/agents/bot.md"
    files = {path: _claude("bot", f"tools: Read, {extra}")}
    assert _marks(_checked(files | packet("bot", f"tools: [Read, '{extra}']"))) == set()
    assert {at for _, at in _marks(_checked(files | packet("bot", "tools: [Read]")))} == {path}


def _randoms() -> list[Random]:
    return [Random(SEED + number) for number in range(REPOSITORIES)]


def _files(random: Random) -> dict[str, str]:
    """Definitions for several hosts, in and out of plugins, and packets with and without paths."""
    files: dict[str, str] = {}
    for name in random.sample(NAMES, random.randint(1, 4)):
        for host in random.sample((_claude, _copilot, _gemini), random.randint(1, 3)):
            tools = random.sample(TOOLS, random.randint(0, 3))
            # "absent" and "none" differ
            keys = f"tools: [{', '.join(tools)}]" if tools or random.random() < 0.3 else ""
            path = _PATHS[host](name)
            files[path] = host(name, keys)
    if random.random() < 0.3:
        files |= {f"{plugin}/.claude-plugin/plugin.json": f'{{"name": "{plugin}"}}' for plugin in ("p", "q")}
        files |= {f"{plugin}/agents/bot.md": _claude("bot", "") for plugin in ("p", "q")}
    if random.random() < 0.3:
        names = random.sample(NAMES, 2)
        permission = random.choice(({}, {"bash": "allow"}, {"*": "deny", "read": "allow"}, {"edit": "deny"}))
        files["opencode.json"] = json.dumps({"agent": {name: {"permission": permission} for name in names}})
    for name in random.sample((*NAMES, "other"), random.randint(0, 2)):
        paths = random.sample(sorted(files), min(len(files), random.randint(0, 2)))
        files |= packet(name, f"definitions: [{', '.join(paths)}]" if paths else "")
    return files


def _claude(name: str, keys: str) -> str:
    return f"---\nname: {name}\ndescription: Sorts imports.\n{keys}\n---\nSort.\n"


def _copilot(name: str, keys: str) -> str:
    return f"---\ndescription: Sorts imports.\n{keys}\n---\nSort.\n"


def _gemini(name: str, keys: str) -> str:
    return f"---\nname: {name}\ndescription: Sorts imports.\nkind: local\n{keys}\n---\nSort.\n"


_PATHS = {
    _claude: ".claude/agents/{}.md".format,
    _copilot: ".github/agents/{}.agent.md".format,
    _gemini: ".gemini/agents/{}.md".format,
}


def _packet_of(agent: DefinedAgent, random: Random) -> str:
    """The keys of a packet that allows what the definitions allow."""
    listed = {tool for definition in agent.definitions for tool in definition.tools if tool not in definition.denied}
    tools = ["*"] if agent.allows_everything else sorted(listed)
    if agent.allows_everything and random.random() < 0.5:
        tools = []
    named = {definition.path for definition in agent.definitions}
    keys = [f"definitions: [{', '.join(sorted(named))}]", *([f"tools: {json.dumps(tools)}"] if tools else [])]
    return "\n".join(keys)


def _checked(files: Mapping[str, str]) -> CheckResult:
    contents = {path: text.encode() for path, text in files.items()}
    documents = {path: content for path, content in contents.items() if path.startswith("docs/")}
    sources = tuple(SourceFile(path, text) for path, text in {"docs/people.md": PEOPLE.encode(), **documents}.items())
    definitions = [
        definition
        for candidate in definition_paths(contents, contents.get, PathIndex())
        for definition in read_definitions(candidate, contents[candidate.path], candidate.path)
    ]
    exists = contents.__contains__
    return check(
        Project(sources, settings_from({}), DAY, "docs", rules=_SHD, exists=exists, definitions=tuple(definitions))
    )


def _places(agent: DefinedAgent) -> list[tuple[str, str]]:
    return [(definition.path, definition.name) for definition in agent.definitions]


def _of(code: str, result: CheckResult) -> list[Finding]:
    return [finding for finding in result.findings if finding.code == code]


def _marks(result: CheckResult) -> set[tuple[str, str]]:
    return {(finding.code, finding.at.path) for finding in result.findings}
