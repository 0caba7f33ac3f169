"""Every format exports the text of a document unchanged, and only as text."""

from __future__ import annotations

import json
from typing import Any

import pytest

from docgraph.export import EXPORTS, Payload, payload_of
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds import Agent, Outcome, Person, Raci, Role
from docgraph.report import ReportContext
from docgraph.report.context import escape_invisible
from tests.corpus import result_of
from tests.export.hostile_texts import IDS, PAYLOADS
from tests.export.reading import Flowchart, graph_of, node_values, plain, table_of, value
from tests.site.organisation import made, trace_of


def hostile(evil: str) -> DocGraph:
    """Records with the payload as title, alias, value, name of an owner, cell of a RACI, and extra key."""
    rows = [{"activity": evil, "responsible": ["agent:a"], "accountable": ["p"], "consulted": [evil]}]
    return trace_of(
        [
            made(Person, "p", title=evil, aliases=[evil, "alias"], contact=evil),
            made(Role, "r", title=f"x{evil}", holders=[{"person": ["p"], "from_": "2026-01-01", "to": "2027-01-01"}]),
            made(Outcome, "o", title=f"{evil}x", owner=[evil], backup=["p"], wrong_if=evil, mission={"for_": evil},
                 measure={"type": "metric", "unit": evil, "baseline": "-5", "target": "0.5"}),
            made(Agent, "a", owner=["alias"], outcomes=["o"], will_do=[evil, evil], onboarding={"registry": evil},
                 extra={"x-note": [evil, {evil: evil}]}),
            made(Raci, "raci", scope=["agent:a"], rows=rows),
        ]
    )  # fmt: skip


def exported(evil: str) -> Payload:
    return payload_of(ReportContext(hostile(evil), (), 5, 0))


@pytest.mark.slow
@pytest.mark.parametrize("evil", PAYLOADS)
def test_json_round_trips_and_contains_no_markup(evil: str) -> None:
    what = exported(evil)
    text = EXPORTS["json"](what)["graph.json"]
    assert text.isascii() and not set(text) & set("<>&")
    assert "".join(text.split("\n")).isprintable()
    read = json.loads(text)
    assert read["records"] == list(what.records)
    assert read["relations"] == list(what.relations)
    records = {item["kind"]: item for item in read["records"]}
    assert records["person"]["title"] == records["person"]["aliases"][0] == evil
    assert records["agent"]["fields"]["will-do"] == [evil, evil]
    assert records["agent"]["extra"] == {"x-note": [evil, {evil: evil}]}
    assert records["raci"]["fields"]["rows"][0]["activity"] == evil
    assert {item["to"] for item in read["relations"] if item["relation"] == "consulted"} <= {evil, "person:p"}


@pytest.mark.slow
@pytest.mark.parametrize("evil", PAYLOADS)
def test_graphml_round_trips_every_node_and_edge(evil: str) -> None:
    what = exported(evil)
    graph = graph_of(EXPORTS["graphml"](what)["graph.graphml"])
    assert _values(graph.nodes(data=True)) == {node: node_values(properties) for node, properties in what.nodes}
    edges = [(source, target, _decoded(data)) for source, target, data in graph.edges(data=True)]
    wanted = [
        (item["from"], item["to"], {key: item[key] for key in item if key not in ("from", "to")}) for item in what.edges
    ]
    assert sorted(edges, key=repr) == sorted(wanted, key=repr)


@pytest.mark.slow
@pytest.mark.parametrize("evil", PAYLOADS)
def test_csv_round_trips_every_cell_and_contains_no_formula(evil: str) -> None:
    what = exported(evil)
    files = EXPORTS["csv"](what)
    for name, rows in (("records.csv", what.records), ("relations.csv", what.relations)):
        read = table_of(files[name])
        assert all(not cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) for line in read for cell in line.values())
        assert [_decoded({key: plain(cell) for key, cell in line.items() if cell}) for line in read] == [
            {key: _cell(item) for key, item in node_values(row).items()} for row in rows
        ]


@pytest.mark.slow
@pytest.mark.parametrize("evil", PAYLOADS)
def test_mermaid_contains_only_labels_and_arrows(evil: str) -> None:
    what = exported(evil)
    chart = Flowchart(EXPORTS["mermaid"](what)["graph.mmd"])
    titles = [escape_invisible(" ".join(properties["title"].split())) for _, properties in what.nodes]
    for label, title in zip(chart.labels.values(), titles, strict=True):
        assert label == title or (len(label) == 120 and title.startswith(label[:-1]))
    assert len(chart.edges) == len({(item["from"], item["relation"], item["to"]) for item in what.edges})


@pytest.mark.parametrize("id", IDS)
def test_ids_may_be_keywords_of_a_format(id: str) -> None:
    records = [made(Person, id), made(Outcome, id, owner=[f"person:{id}"])]
    what = payload_of(ReportContext(trace_of(records), (), 2, 0))
    assert [item["id"] for item in json.loads(EXPORTS["json"](what)["graph.json"])["records"]] == [id, id]
    assert list(graph_of(EXPORTS["graphml"](what)["graph.graphml"]).edges()) == [(f"outcome:{id}", f"person:{id}")]
    assert [plain(row["id"]) for row in table_of(EXPORTS["csv"](what)["records.csv"])] == [id, id]
    assert Flowchart(EXPORTS["mermaid"](what)["graph.mmd"]).edges == [("n1", "owned-by", "n2")]


@pytest.mark.slow
def test_documents_may_contain_every_payload_at_once() -> None:
    """Through the reader: what it refuses is a finding, and what it takes comes out of every format."""
    files = {"people.md": "---\nkind: people\npeople: [{id: jane}]\n---\n"}
    for number, evil in enumerate(PAYLOADS):
        cell = " ".join(evil.replace("|", "\\|").split()) or "nothing"
        files[f"o{number}.md"] = f"---\nkind: outcome\nowner: jane\ntitle: {json.dumps(evil)}\n---\n"
        table = f"| Activity | Responsible | Accountable |\n|---|---|---|\n| {cell[:500]} | {cell[:500]} | jane |\n"
        files[f"r{number}.md"] = f"---\nkind: raci\nscope: outcome:o{number}\n---\n\n{table}"
    files = {name: text.encode("utf-8", "replace").decode() for name, text in files.items()}
    result = result_of(files)
    what = payload_of(ReportContext(result.graph, result.findings, result.documents, result.pages))
    assert len(what.records) > 100
    read = json.loads(EXPORTS["json"](what)["graph.json"])
    assert [read[key] for key in ("records", "relations", "findings")] == [
        list(what.records),
        list(what.relations),
        list(what.findings),
    ]
    graph = graph_of(EXPORTS["graphml"](what)["graph.graphml"])
    assert _values(graph.nodes(data=True)) == {node: node_values(properties) for node, properties in what.nodes}
    rows = table_of(EXPORTS["csv"](what)["records.csv"])
    assert [value(plain(row["title"])) for row in rows] == [item["title"] for item in what.records]
    assert len(Flowchart(EXPORTS["mermaid"](what)["graph.mmd"]).labels) == len(what.records)


def _values(data: Any) -> dict[str, dict[str, Any]]:
    return {node: _decoded(attributes) for node, attributes in data}


def _decoded(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value(item) for name, item in attributes.items()}


def _cell(item: Any) -> Any:
    """A value as a CSV cell has it: everything is text."""
    if isinstance(item, bool):
        return "true" if item else "false"
    return str(item) if isinstance(item, int) else item
