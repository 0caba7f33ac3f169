"""Keys that documents of other tools have too, such as `team`, `related` and `model`, and those for oversight."""

from __future__ import annotations

from datetime import date

import pytest

from docgraph.analysis.offboarding import handover_duties
from docgraph.app import CheckResult
from docgraph.export import payload_of
from docgraph.kinds import KINDS, Agent, Decision, Person, Runbook
from docgraph.model.field_specs import fields_of
from docgraph.model.record import Record
from docgraph.report import ReportContext
from docgraph.site import Site, head
from docgraph.site.record.foot import foot
from tests.corpus import record, result_of
from tests.site.organisation import get, href
from tests.site.reading import text

JANE = {"docs/people/jane.md": record("person", title="Jane Doe")}


def checked(files: dict[str, str]) -> CheckResult:
    return result_of(JANE | files, ignore=["DEC", "RUN", "AGT", "OUT"])


def codes(result: CheckResult) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.key[0])) for finding in result.findings if finding.key]


@pytest.mark.parametrize("kind", ["decision", "runbook"])
def test_a_record_belongs_to_a_team(kind: str) -> None:
    result = checked({"docs/a.md": record(kind, owner="jane", team="ops"), "docs/ops.md": record("team")})
    found = result.graph.get("a", kind)
    assert isinstance(found, (Decision, Runbook))
    assert found.team == ("ops",)
    assert [team.id for team in result.graph.targets(found, "belongs-to")] == ["ops"]
    assert codes(result) == []


@pytest.mark.parametrize("team", ["jane", "platform"])
def test_a_team_must_be_a_team(team: str) -> None:
    result = checked({"docs/a.md": record("runbook", owner="jane", team=team)})
    assert codes(result) == [("REF002" if team == "jane" else "REF001", "team")]


@pytest.mark.parametrize("kind", ["decision", "runbook"])
def test_a_team_is_no_owner(kind: str) -> None:
    result = result_of({"docs/a.md": record(kind, team="ops"), "docs/ops.md": record("team")})
    assert "owner" in [finding.key[0] for finding in result.findings]


RELATED = [kind for kind in KINDS if "related" in fields_of(kind)]


def test_the_kinds_that_have_related_and_updated() -> None:
    every = {"outcome", "agent", "decision", "raci", "runbook", "incident"}
    assert {kind.kind for kind in RELATED} == every | {"context-pack"}
    assert {kind.kind for kind in KINDS if "updated" in fields_of(kind)} == every


@pytest.mark.parametrize("kind", RELATED, ids=lambda kind: kind.kind)
def test_related_names_records_of_any_kind_and_other_pages(kind: type[Record]) -> None:
    entries = "[jane, https://example.org/a, plans/b, c.md]"
    result = checked({"docs/a.md": record(kind.kind, owner="jane", related=entries)})
    found = result.graph.get("a", kind.kind)
    assert found is not None
    assert [other.id for other in result.graph.targets(found, "related-to")] == ["jane"]
    assert "related" not in [key for _, key in codes(result)]


def test_a_related_name_that_is_no_record_is_a_warning() -> None:
    result = checked({"docs/a.md": record("runbook", owner="jane", related="[jan, 'see #3']")})
    assert [(code, str(finding.severity)) for finding in result.findings for code in [finding.code]] == [
        ("REF007", "warning"),
        ("REF007", "warning"),
    ]
    assert result.findings[0].message == "no record with id `jan`; did you mean `jane`?"


def test_updated_is_a_date() -> None:
    result = checked({"docs/a.md": record("runbook", owner="jane", updated="2026-11-02")})
    found = result.graph.get("a", "runbook")
    assert isinstance(found, Runbook)
    assert found.updated == date(2026, 11, 2)
    assert codes(checked({"docs/a.md": record("runbook", owner="jane", updated="soon")})) == [("DOC007", "updated")]
    assert codes(checked({"docs/a.md": record("context-pack", owner="jane", updated="2026-11-02")}))[0][0] == "DOC004"


