"""Definitions, undocumented agents, skills and MCP servers in every export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgraph.app import CheckResult
from docgraph.export import EXPORTS, Payload, payload_of
from docgraph.export.csv import DEFINITION_COLUMNS
from docgraph.report import FORMATS, ReportContext
from tests.definitions.handbook import CANARY, FILES, checked
from tests.export.reading import Flowchart, graph_of, plain, table_of, value


def context_of(result: CheckResult) -> ReportContext:
    return ReportContext(result.graph, result.findings, result.documents, result.pages)


@pytest.fixture
def exported(tmp_path: Path) -> Payload:
    return payload_of(context_of(checked(tmp_path)))


def test_json_lists_definitions_with_their_values(exported: Payload) -> None:
    read = json.loads(EXPORTS["json"](exported)["graph.json"])
    assert read["version"] == 1
    nodes = {f"{node['kind']}:{node['id']}": node for node in read["definitions"]}
    assert list(nodes) == sorted(nodes)
    assert nodes["definition:.claude/agents/reviewer.md"] == {
        "kind": "definition",
        "id": ".claude/agents/reviewer.md",
        "title": ".claude/agents/reviewer.md",
        "path": ".claude/agents/reviewer.md",
        "line": 1,
        "hosts": ["Claude Code"],
        "format": "claude-agent",
        "name": "reviewer",
        "tool-rule": "listed",
        "tools": ["Read", "Bash", "Task(fixer)", "mcp__docs__search", "mcp__gone__x"],
        "model": ["opus"],
        "state": "read",
    }
    assert nodes["undocumented-agent:fixer"] == {
        "kind": "undocumented-agent",
        "id": "fixer",
        "title": "fixer",
        "path": ".claude/agents/fixer.md",
        "line": 1,
        "hosts": ["Claude Code"],
        "files": [".claude/agents/fixer.md"],
    }
    relations = {(item["from"], item["relation"], item["to"]): item for item in read["relations"]}
    assert relations["agent:reviewer", "connects-to", "mcp-server:docs"]["state"] == "found"
    assert relations["agent:reviewer", "connects-to", "gone"]["state"] == "dangling"


def test_all_formats_have_the_same_nodes_and_edges(exported: Payload) -> None:
    refs = {ref for ref, _ in exported.nodes}
    ends = {(edge["from"], edge["to"]) for edge in exported.edges}
    assert {"undocumented-agent:fixer", "skill:pdf", "mcp-server:docs"} <= refs
    graph = graph_of(EXPORTS["graphml"](exported)["graph.graphml"])
    assert set(graph) == refs and set(graph.edges()) == ends
    chart = Flowchart(EXPORTS["mermaid"](exported)["graph.mmd"])
    assert len(chart.labels) == len(refs) and {"undocumented_agent", "mcp_server"} <= set(chart.classes)
    tables = EXPORTS["csv"](exported)
    assert list(tables) == ["records.csv", "definitions.csv", "relations.csv"]
    rows = {row["id"]: row for row in table_of(tables["definitions.csv"])}
    assert tuple(rows["fixer"]) == DEFINITION_COLUMNS
    assert value(plain(rows[".claude/agents/reviewer.md"]["tools"]))[:2] == ["Read", "Bash"]
    assert {plain(row["to"]) for row in table_of(tables["relations.csv"])} >= {"skill:pdf", "gone"}


def test_definitions_csv_is_exported_only_if_there_are_definitions(tmp_path: Path) -> None:
    documents = {name: text for name, text in FILES.items() if name.startswith("doc")}
    exported = payload_of(context_of(checked(tmp_path, documents)))
    assert list(EXPORTS["csv"](exported)) == ["records.csv", "relations.csv"]


def test_no_format_contains_a_value_that_can_be_a_secret(tmp_path: Path) -> None:
    context = context_of(checked(tmp_path))
    texts = [text for form in EXPORTS.values() for text in form(payload_of(context)).values()]
    texts += [FORMATS[form](context) for form in FORMATS]
    assert not [text for text in texts if CANARY in text]


def test_a_token_as_the_name_of_a_tool_is_redacted(tmp_path: Path) -> None:
    secret = "ghp_" + "a" * 36
    leaking = {".claude/agents/leak.md": f"---\nname: leak\ndescription: d\ntools: Read, {secret}\n---\n"}
    context = context_of(checked(tmp_path, {**FILES, **leaking}))
    assert not [text for form in EXPORTS.values() for text in form(payload_of(context)).values() if "aaaa" in text]


def test_the_json_report_counts_definitions(tmp_path: Path) -> None:
    report = json.loads(FORMATS["json"](context_of(checked(tmp_path / "with"))))
    assert report["definitions"] == {"definition": 3, "mcp-server": 1, "skill": 1, "undocumented-agent": 1}
    assert report["relations"]["defined-by"] == 3
    documents = {name: text for name, text in FILES.items() if name.startswith("doc")}
    assert "definitions" not in json.loads(FORMATS["json"](context_of(checked(tmp_path / "without", documents))))
