"""AgentSchema, MCP, A2A, OASF, CrewAI and LangGraph: YAML and JSON that describes agents and servers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.definitions.generate import texts
from tests.definitions.generate.repository import Definition, Repository
from tests.definitions.generate.tools import NO_TOOLS, UNKNOWN_TOOLS, listed

SCHEMA = Definition("agent-schema", ("foundry",), None, tools=NO_TOOLS)
CREW = Definition("crewai", ("crewai",), None, tools=NO_TOOLS)
GRAPH = Definition("langgraph", ("langgraph",), None)
CARD = Definition("a2a", ("a2a",), None, kind="card")
RECORD = Definition("oasf", ("oasf",), None, kind="card")


def repositories() -> Iterator[Repository]:
    yield agent_schema()
    yield crewai()
    yield langgraph()
    yield cards()
    yield records()


def to_json(value: Any) -> str:
    return json.dumps(value, indent=2) + "\n"


def agent_schema() -> Repository:
    repository = Repository("agent-schema", "Agents of AgentSchema, most with a byte order mark, and other YAML files.")
    hosted, workflow = SCHEMA.but(tools=UNKNOWN_TOOLS), SCHEMA.but(tools=UNKNOWN_TOOLS)
    search = [
        "tools:",
        "  - name: knowledge_base",
        "    kind: function",
        "  - name: file_search_tool",
        "    kind: file_search",
    ]
    mapped = ["tools:", "  calculator:", "    kind: function", "  weather:", "    kind: openapi"]
    server = ["tools:", "  - name: tickets_api", "    kind: mcp", "    serverName: tickets"]
    box = ["protocols:", "  - protocol: responses", "    version: v1", "resources: {cpu: '1', memory: 2Gi}"]
    model = ["model:", "  id: gpt-5.2", "  connection: {kind: key, key: example-not-a-secret}"]
    authors = ["metadata:", "  authors: [docs-team]", "  tags: [sample]"]
    owner = ["metadata:", "  owner: support-team"]
    cases: tuple[tuple[list[str], Definition], ...] = (
        (["kind: prompt", "model: gpt-5.2"], SCHEMA.but(models=("gpt-5.2",))),
        (["kind: Prompt", *model], SCHEMA.but(models=("gpt-5.2",))),
        (["kind: prompt", *search], SCHEMA.but(tools=listed("knowledge_base", "file_search_tool"))),
        (["kind: prompt", *mapped], SCHEMA.but(tools=listed("calculator", "weather"))),
        (["kind: prompt", *server], SCHEMA.but(tools=listed("tickets_api"), mcp_servers=("tickets",))),
        (["kind: prompt", "tools: []"], SCHEMA),
        (["kind: hosted", *box], hosted),
        (["kind: hosted", *box, "image: registry.example/agent"], hosted),
        (["kind: workflow"], workflow),
        (["kind: Workflow", "trigger: {kind: OnConversationStart}"], workflow),
        (["kind: prompt", *authors], SCHEMA.but(author=("metadata.authors", "docs-team"))),
        (["kind: prompt", *owner], SCHEMA.but(owner=("metadata.owner", "support-team"))),
        (["kind: prompt", "instructions: |", "  Answer shortly.", "  Ask when unsure."], SCHEMA),
    )
    names = texts.names("agent-schema")
    for number, (lines, label) in enumerate(cases):
        name = next(names)
        content = "\n".join([f"name: {name}", f"description: {texts.description(name)}", *lines, ""])
        content = content if number % 4 == 3 else "\ufeff" + content
        path = f"src/{name}/agent.yaml" if number % 2 else f"agents/{name}.yaml"
        repository.add(path, content, label.but(name=name))
    cut = "\ufeffkind: prompt\nname: [cut\ndescription: {\n"
    repository.add("src/cut/agent.yaml", cut, SCHEMA.but(state="unreadable", tools=UNKNOWN_TOOLS))
    argo = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata:\n  name: nightly\nspec: {entrypoint: main}\n"
    repository.other("deploy/nightly.yaml", argo, "workflow of cluster")
    repository.other(
        "deploy/service.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n", "object of cluster"
    )
    repository.other("docs/agents.yaml", "title: Agents\nitems: [kind, prompt]\n", "data, no agent")
    repository.other("azure.yaml", "name: project\nservices: {web: {project: src}}\n", "project, no agent")
    repository.other("monitoring/agent.yaml", "server: metrics.example\ninterval: 30s\n", "agent of monitoring")
    return repository


def crewai() -> Repository:
    repository = Repository("crewai", "Crews of CrewAI, and files with the same name that are none.")
    first = """researcher:
  role: >
    Senior researcher
  goal: Find sources
  backstory: Reads a lot.
  llm: openai/gpt-5.2
  tools: [SearchTool, FileReadTool]