def test_a_page_and_an_export_show_the_keys() -> None:
    keys = {"team": "ops", "related": "[jane, https://example.org/a]", "updated": "2026-11-02"}
    result = checked({"docs/a.md": record("runbook", owner="jane", **keys), "docs/ops.md": record("team", title="Ops")})
    site = Site(result.graph, ())
    found = result.graph.get("a", "runbook")
    assert found is not None
    shown = text(foot(site, found, href))
    for part in ("Team Ops", "Related to Jane Doe", "https://example.org/a", "Updated 2 Nov 2026"):
        assert part in shown
    payload = payload_of(ReportContext(result.graph, result.findings, result.documents, result.pages))
    fields = next(item["fields"] for item in payload.records if item["id"] == "a")
    assert (fields["team"], fields["updated"]) == (["ops"], "2026-11-02")
    assert {"belongs-to", "related-to"} <= {relation["relation"] for relation in payload.relations}


@pytest.mark.parametrize(
    ("model", "shown"),
    [
        ("a model, version pinned", ["a model, version pinned"]),
        ("[swift-3, swift-4]", ["swift-3", "swift-4"]),
    ],
)
def test_an_agent_has_one_model_or_several(model: str, shown: list[str]) -> None:
    result = checked({"docs/a.md": record("agent", owner="jane", model=model)})
    agent = result.graph.get("a", "agent")
    assert isinstance(agent, Agent)
    assert agent.model == tuple(shown)
    assert f"Model {', '.join(shown)}" in text(head(Site(result.graph, ()), agent, href))
    payload = payload_of(ReportContext(result.graph, result.findings, result.documents, result.pages))
    assert next(item["fields"]["model"] for item in payload.records if item["id"] == "a") == shown


def test_an_agent_delegates_to_agents() -> None:
    files = {
        "docs/a.md": record("agent", title="Planner", owner="jane", delegates_to="[b, jane, coder]"),
        "docs/b.md": record("agent", title="Builder", owner="jane", delegates_to="a"),
    }
    result = checked(files)
    agent = result.graph.get("a", "agent")
    assert agent is not None
    assert [other.id for other in result.graph.targets(agent, "delegates-to")] == ["b"]
    assert [item for item in codes(result) if item[1] == "delegates-to"] == [
        ("REF002", "delegates-to"),
        ("REF001", "delegates-to"),
    ]
    shown = text(foot(Site(result.graph, ()), agent, href))
    assert "Delegates to Builder" in shown
    assert "Delegated by Builder" in shown


def test_a_retired_agent_is_reported_where_others_delegate_to_it() -> None:
    files = {
        "docs/a.md": record("agent", owner="jane", delegates_to="c"),
        "docs/c.md": record("agent", owner="jane", status="retired"),
    }
    assert ("REF005", "delegates-to") in codes(checked(files))


def test_a_page_shows_who_may_stop_an_agent_and_their_training() -> None:
    files = {
        "docs/a.md": record("agent", title="Planner", owner="jane", may_stop="[jane, on-call]"),
        "docs/b.md": record("agent", title="Coder", owner="jane", may_stop="robin"),
        "docs/on-call.md": record("role", holders="jane", trained="Oversight course, 2026-03-01"),
        "docs/people/jane.md": record("person", title="Jane Doe", trained="[2026-03-01, 2025-02-01]"),
    }
    result = checked(files)
    assert [code for code, key in codes(result) if key in ("may-stop", "trained")] == ["REF001"]
    site = Site(result.graph, ())
    shown = {
        ref: text(foot(site, get(site, ref), href)) for ref in ("agent:a", "agent:b", "person:jane", "role:on-call")
    }
    assert "May be stopped by Jane Doe" in shown["agent:a"]
    assert "May be stopped by robin" in shown["agent:b"]
    assert "May stop Planner" in shown["person:jane"]
    assert "Trained 2026-03-01 2025-02-01" in shown["person:jane"]
    assert "Trained Oversight course, 2026-03-01" in shown["role:on-call"]


def test_only_the_last_who_may_stop_an_agent_hands_that_over() -> None:
    def duties(may_stop: str) -> list[str]:
        files = {
            "docs/a.md": record("agent", owner="sam", may_stop=may_stop),
            "docs/people/jane.md": record("person", left="2027-01-31"),
            "docs/people/sam.md": record("person"),
        }
        graph = checked(files).graph
        jane = graph.get("jane", "person")
        assert isinstance(jane, Person)
        return [duty.key for duty in handover_duties(graph, jane)]

    assert duties("jane") == ["may-stop"]
    assert duties("[jane, sam]") == []


@pytest.mark.parametrize("name", ["everyone", "TBD"])
def test_everyone_may_not_stop_an_agent(name: str) -> None:
    result = checked({"docs/a.md": record("agent", owner="jane", may_stop=name)})
    assert len([key for _, key in codes(result) if key == "may-stop"]) == 1
