"""The questions that rules and pages ask of a trace."""

from __future__ import annotations

from datetime import date

import pytest

from docgraph.graph.cycles import cycles
from docgraph.graph.reference import Resolution
from docgraph.kinds import Agent, Outcome, Role, Team
from docgraph.model.record import Record
from tests.corpus import record, trace_of

FILES = {
    "jane.md": record("person", left="2026-07-15", teams="crew"),
    "sam.md": record("person", joined="2026-03-01"),
    "crew.md": record("team", members="[jane, sam]"),
    "em.md": record("role", holders="[{person: jane, to: 2026-07-15}, {person: sam, from: 2026-07-15}]"),
    "o.md": record("outcome", owner="em", backup="crew", parent="top"),
    "top.md": record("outcome", owner="sam", parent="o"),
    "a.md": record("agent", owner="jane", outcomes="[o, top]", raci="r"),
    "r.md": record("raci", scope="agent:a", rows="[{activity: x, accountable: sam}, {activity: y, accountable: sam}]"),
    "d1.md": record("decision", superseded_by="d2"),
    "d2.md": record("decision", supersedes="d1"),
}


def got(name: str) -> Record:
    found = trace_of(FILES).get(name)
    assert found is not None
    return found


def test_an_interval_begins_with_its_first_day_and_ends_before_its_last() -> None:
    graph = trace_of(FILES)
    jane, sam, role = graph.get("jane"), graph.get("sam"), graph.get("role:em")
    assert graph.people_behind(jane, date(2026, 7, 14)) == (jane,)
    assert graph.people_behind(jane, date(2026, 7, 15)) == ()
    assert graph.people_behind(sam, date(2026, 2, 28)) == ()
    assert graph.people_behind(sam, date(2026, 3, 1)) == (sam,)
    assert graph.people_behind(role, date(2026, 7, 14)) == (jane,)
    assert graph.people_behind(role, date(2026, 7, 15)) == (sam,)


def test_a_holder_is_the_one_present_human_behind_an_owner() -> None:
    graph = trace_of(FILES)
    [outcome] = [outcome for outcome in graph.all(Outcome) if outcome.id == "o"]
    [agent] = graph.all(Agent)
    assert graph.owner_of(outcome) == graph.all(Role)[0]
    assert graph.holder_of(outcome) == graph.get("sam")
    assert graph.holder_of(outcome, date(2026, 7, 1)) == graph.get("jane")
    assert graph.holder_of(agent) is None
    assert graph.holder_of(agent, date(2026, 7, 1)) == graph.get("jane")


def test_a_team_is_its_active_members_however_they_are_declared() -> None:
    graph = trace_of(FILES)
    assert [person.id for person in graph.people_behind(graph.all(Team)[0])] == ["sam"]


def test_a_relation_declared_at_both_ends_is_one_edge() -> None:
    relations = [(edge.relation, edge.source.ref, edge.target.ref) for edge in trace_of(FILES).edges]
    assert relations.count(("member-of", "person:jane", "team:crew")) == 1
    assert relations.count(("supersedes", "decision:d2", "decision:d1")) == 1
    assert relations.count(("scoped-to", "raci:r", "agent:a")) == 1
    assert relations.count(("accountable", "raci:r", "person:sam")) == 2


def test_records_that_lead_back_to_themselves_are_a_cycle() -> None:
    graph = trace_of(FILES)
    assert [[record.id for record in group] for group in cycles(graph, "part-of")] == [["o", "top"]]
    assert cycles(graph, "supersedes") == []


@pytest.mark.slow
def test_a_long_chain_is_no_cycle_and_a_record_may_not_follow_itself() -> None:
    chain = {f"d{n}.md": record("decision", supersedes=f"d{n + 1}") for n in range(3000)}
    assert cycles(trace_of(chain), "supersedes") == []
    assert len(cycles(trace_of({"d.md": record("decision", supersedes="d")}), "supersedes")) == 1


def test_the_public_graph_has_every_record_and_relation() -> None:
    graph = trace_of(FILES)
    networkx_graph = graph.graph
    assert networkx_graph.nodes["agent:a"]["kind"] == "agent"
    assert networkx_graph.nodes["agent:a"]["record"] is graph.get("agent:a")
    assert networkx_graph.number_of_edges() == len(graph.edges)
    [edge] = networkx_graph.get_edge_data("agent:a", "person:jane").values()
    assert (edge["relation"], edge["inverse"], edge["at"]) == ("owned-by", "owns", "a.md:3:8")


def test_mentions_link_pages_and_records() -> None:
    files = {**FILES, "index.md": "# Home\n\nSee [[agent:a]] and [the outcome](o.md#top).\n"}
    found = {(edge.source.ref, edge.target.ref) for edge in trace_of(files).edges if edge.relation == "mentions"}
    assert found == {("page:index.md", "agent:a"), ("page:index.md", "outcome:o")}


def test_who_comes_back_to_a_role_holds_it_again() -> None:
    sam = "{person: sam, from: 2025-01-01, to: 2026-01-01}"
    holders = f"[{{person: jane, to: 2025-01-01}}, {sam}, {{person: jane, from: 2026-01-01}}]"
    files = {"jane.md": record("person"), "sam.md": record("person"), "em.md": record("role", holders=holders)}
    graph = trace_of(files)
    role = graph.get("em")
    assert [person.id for person in graph.people_behind(role)] == ["jane"]
    assert [person.id for person in graph.people_behind(role, date(2025, 6, 1))] == ["sam"]
    assert [person.id for person in graph.people_behind(role, date(2024, 6, 1))] == ["jane"]
    assert graph.graph.number_of_edges() == len(graph.edges) == 3


def test_what_the_second_of_two_is_called_is_a_name_of_the_first() -> None:
    """Else a title that two people have would lead to the third."""
    graph = trace_of(
        {
            "a.md": record("person", id="jane.doe"),
            "b.md": record("person", id="jane.doe", title="Jane Doe"),
            "c.md": record("person", id="jane.doe2", title="Jane Doe"),
            "o.md": record("outcome", id="o", owner="Jane Doe"),
        }
    )
    outcome = graph.get("outcome:o")
    assert outcome is not None
    (link,) = graph.links_of(outcome, "owner")
    assert link.resolution is Resolution.AMBIGUOUS
    assert {one.id for one in link.candidates} == {"jane.doe", "jane.doe2"}