writer:
  role: Writer
  goal: Write the report
  backstory: Writes short texts.
  allow_delegation: true
"""
    labels = (
        CREW.but(name="researcher", models=("openai/gpt-5.2",), tools=listed("SearchTool", "FileReadTool")),
        CREW.but(name="writer", delegates_to=("*",)),
    )
    repository.add("src/report_crew/config/agents.yaml", first, *labels)
    small = "role: Checker\n  goal: Check\n  backstory: Careful.\n"
    second = (
        f"checker:\n  {small}  tools: []\n  allow_delegation: false\nlister:\n  {small}  tools:\n    - SearchTool\n"
    )
    repository.add(
        "config/agents.yaml", second, CREW.but(name="checker"), CREW.but(name="lister", tools=listed("SearchTool"))
    )
    windows = f"\ufeffplanner:\n  {small}  max_iter: 3\n".replace("\n", "\r\n")
    repository.add("crews/plan/config/agents.yaml", windows, CREW.but(name="planner"))
    broken = "writer:\n  role: Writer: of reports\n  goal: [\n"
    repository.add("crews/broken/config/agents.yaml", broken, CREW.but(state="unreadable", tools=UNKNOWN_TOOLS))
    repository.other(
        "src/report_crew/config/tasks.yaml", "write:\n  description: Write\n  agent: writer\n", "tasks, no agents"
    )
    repository.other(
        "monitoring/config/agents.yaml", "agents:\n  - host: a.example\n    port: 9100\n", "agents of monitoring"
    )
    repository.other("src/report_crew/knowledge/notes.txt", "role: Writer\n", "knowledge of crew")
    return repository


def langgraph() -> Repository:
    repository = Repository("langgraph", "Graphs of LangGraph, with inline settings, and a file without graphs.")
    graphs = {"support": "./src/support.py:graph", "triage": "./src/triage.py:make_graph"}
    settings: dict[str, Any] = {"dependencies": ["."], "env": {"API_KEY": "example-not-a-secret"}}
    repository.add(
        "langgraph.json", to_json({**settings, "graphs": graphs}), GRAPH.but(name="support"), GRAPH.but(name="triage")
    )
    described = {"writer": {"path": "./writer.py:graph", "description": "Writes"}}
    repository.add(
        "apps/writer/langgraph.json", to_json({"graphs": described, "env": ".env"}), GRAPH.but(name="writer")
    )
    typescript = {"node_version": "20", "graphs": {"web": "./src/agent.ts:graph"}}
    repository.add("apps/web/langgraph.json", "\ufeff" + to_json(typescript), GRAPH.but(name="web"))
    comma = '{\n  "graphs": {"loose": "./loose.py:graph",},\n}\n'
    repository.add("apps/loose/langgraph.json", comma, GRAPH.but(name="loose", state="lenient"))
    repository.add("apps/cut/langgraph.json", '{"graphs": {"cut": "./cut.py:gra', GRAPH.but(state="unreadable"))
    repository.other("apps/none/langgraph.json", to_json(settings), "no graphs")
    repository.other("apps/empty/langgraph.json", to_json({"graphs": {}}), "no graphs")
    repository.other("docs/langgraph-sample.json", to_json({"graphs": graphs}), "not langgraph.json")
    return repository


def card(name: str, **changes: Any) -> dict[str, Any]:
    interface = {"url": "https://agents.example/a2a", "protocolBinding": "JSONRPC", "protocolVersion": "1.0"}
    skill = {"id": "route", "name": "Route", "description": "Finds a route", "tags": ["maps"]}
    values: dict[str, Any] = {
        "name": name,
        "description": "Answers",
        "version": "1.0.0",
        "supportedInterfaces": [interface],
    }
    values |= {"capabilities": {"streaming": True}, "defaultInputModes": ["text/plain"]}
    return {**values, "defaultOutputModes": ["text/plain"], "skills": [skill], **changes}


def cards() -> Repository:
    repository = Repository("a2a", "Agent cards of A2A, and JSON that quotes a card or has its name.")
    maps = {"organization": "Maps Team", "url": "https://agents.example"}
    route = CARD.but(skills=("route",))
    two = [
        {"id": "plan", "name": "Plan", "description": "Plans", "tags": []},
        {"id": "check", "name": "Check", "description": "Checks", "tags": []},
    ]
    repository.add(".well-known/agent-card.json", to_json(card("Route planner")), route.but(name="Route planner"))
    owned = route.but(name="Map drawer", author=("provider.organization", "Maps Team"))
    repository.add("services/maps/agent-card.json", to_json(card("Map drawer", provider=maps)), owned)
    repository.add(
        "services/plan/agent-card.json",
        to_json(card("Plan", skills=two)),
        CARD.but(name="Plan", skills=("plan", "check")),
    )
    former = card("Former", url="https://agents.example/former", protocolVersion="0.3.0")
    del former["supportedInterfaces"]
    repository.add("public/.well-known/agent.json", to_json(former), route.but(name="Former"))
    marked = "\ufeff" + to_json(card("Marked")).replace("\n", "\r\n")
    repository.add("services/marked/agent-card.json", marked, route.but(name="Marked"))
    loose = to_json(card("Loose")).replace('"version": "1.0.0",', '"version": "1.0.0", // bumped by hand')
    repository.add("services/loose/agent-card.json", loose, route.but(name="Loose", state="lenient"))
    repository.add("services/cut/agent-card.json", to_json(card("Cut"))[:120], CARD.but(state="unreadable"))
    repository.other("docs/card-example.json", to_json({"example": card("Quoted")}), "quotes a card")
    repository.other("docs/cards.md", "# Cards\n\n```json\n" + to_json(card("Page")) + "```\n", "quotes a card")
    repository.other(
        "ui/agent-card.json", to_json({"component": "agent-card", "props": {"title": "Agent"}}), "component of page"
    )
    repository.other("tests/agent.json", to_json({"user_agent": "curl", "name": "probe"}), "not a card")
    return repository


def records() -> Repository:
    repository = Repository("oasf", "Records of OASF, and another record.")
    names = texts.names("oasf")
    for number, authors in enumerate(
        (["Search Team <search@example.org>"], ["Docs Team"], ["Api Team"], ["Data Team"])
    ):
        name = next(names)
        record: dict[str, Any] = {"name": f"example.org/{name}", "version": "v1.0.0", "authors": authors}
        skills = [{"name": "natural_language_processing/summarization", "id": 10201}][: number % 3]
        record |= {"schema_version": "1.0.0", "description": texts.description(name)}
        record |= {"created_at": "2026-01-02T03:04:05Z", "skills": skills}
        names_of_skills = tuple(str(skill["name"]) for skill in skills)
        label = RECORD.but(name=f"example.org/{name}", author=("authors", authors[0]), skills=names_of_skills)
        repository.add(f"directory/{name}/record.json", to_json(record), label)
    cut = '{"name": "example.org/cut", "schema_version": "1.0.0", "authors": ['
    repository.add("directory/cut/record.json", cut, RECORD.but(state="unreadable"))
    repository.other("music/record.json", to_json({"artist": "Nobody", "tracks": 9}), "not of OASF")
    return repository
