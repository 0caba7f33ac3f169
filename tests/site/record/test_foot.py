"""The foot of a record's page: its neighbours in both directions, and what it declares besides."""

from __future__ import annotations

import html
import re

from docgraph.kinds import Agent, Outcome, Person, Raci, Role, Runbook
from docgraph.site import Site, foot, head, record_headings, standalone_page
from docgraph.site.figures.neighbourhood import MAX_NEIGHBOURS
from tests.site.organisation import get, href, made, organisation, trace_of
from tests.site.reading import reading, text

SITE = organisation()


def foot_text(ref: str) -> str:
    return text(foot(SITE, get(SITE, ref), href))


def test_a_relation_is_named_from_both_ends() -> None:
    assert "Owned by Jane Doe" in foot_text("agent:import-triage")
    assert "Owns Two names (open, due 1 Jan 2027) Import triage (active, L2)" in foot_text("person:jane.doe")
    assert "Promotes Import triage (active, L2)" in foot_text("decision:promote")
    assert "Promoted by Promote import triage (accepted, 15 Sep 2025)" in foot_text("agent:import-triage")


def test_dates_and_raci_rows_are_next_to_the_neighbour() -> None:
    assert "Held by Maria Chen (since 15 Jul 2026) Omar Hakim (1 May 2024 – 15 Jul 2026)" in foot_text(
        "role:head-of-import"
    )
    content = foot_text("person:jane.doe")
    assert "Who does what in triage (Accountable in: classify; promote · Responsible in: promote)" in content


def test_pages_that_mention_a_record_are_neighbours() -> None:
    page = reading(foot(SITE, get(SITE, "outcome:onboarding"), href))
    assert "Mentioned by The guide" in page.text
    assert "guide.html" in page.hrefs


def test_a_hub_lists_the_first_hundred_neighbours_and_counts_the_others() -> None:
    records = [made(Person, "ada"), *(made(Outcome, f"o{number:03}", owner=["ada"]) for number in range(130))]
    site = Site(trace_of(records))
    page = reading(foot(site, records[0], href))
    assert sum(link.startswith("outcome/") for link in page.hrefs) == 100 + 100 + MAX_NEIGHBOURS
    assert "o099 (open) and 30 more" in page.text


def test_a_record_without_connections_says_so() -> None:
    assert "No connections." in foot_text("outcome:coverage")


def test_fields_are_shown_unless_the_head_shows_them() -> None:
    content = foot_text("agent:import-triage")
    assert "Purpose" not in content
    assert "Will do classify E1 to E3 open PRs Won't do touch billing" in content
    assert "Acceptance accuracy ≥ 95 % on the golden set" in content
    assert "Reviewer" not in content
    assert "For: new admins" in foot_text("outcome:onboarding")


def test_a_table_of_parts_has_headers_and_a_caption() -> None:
    page = reading(foot(SITE, get(SITE, "raci:triage-raci"), href))
    assert [element.attributes["scope"] for element in page.all("th")][:5] == ["col"] * 4 + ["row"]
    assert page.all("caption")
    assert "classify Import triage Jane Doe" in page.text


def test_unresolved_references_are_shown_as_text() -> None:
    assert "Who Sam Lee" not in foot_text("decision:promote")
    assert "look again" in foot_text("decision:promote")


def test_values_from_the_body_of_the_own_page_are_not_repeated() -> None:
    agent = get(SITE, "agent:import-triage")
    keys = agent.place.keys
    del keys[("will-do",)]
    try:
        assert "Will do" not in foot_text("agent:import-triage")
        assert "Won't do" in foot_text("agent:import-triage")
    finally:
        keys[("will-do",)] = 10


def test_relative_files_of_the_site_are_links_and_others_are_text() -> None:
    page = reading(foot(SITE, get(SITE, "decision:promote"), href))
    assert "guide.html#evals" in page.hrefs


