"""The page of the agents that files define, the line of the index, and the tools on the page of an agent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgraph.app import CheckResult
from docgraph.site import Site, explorer_files, foot, theme_for_language, views_of
from docgraph.site.context import EXPLORER_DATA, Target
from tests.definitions.handbook import CANARY, FILES, checked
from tests.site.organisation import href
from tests.site.reading import reading, text, without_views


def site_of(result: CheckResult) -> Site:
    return Site(result.graph, result.findings)


def rendered(site: Site, path: str = "definitions") -> str:
    return {view.path: view for view in views_of(site)}[path].render(site, href)


def linking(target: Target) -> str:
    return f"url:{target.ref}" if hasattr(target, "ref") else f"url:{target.path}"


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(checked(tmp_path_factory.mktemp("handbook")))


def test_the_page_answers_first_and_lists_every_agent(handbook: Site) -> None:
    content = text(without_views(rendered(handbook)))
    answer = "2 agents in 3 hosts: 1 has no owner, 1 may use every tool, 1 differs between hosts."
    assert content.startswith(f"Agents in this repository as of 21 Nov 2026 {answer}")
    fixer, reviewer = content[content.index("fixer Claude Code") :].split("reviewer Claude Code")
    assert ".claude/agents/fixer.md every tool" in fixer
    assert "no packet" in fixer and "no owner" in fixer and "SHD001" in fixer
    assert "Reviewer Jane Doe" in reviewer and "differs between hosts" in reviewer and "opus" in reviewer
    # findings of the packet that are not about definitions have pages of their own
    assert "SHD004" in reviewer and "AGT" not in reviewer


def test_skills_and_servers_are_listed_with_what_uses_them_and_found_by_search(handbook: Site) -> None:
    [view] = [view for view in views_of(handbook) if view.path == "definitions"]
    assert view.is_indexed and [heading.text for heading in view.headings] == ["Agents", "Skills and MCP servers"]
    listed = text(rendered(handbook)).partition("Name Kind Hosts Files Used by ")[2]
    nodes = [node for node in handbook.graph.definition_graph.nodes if node.kind in ("skill", "mcp-server")]
    assert nodes and all(f"{node.id} " in listed and node.path in listed for node in nodes)
    assert " MCP server " in listed and " skill " in listed and "Reviewer" in listed
    assert CANARY not in listed


def test_the_owner_is_visible_beside_long_paths_and_lists_of_tools(handbook: Site) -> None:
    content = text(rendered(handbook))
    assert "fixer Claude Code no packet no owner .claude/agents/fixer.md every tool" in content


def test_the_index_has_one_line_about_definitions(handbook: Site) -> None:
    content = text(rendered(handbook, "index"))
    assert "Agents in this repository: 2 agents in 3 hosts: 1 has no owner" in content
    assert "definitions as CSV" in content
    assert "Every documented agent has an owner." in content


def test_the_explorer_counts_definitions_by_their_name(handbook: Site) -> None:
    assert "records, pages and definitions" in text(rendered(handbook, "explore"))


def test_a_repository_without_definitions_has_no_page(tmp_path: Path) -> None:
    site = site_of(checked(tmp_path, {name: content for name, content in FILES.items() if name.startswith("doc")}))
    assert "definitions" not in {view.path for view in views_of(site)}
    content = text(rendered(site, "index"))
    assert "Agents in this repository" not in content and "definitions as CSV" not in content


def test_skills_and_servers_alone_are_no_agents(tmp_path: Path) -> None:
    skills = {name: content for name, content in FILES.items() if "agents/" not in name}
    site = site_of(checked(tmp_path, skills))
    assert site.graph.definition_graph.nodes
    assert "definitions" not in {view.path for view in views_of(site)}


def test_a_long_table_has_several_pages_that_search_finds(tmp_path: Path) -> None:
    many = {
        f".claude/agents/a{number:03}.md": f"---\nname: a{number:03}\ndescription: Works.\n---\n"
        for number in range(150)
    }
    views = {view.path: view for view in views_of(site_of(checked(tmp_path, {**FILES, **many})))}
    assert "definitions/2" in views and "definitions/3" not in views
    assert views["definitions"].is_indexed and views["definitions/2"].is_indexed and not views["findings"].is_indexed
    site = site_of(checked(tmp_path, {**FILES, **many}))
    assert "a149" not in rendered(site) and "a149" in rendered(site, "definitions/2")


def test_the_page_of_an_agent_compares_its_tools_by_host(handbook: Site) -> None:
    record = handbook.graph.get("agent:reviewer")
    assert record is not None
    page = reading(foot(handbook, record, linking))
    table = page.text[page.text.index("Tools by host") :].partition("Connections")[0]
    assert "Packet Read, Grep, docs" in table
    claude, copilot = table.partition("GitHub Copilot and VS Code")[::2]
    assert "not in the packet: Bash, Task(fixer), mcp__gone__x" in claude
    assert "only in the packet: Grep" in claude
    assert "only in the packet: Grep" in copilot and "not in the packet" not in copilot
    assert "url:definition:.claude/agents/reviewer.md" in page.hrefs


def test_every_tool_is_marked_if_the_packet_lists_some(tmp_path: Path) -> None:
    free = {".github/agents/reviewer.agent.md": "---\ndescription: Reviews.\n---\n"}
    site = site_of(checked(tmp_path, {**FILES, **free}))
    record = site.graph.get("agent:reviewer")
    assert record is not None
    assert "every tool the packet lists tools, the definition allows every tool" in text(foot(site, record, href))


def test_an_agent_without_definitions_has_no_table_of_hosts(tmp_path: Path) -> None:
    site = site_of(checked(tmp_path, {name: content for name, content in FILES.items() if name.startswith("doc")}))
    record = site.graph.get("agent:reviewer")
    assert record is not None and "Tools by host" not in foot(site, record, href)


def test_the_page_of_an_agent_shows_what_it_is_related_to(handbook: Site) -> None:
    record = handbook.graph.get("agent:reviewer")
    assert record is not None
    content = text(foot(handbook, record, linking))
    for relation in ("Delegates to fixer", "May use pdf", "Connects to docs", "Defined by .claude/agents/reviewer.md"):
        assert relation in content


def test_the_explorer_draws_definitions_with_glyphs_of_their_own(handbook: Site) -> None:
    script = explorer_files(handbook, linking)[EXPLORER_DATA]
    data = json.loads(script.partition(" = ")[2].removesuffix(";\n"))
    nodes = {ref: (data["kinds"][kind], name, worst) for kind, ref, name, _, worst in data["nodes"]}
    assert nodes["undocumented-agent:fixer"] == ("undocumented-agent", "fixer", 3)
    assert nodes["skill:pdf"] == ("skill", "pdf", 0)
    letters = dict(zip(data["kinds"], data["letters"], strict=True))
    assert letters["undocumented-agent"] == "A?"
    assert len(set(letters.values())) == len(letters)
    page = rendered(handbook, "explore")
    assert 'data-kind="undocumented-agent"' in page and "undocumented agents" in page


def test_no_page_contains_a_value_that_can_be_a_secret(handbook: Site) -> None:
    pages = [view.render(handbook, linking) for view in views_of(handbook)]
    pages += [foot(handbook, record, linking) for record in handbook.graph.records]
    assert not [page for page in (*pages, *explorer_files(handbook, linking).values()) if CANARY in page]


def test_names_in_definitions_are_escaped(tmp_path: Path) -> None:
    evil = "<img src=x onerror=alert(1)>"
    hostile = {
        ".claude/agents/evil.md": f"---\nname: '{evil}'\ndescription: d\ntools: ['{evil}']\nmodel: '{evil}'\n---\n"
    }
    site = site_of(checked(tmp_path, {**FILES, **hostile}))
    for path in ("definitions", "index", "explore"):
        assert "<img" not in rendered(site, path)


def test_pages_are_in_german(handbook: Site) -> None:
    record = handbook.graph.get("agent:reviewer")
    assert record is not None
    with theme_for_language(["de"]).active():
        view = {view.path: view for view in views_of(handbook)}["definitions"]
        assert "2 Agenten in 3 Programmen: 1 hat keinen Verantwortlichen" in text(view.render(handbook, href))
        assert "nicht im Steckbrief: Bash" in text(foot(handbook, record, href))
