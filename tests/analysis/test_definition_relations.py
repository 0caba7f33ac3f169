"""What definitions are related to, in the doc graph."""

from __future__ import annotations

from pathlib import Path

from docgraph.graph.definition_graph import DEFINITION_KINDS, RELATIONS
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds import BY_NAME
from docgraph.site.context import Site
from tests.definitions.handbook import FILES, checked


def relations(graph: DocGraph) -> set[tuple[str, str, str]]:
    return {(edge.source.ref, edge.relation, edge.target.ref) for edge in graph.definition_graph.edges}


def agent(name: str, *lines: str) -> str:
    return "\n".join(["---", f"name: {name}", "description: Works.", *lines, "---", ""])


def test_definitions_are_nodes_with_relations(tmp_path: Path) -> None:
    graph = checked(tmp_path).graph
    assert [node.ref for node in graph.definition_graph.nodes] == [
        "definition:.claude/agents/fixer.md",
        "definition:.claude/agents/reviewer.md",
        "definition:.github/agents/reviewer.agent.md",
        "mcp-server:docs",
        "skill:pdf",
        "undocumented-agent:fixer",
    ]
    assert relations(graph) == {
        ("agent:reviewer", "defined-by", "definition:.claude/agents/reviewer.md"),
        ("agent:reviewer", "defined-by", "definition:.github/agents/reviewer.agent.md"),
        ("agent:reviewer", "delegates-to", "undocumented-agent:fixer"),
        ("agent:reviewer", "may-use", "skill:pdf"),
        ("agent:reviewer", "connects-to", "mcp-server:docs"),
        ("undocumented-agent:fixer", "defined-by", "definition:.claude/agents/fixer.md"),
    }
    places = {edge.target.ref: str(edge.at) for edge in graph.definition_graph.edges}
    assert places["definition:.claude/agents/reviewer.md"] == "docs/reviewer.md:6:15"
    assert places["definition:.github/agents/reviewer.agent.md"] == ".github/agents/reviewer.agent.md:1:1"
    assert places["skill:pdf"] == ".claude/agents/reviewer.md:6:1"
    undefined = {(name.source.ref, name.relation, name.text) for name in graph.definition_graph.undefined}
    assert undefined == {("agent:reviewer", "connects-to", "gone"), ("agent:reviewer", "may-use", "unknown")}


def test_networkx_has_definitions_and_their_relations(tmp_path: Path) -> None:
    graph = checked(tmp_path).graph
    kinds = dict(graph.graph.nodes(data="kind"))
    assert kinds["undocumented-agent:fixer"] == "undocumented-agent" and kinds["skill:pdf"] == "skill"
    assert graph.graph.nodes["mcp-server:docs"]["at"] == ".mcp.json:1:17"
    edge = graph.graph.edges["agent:reviewer", "skill:pdf", "may-use"]
    assert (edge["relation"], edge["inverse"], edge["row"]) == ("may-use", "may-be-used-by", "")
    assert set(graph.graph.nodes) == {
        *(record.ref for record in graph.records),
        *(node.ref for node in graph.definition_graph.nodes),
    }


def test_a_graph_without_definitions_has_no_nodes_of_them(tmp_path: Path) -> None:
    graph = checked(tmp_path, {name: text for name, text in FILES.items() if name.startswith("doc")}).graph
    assert not graph.definition_graph.nodes and not graph.definition_graph.edges


def test_a_delegation_that_a_packet_declares_is_one_relation(tmp_path: Path) -> None:
    packets = {
        "docs/lead.md": "---\nkind: agent\nowner: jane\ndelegates-to: helper\n---\n",
        "docs/helper.md": "---\nkind: agent\nowner: jane\n---\n",
        ".claude/agents/lead.md": agent("lead", "tools: Task(helper), Read"),
        ".claude/agents/helper.md": agent("helper"),
    }
    graph = checked(tmp_path, {**FILES, **packets}).graph
    assert graph.graph.number_of_edges("agent:lead", "agent:helper") == 1
    assert not {edge for edge in relations(graph) if edge[:2] == ("agent:lead", "delegates-to")}


def test_a_name_is_looked_up_in_its_plugin_first(tmp_path: Path) -> None:
    plugins = {
        f"{plugin}/{path}": text
        for plugin in ("one", "two")
        for path, text in {
            ".claude-plugin/plugin.json": f'{{"name": "{plugin}"}}',
            "agents/lead.md": agent("lead", "tools: Task(helper)"),
            "agents/helper.md": agent("helper"),
        }.items()
    }
    outside = {
        ".claude/agents/far.md": agent("far", "tools: Task(two:helper), Task(helper)"),
        ".claude/agents/near.md": agent("near", "tools: Task(alone)"),
        "two/agents/alone.md": agent("alone"),
    }
    graph = checked(tmp_path, {**FILES, **plugins, **outside}).graph
    found = {(source, target) for source, relation, target in relations(graph) if relation == "delegates-to"}
    assert found == {
        ("agent:reviewer", "undocumented-agent:fixer"),
        ("undocumented-agent:one:lead", "undocumented-agent:one:helper"),
        ("undocumented-agent:two:lead", "undocumented-agent:two:helper"),
        ("undocumented-agent:far", "undocumented-agent:two:helper"),
        ("undocumented-agent:near", "undocumented-agent:two:alone"),
    }
    # `helper` alone is ambiguous outside of the plugins
    assert "helper" in {name.text for name in graph.definition_graph.undefined}


def test_several_agents_in_one_file_are_several_nodes(tmp_path: Path) -> None:
    crew = "writer:\n  role: Writes\n  goal: g\n  backstory: b\neditor:\n  role: Edits\n  goal: g\n  backstory: b\n"
    graph = checked(tmp_path, {**FILES, "src/crew/config/agents.yaml": crew}).graph
    refs = {node.ref for node in graph.definition_graph.nodes if node.path == "src/crew/config/agents.yaml"}
    assert refs == {
        "definition:src/crew/config/agents.yaml#editor",
        "definition:src/crew/config/agents.yaml#writer",
        "undocumented-agent:editor",
        "undocumented-agent:writer",
    }


def test_an_as_of_date_keeps_the_definitions(tmp_path: Path) -> None:
    later = {"docs/later.md": "---\nkind: decision\nowner: jane\ndate: 2027-01-01\nstatus: accepted\n---\n"}
    graph = checked(tmp_path, {**FILES, **later}).graph
    on_date = Site(graph).graph
    assert on_date is not graph
    assert relations(on_date) == relations(graph)


def test_kinds_and_relations_of_definitions_have_names_of_their_own() -> None:
    assert not set(DEFINITION_KINDS) & set(BY_NAME)
    assert len({*RELATIONS, *RELATIONS.values()}) == 2 * len(RELATIONS)