def test_a_page_of_its_own_has_title_head_foot_and_its_source() -> None:
    page = reading(standalone_page(SITE, get(SITE, "person:maria.chen"), href))
    assert page.text.startswith("Maria Chen Traceability index people Maria Chen is active. Owns 1 outcome.")
    assert "Declared in docs/people.md, line 2." in page.text
    assert len(page.all("h1")) == 1


def test_the_page_of_a_person_lists_the_duties_to_hand_over() -> None:
    rows = [{"activity": "merge", "accountable": ["kim"]}, {"activity": "stop", "accountable": ["kim"]}]
    records = [
        made(Person, "kim", title="Kim <b>"),
        made(Role, "lead", title="Lead", holders=[{"person": ["kim"]}]),
        made(Outcome, "o", title="The outcome", owner=["kim"]),
        made(Agent, "a", title="The agent", owner=["lead"], backup=["kim"]),
        made(Raci, "r", title="The table", scope=["agent:a"], rows=rows),
    ]
    site = Site(trace_of(records))
    content = text(foot(site, records[0], href))
    assert "If Kim <b> leaves 5 duties would have no assignee: 2 as owner, 3 in another way;" in content
    assert "owner (2) The agent, as Lead The outcome backup (1) The agent" in content
    assert "accountable (2) The table (merge; stop)" in content
    assert "5 duties would have no assignee: " in text(standalone_page(site, records[0], href))
    assert "leaves" not in text(foot(site, records[2], href))


def test_the_page_of_a_person_who_left_lists_duties_not_handed_over() -> None:
    records = [made(Person, "kim", left="2026-01-01"), made(Outcome, "o", title="The outcome", owner=["kim"])]
    assert "To hand over 1 duty has no assignee. owner (1) The outcome" in text(
        foot(Site(trace_of(records)), records[0], href)
    )
    alone = made(Person, "kim")
    assert "No duty would be left without an assignee." in text(foot(Site(trace_of([alone])), alone, href))


def test_a_term_without_a_start_or_an_end_is_a_phrase() -> None:
    holders = [{"person": ["ada"], "to": "2025-03-01"}, {"person": ["bo"], "from_": "2025-03-01"}]
    records = [made(Person, "ada"), made(Person, "bo"), made(Role, "lead", holders=holders)]
    site = Site(trace_of(records))
    assert "Held by ada (until 1 Mar 2025) bo (since 1 Mar 2025)" in text(foot(site, records[2], href))
    assert "Previously: ada (until 1 Mar 2025)." in text(head(site, records[2], href))


def test_the_table_of_contents_has_the_headings_of_a_foot() -> None:
    for record in SITE.graph.records:
        page = re.findall(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', foot(SITE, record, href))
        listed = [(heading.id, heading.text) for heading in record_headings(SITE, record)]
        assert [(id, html.unescape(re.sub("<[^>]+>", "", title))) for id, title in page] == listed, record.ref
        assert listed


def test_a_neighbour_with_several_relations_is_listed_once() -> None:
    records = [
        made(Person, "ada"),
        made(Agent, "a", title="The agent", owner=["ada"], runbook=["stop"]),
        made(Runbook, "stop", title="Stop it", covers=["agent:a"], owner=["ada"]),
    ]
    site = Site(trace_of(records))
    content = text(foot(site, records[1], href)).partition("Open in explorer")[2]
    assert content.count("Stop it") == 1
    assert "Follows, Covered by Stop it" in content
    assert "Owns The agent (no status, no level) Stop it" in text(foot(site, records[0], href))


def test_a_hub_shows_eight_neighbours_and_the_others_on_demand() -> None:
    records = [made(Person, "ada"), *(made(Outcome, f"o{number:03}", owner=["ada"]) for number in range(9))]
    page = foot(Site(trace_of(records)), records[0], href)
    connections = page[page.index('id="docgraph-neighbours"') :]
    visible, on_demand = connections.split('<details class="docgraph-rest"><summary>and 1 more</summary>')
    assert visible.count("<a ") == 8
    assert "o008" in on_demand
