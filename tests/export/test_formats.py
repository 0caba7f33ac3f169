"""What an export tells, in which order, and what it keeps to itself."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx

import docgraph.export
from docgraph.export import EXPORTS, Payload, payload_of
from docgraph.export.cells import column
from docgraph.export.csv import RECORD_COLUMNS, RELATION_COLUMNS
from docgraph.kinds import KINDS
from docgraph.model.field_specs import fields_of
from docgraph.report import FORMATS, ReportContext
from docgraph.site import DOWNLOADS
from tests.corpus import record, result_of
from tests.export.reading import Flowchart, graph_of, table_of

OWNED = {
    "owner": "Jane Doe",
    "backup": "crew",
    "due": "2027-Q1",
    "measure": "{type: metric, baseline: 45, target: 0.5}",
    "review_every": "90d",
    "x-cost": "12",
}
FILES = {
    "people.md": "---\nkind: people\npeople:\n  - {id: jane, title: Jane Doe, contact: jane@example.org}\n"
    "  - {id: sam, contact: '#sam'}\n---\n",
    "crew.md": record("team", members="[jane, ghost]"),
    "fast.md": record("outcome", **OWNED) + "# Fast\n\nSee [[jane]].\n",
    "lead.md": record("role", holders="[{person: jane, from: 2026-01-01, to: 2026-06-01}, {person: sam}]"),
    "bot.md": record("agent", owner="everyone", outcomes="fast", backup="bot"),
    "who.md": record("raci", scope="bot", rows="[{activity: merge, responsible: bot, accountable: jane}]"),
    "index.md": "# Home\n\n[[fast]]\n",
}


def exported(files: dict[str, str] | None = None, **how: Any) -> Payload:
    result = result_of(files or FILES)
    return payload_of(ReportContext(result.graph, result.findings, result.documents, result.pages), **how)


def relation(what: Payload, source: str, name: str) -> list[dict[str, Any]]:
    return [item for item in what.relations if (item["from"], item["relation"]) == (source, name)]


def test_a_record_is_exported_with_its_values() -> None:
    (fast,) = (item for item in exported().records if item["id"] == "fast")
    assert fast == {
        "kind": "outcome",
        "id": "fast",
        "title": "Fast",
        "path": "fast.md",
        "line": 2,
        "aliases": [],
        "owner": "person:jane",
        "backup": ["team:crew"],
        "fields": {
            "review-every": "90 days",
            "owner": ["Jane Doe"],
            "backup": ["crew"],
            "status": "open",
            "due": "2027-03-31",
            "measure": {"type": "metric", "baseline": 45, "target": 0.5},
        },
        "extra": {"x-cost": "12"},
    }


def test_a_relation_has_the_resolution_of_its_reference() -> None:
    what = exported()
    assert [item["state"] for item in relation(what, "outcome:fast", "owned-by")] == ["alias"]
    assert [item["state"] for item in relation(what, "outcome:fast", "backed-by")] == ["found"]
    assert [(item["to"], item["state"]) for item in relation(what, "agent:bot", "owned-by")] == [("everyone", "nobody")]
    assert [(item["to"], item["state"]) for item in relation(what, "agent:bot", "backed-by")] == [("bot", "wrong-kind")]
    assert [(item["to"], item["state"]) for item in relation(what, "ghost", "member-of")] == [("team:crew", "dangling")]
    (merge,) = relation(what, "raci:who", "accountable")
    assert (merge["to"], merge["row"], merge["path"], merge["line"]) == ("person:jane", "merge", "who.md", 4)


def test_time_in_a_role_has_a_start_and_an_end() -> None:
    first, second = relation(exported(), "role:lead", "held-by")
    assert (first["to"], first["start"], first["end"]) == ("person:jane", "2026-01-01", "2026-06-01")
    assert second["to"] == "person:sam" and not {"start", "end"} & set(second)


def test_pages_that_mention_records_are_exported() -> None:
    what = exported()
    assert what.pages == ({"title": "Home", "path": "index.md"},)
    assert relation(what, "page:index.md", "mentions")
    assert relation(what, "outcome:fast", "mentions")
    assert {item["from"] for item in what.edges} | {item["to"] for item in what.edges} <= {
        node for node, _ in what.nodes
    }


def test_findings_equal_the_findings_of_the_report() -> None:
    result = result_of(FILES)
    facts = ReportContext(result.graph, result.findings, result.documents, result.pages)
    report = json.loads(FORMATS["json"](facts))
    assert report["findings"]
    read = json.loads(EXPORTS["json"](payload_of(facts))["graph.json"])
    assert read["findings"] == report["findings"]
    assert list(read) == ["version", "as-of", "records", "pages", "definitions", "relations", "findings"]
    assert (read["version"], read["as-of"]) == (1, "2026-11-21")


def test_the_order_of_documents_changes_no_byte_of_any_format() -> None:
    backwards = dict(reversed(FILES.items()))
    for form in EXPORTS.values():
        assert form(exported()) == form(exported(backwards))
    assert [item["id"] for item in exported().records] == ["bot", "fast", "jane", "sam", "who", "lead", "crew"]


def test_relations_are_sorted_by_their_ends() -> None:
    ends = [(item["from"], item["relation"], item["to"]) for item in exported().relations]
    assert ends == sorted(ends)


def test_a_relation_of_several_rows_is_one_arrow() -> None:
    row = "{activity: x, responsible: bot, accountable: jane}"
    what = exported({**FILES, "who.md": record("raci", scope="bot", rows=f"[{row}, {row.replace('x', 'y')}]")})
    edges = Flowchart(EXPORTS["mermaid"](what)["graph.mmd"]).edges
    assert len(relation(what, "raci:who", "accountable")) == 2
    assert len(edges) == len(set(edges)) < len(list(what.edges))


def test_contacts_of_people_are_left_out_of_what_is_published() -> None:
    def contacts(public: bool) -> list[str]:
        return [
            item["fields"].get("contact", "") for item in exported(public=public).records if item["kind"] == "person"
        ]

    assert contacts(public=False) == ["jane@example.org", "#sam"]
    assert contacts(public=True) == ["", "#sam"]


def test_no_format_contains_a_secret() -> None:
    secret = "ghp_" + "a" * 36
    files = {**FILES, "leak.md": record("outcome", owner=secret, title=secret, wrong_if=secret, x_key=f"[{secret}]")}
    for form in EXPORTS.values():
        for text in form(exported(files)).values():
            assert "aaaa" not in text


def test_urls_are_exported_if_they_are_known() -> None:
    what = exported(url_of=lambda node: "../fast/" if node.ref == "outcome:fast" else "")
    assert [(item["id"], item["url"]) for item in what.records if "url" in item] == [("fast", "../fast/")]


def test_an_empty_project_is_exported_in_every_format() -> None:
    what = exported({"index.md": "# Home\n"})
    assert json.loads(EXPORTS["json"](what)["graph.json"])["records"] == []
    assert len(graph_of(EXPORTS["graphml"](what)["graph.graphml"])) == 0
    assert table_of(EXPORTS["csv"](what)["records.csv"]) == []
    assert Flowchart(EXPORTS["mermaid"](what)["graph.mmd"]).labels == {}


def test_graphml_has_the_as_of_date_and_parallel_edges() -> None:
    text = EXPORTS["graphml"](exported())["graph.graphml"]
    graph = graph_of(text)
    assert set(nx.read_graphml(BytesIO(text.encode())).edges()) == set(graph.edges())
    assert (graph.graph["as-of"], graph.graph["version"]) == ("2026-11-21", 1)
    assert next(iter(graph.edges(keys=True)))[2] == "e1"
    assert {data["kind"] for _, data in graph.nodes(data=True)} >= {"page", "outcome"}


def test_no_two_columns_of_csv_share_a_name() -> None:
    assert len(RECORD_COLUMNS) == len(set(RECORD_COLUMNS)) and len(RELATION_COLUMNS) == len(set(RELATION_COLUMNS))
    other_columns = {"kind", "id", "title", "path", "line", "url", "aliases", "owner", "backup", "extra"}
    for key in (key for kind in KINDS for key in fields_of(kind)):
        assert column(key) in RECORD_COLUMNS
        assert key in ("id", "title", "aliases") or column(key) not in other_columns, f"`{key}` would stand twice"


def test_every_download_link_of_a_site_has_a_file() -> None:
    names = {name for form in ("json", "csv") for name in EXPORTS[form](exported())}
    assert {f"{address.path}{address.suffix}" for address in DOWNLOADS} == names


def test_every_format_is_registered() -> None:
    folder = Path(docgraph.export.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "payload", "public_data", "cells"}
    assert modules == set(EXPORTS), "add the format to EXPORTS in export/__init__.py"


def test_no_default_is_exported_in_the_place_of_an_unreadable_value() -> None:
    files = {name: f"---\nkind: agent\nautonomy: {level}\n---\n" for name, level in (("a.md", "L9"), ("b.md", "L2"))}
    result = result_of(files)
    unread, read = payload_of(ReportContext(result.graph, result.findings, 2, 0)).records
    assert "autonomy" not in unread["fields"]
    assert read["fields"]["autonomy"] == "L2"
