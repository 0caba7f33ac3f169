"""What a scan finds in a copy of a labelled repository, beside its labels. Prints a table for each format:

python -m tests.definitions.labelled_results
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgraph.analysis.tool_names import EVERYTHING, capability_of
from docgraph.model.definition import Definition, Node, ToolRule
from docgraph.workspace.cache.store import Cache
from docgraph.workspace.definition_files import scan_repository
from tests.definitions.labelled_set import LabelledRepository, labelled_repositories

FORMATS = {
    "claude-agent": "claude-code",
    "vscode-chat-mode": "vscode",
    "opencode-agent": "opencode",
    "opencode-config": "opencode",
    "gemini-agent": "gemini",
    "codex-agent": "codex",
    "cursor-agent": "cursor",
    "agent-card": "a2a",
    "crewai-agents": "crewai",
    "oasf-record": "oasf",
}
"""Names of formats that differ from those of the labels."""
HOSTS = {
    "claude-code": "Claude Code",
    "copilot": "GitHub Copilot",
    "vscode": "VS Code",
    "opencode": "OpenCode",
    "gemini-cli": "Gemini CLI",
    "codex": "Codex",
    "cursor": "Cursor",
    "factory": "Factory",
    "foundry": "Microsoft Foundry",
    "crewai": "CrewAI",
    "langgraph": "LangGraph",
    "a2a": "A2A",
    "oasf": "OASF",
    "mcp": "MCP registry",
}
NO_HOST = ("Agent Skills", "MCP client")
"""What a scan shows for skills and servers in a place of no host."""
POLICIES = {
    ToolRule.ALL: "all",
    ToolRule.NONE: "none",
    ToolRule.LISTED: "listed",
    ToolRule.UNLESS_DENIED: "allowed-unless-denied",
    ToolRule.UNKNOWN: "unknown",
}
NODES = {
    "agent": Node.AGENT,
    "card": Node.AGENT,
    "skill": Node.SKILL,
    "mcp-client": Node.MCP_SERVER,
    "mcp-server": Node.MCP_SERVER,
}
COMPARED = ("hosts node name plugin state tools mode models author owner delegates_to mcp_servers skills").split()


@dataclass(frozen=True)
class Result:
    """A label beside the definition that a scan found; None if one of them is missing."""

    repository: str
    label: dict[str, Any] | None
    found: dict[str, Any] | None

    @property
    def format(self) -> str:
        """The format, with the names of the labels."""
        return str((self.label or self.found or {})["format"])

    def differences(self) -> Iterator[tuple[str, Any, Any]]:
        """The fields that differ, with the value of the label and the value found."""
        if self.label is not None and self.found is not None:
            for key in COMPARED:
                if self.label[key] != self.found[key]:
                    yield key, self.label[key], self.found[key]


def results(folder: Path) -> list[Result]:
    """The results for all repositories, of which copies are made in `folder`."""
    return [
        result
        for repository in labelled_repositories()
        for result in results_of(repository, repository.copy(folder / repository.name / "copy"))
    ]


def results_of(repository: LabelledRepository, copy: Path) -> Iterator[Result]:
    """The results for one repository. In a file with several definitions, those with the same name belong together."""
    labels = _by_place(_expected(label) for label in repository.definitions if not _is_empty_client(label))
    found = _by_place(_found(scan_repository(copy, copy, Cache(None)).definitions))
    for key in sorted({*labels, *found}):
        yield Result(repository.name, labels.get(key), found.get(key))


def _is_empty_client(label: dict[str, Any]) -> bool:
    """Whether a scan finds nothing in a file, because it finds each server of a client and there is none."""
    return label["kind"] == "mcp-client" and label["state"] != "unreadable" and not label["mcp_servers"]


def _by_place(values: Iterable[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    by_path: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for value in values:
        by_path[value["path"]].append(value)
    return {
        (path, str(value["name"]) if len(members) > 1 else ""): value
        for path, members in by_path.items()
        for value in members
    }


def _expected(label: dict[str, Any]) -> dict[str, Any]:
    """A label with the values that a scan should find."""
    value = {key: label[key] for key in COMPARED if key in label} | {"path": label["path"], "format": label["format"]}
    for key in ("author", "owner"):
        value[key] = label[key]["value"] if label[key] else ""
    value["node"] = NODES[label["kind"]].value
    value["hosts"] = sorted(HOSTS[host] for host in label["hosts"])
    value["plugin"] = label["plugin"] or ""
    value["mode"] = label["mode"] or ""
    value["models"] = label["models"] or []
    if label["name"] is None:
        # a scan shows the name of the file, or that of each server of a client
        value["name"] = "" if label["kind"] == "mcp-client" else Path(label["path"]).stem
    return value


def _found(definitions: Iterable[Definition]) -> Iterator[dict[str, Any]]:
    """The values of definitions. The servers of a client are one entry, as in the labels."""
    clients: dict[str, list[Definition]] = defaultdict(list)
    for definition in definitions:
        if definition.format == "mcp-client":
            clients[definition.path].append(definition)
        elif not (definition.format == "opencode-config" and definition.node is Node.MCP_SERVER):
            yield _values(definition)
    for members in clients.values():
        names = [member.name for member in members if member.state.is_readable]
        yield _values(members[0]) | {"name": "", "mcp_servers": names}


def _values(definition: Definition) -> dict[str, Any]:
    form = FORMATS.get(definition.format, definition.format)
    if form == "copilot-agent":
        form = "vscode" if definition.hosts == ("VS Code",) else "copilot"
    return {
        "path": definition.path,
        "format": form,
        "hosts": sorted(set(definition.hosts) - {*NO_HOST}),
        "node": definition.node.value,
        "name": definition.name,
        "plugin": definition.within,
        "state": definition.state.value,
        "tools": tools_of(definition),
        "mode": definition.permission_mode,
        "models": list(definition.models),
        "author": definition.author,
        "owner": definition.owner,
        "delegates_to": list(definition.delegates_to),
        "mcp_servers": list(definition.servers),
        "skills": list(definition.skills),
    }


def tools_of(definition: Definition) -> dict[str, Any]:
    """The tools of a definition as in the labels."""
    granted = [tool for tool in definition.tools if tool not in definition.denied]
    capabilities = {tool: capability_of(tool) for tool in granted}
    return {
        "policy": POLICIES[definition.tool_rule],
        "names": list(definition.tools),
        "denied": list(definition.denied),
        "capabilities": sorted(
            {each.name for each in capabilities.values() if each.is_known and not each.server} - {EVERYTHING}
        ),
        "mcp": sorted(str(each) for each in capabilities.values() if each.server and each.is_known),
        "unknown": sorted(tool for tool, each in capabilities.items() if not each.is_known),
    }


def table(compared: Iterable[Result]) -> str:
    """For each format: definitions labelled, found, missed, invented, with equal tools, and equal in every field."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for result in compared:
        differing = {key for key, *_ in result.differences()}
        both = result.label is not None and result.found is not None
        counts[result.format] += Counter(
            labelled=int(result.label is not None),
            found=int(both),
            missed=int(result.found is None),
            invented=int(result.label is None),
            tools=int(both and "tools" not in differing),
            equal=int(both and not differing),
        )
    counts["all"] = sum(counts.values(), Counter())
    columns = ("labelled", "found", "missed", "invented", "tools", "equal")
    rows = [[form, *(str(row[key]) for key in columns)] for form, row in sorted(counts.items())]
    lines = [["format", *columns], *rows]
    return "\n".join(f"{line[0]:14}" + "".join(f"{cell:>10}" for cell in line[1:]) for line in lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        compared = results(Path(temporary))
    for result in compared:
        place = f"{result.repository}: {(result.label or result.found or {})['path']}"
        if result.found is None:
            print(f"{place}: missed")
        elif result.label is None:
            print(f"{place}: invented {result.found['name']}")
        for key, expected, found in result.differences():
            print(f"{place}: {key}: expected {expected}, found {found}")
    print(table(compared))
