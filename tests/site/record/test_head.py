"""The head of a record's page answers the page's first question in its first sentence."""

from __future__ import annotations

import pytest

from docgraph.kinds import Agent, Decision, Outcome, Person, Role
from docgraph.model.record import Record
from docgraph.site import Site, foot, head
from tests.site.organisation import get, href, made, organisation, trace_of
from tests.site.reading import reading, text

SITE = organisation()


def head_text(ref: str, site: Site = SITE) -> str:
    return text(head(site, get(site, ref), href))


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        ("outcome:onboarding", "Maria Chen as Head of import owns this outcome; backup: Jane Doe."),
        ("outcome:coverage", "This outcome has no owner; no backup."),
        ("outcome:left", "This outcome has no owner: Omar Hakim left on 15 Jul 2026; no backup:"),
        ("outcome:vacant", "This outcome has no owner: nobody holds the role Head of nothing on 21 Nov 2026;"),
        ("outcome:crowded", "This outcome has no owner: 2 people hold the role Twins: Jane Doe, Sam Lee;"),
        ("outcome:several", "This outcome has no owner: several names: Jane Doe, Sam Lee; backup: Sam Lee."),
        ("outcome:unknown", "This outcome has no owner: no person or role with id bob; backup: Jane Doe."),
        ("outcome:shipped", "Omar Hakim (left 15 Jul 2026) owned this outcome. It was met on 20 May 2026."),
        ("agent:import-triage", "Jane Doe owns this agent; backup: Sam Lee. To stop it: run revert"),
        ("agent:idle", "This agent has no owner; no backup. How to stop it is not documented."),
        ("agent:gone", "Omar Hakim (left 15 Jul 2026) owned this agent."),
        ("person:jane.doe", "Jane Doe joined on 8 Jan 2024. Owns 1 agent."),
        ("person:omar.hakim", "Omar Hakim left on 15 Jul 2026; Sam Lee takes over. 1 record still names them as owner"),
        ("person:noor.ali", "نور علي joins on 1 Feb 2027."),
        ("role:head-of-import", "Maria Chen has held this role since 15 Jul 2026. Previously: Omar Hakim (1 May"),
        ("role:head-of-nothing", "Nobody holds this role."),
        ("role:twins", "2 people hold this role at once: Jane Doe, Sam Lee."),
        ("team:activation", "This team has 2 members: Jane Doe and Sam Lee. Jane Doe leads it."),
        ("decision:promote", "Jane Doe owns this decision of 15 Sep 2025. It is accepted. It changes the level of"),
        ("decision:hire", "Jane Doe owns this decision of 1 Aug 2025. It is superseded. Promote import triage"),
        ("raci:triage-raci", "For Import triage, Jane Doe is accountable for 2 activities. 1 activity has no"),
        ("runbook:triage-runbook", "Sam Lee owns this runbook. Use it when: drift over 2 %. It covers Import triage."),
        ("incident:pir-7", "Jane Doe owns this incident of 3 Sep 2026, sev 2. It affected Import triage."),
        ("context-pack:import-pack", "Sam Lee owns this context pack. It was last refreshed on 1 Jun 2026 and was"),
    ],
)  # fmt: skip
def test_the_first_sentence_names_the_owner(ref: str, sentence: str) -> None:
    assert sentence in head_text(ref)


def test_a_decision_of_one_letter_is_introduced() -> None:
    record = made(Decision, "store", decision="B")
    assert "Decided: B." in text(head(Site(trace_of([record])), record, href))


def test_the_head_links_to_the_index() -> None:
    page = reading(head(SITE, get(SITE, "agent:idle"), href))
    assert page.text.startswith("Traceability index agents proposed This agent has no owner")
    assert "trace/index.html" in page.hrefs


def test_the_accountable_role_is_shown_with_its_person() -> None:
    assert "If it fails, Maria Chen as Head of import is accountable." in head_text("outcome:onboarding")


def test_an_agent_shows_how_to_stop_it_and_its_outcomes() -> None:
    content = head_text("agent:import-triage")
    assert "To stop it: run revert_to_last_good. Sam Lee can stop it. Trigger: any sev 1 or drift over 2 %" in content
    assert "See When triage drifts." in content
    assert "It serves 1 outcome: Onboarding under 15 minutes (due 31 Mar 2027, open)." in content


def test_a_level_names_the_decision_that_set_it() -> None:
    assert "L2 suggest-PR, since 15 Sep 2025 by Promote import triage" in head_text("agent:import-triage")


def test_custom_levels_have_no_built_in_description() -> None:
    site = Site(SITE.graph, levels=("L1", "L2"))
    assert "Level L2 Reviewer" in head_text("agent:import-triage", site)


def test_every_name_is_a_link() -> None:
    hrefs = reading(head(SITE, get(SITE, "outcome:onboarding"), href)).hrefs
    assert hrefs[2:5] == ["person/maria.chen.html", "role/head-of-import.html", "person/jane.doe.html"]


def test_the_head_shows_findings_with_their_fix() -> None:
    content = head_text("outcome:coverage")
    assert "error OWN001 outcome coverage has no owner" in content
    assert "Fix: add owner: <person or role id>" in content


def test_a_suppressed_finding_shows_reason_approver_and_expiry() -> None:
    content = head_text("outcome:left")
    assert "suppressed OWN004" in content
    assert "Waived until 31 Jan 2027, approved by Jane Doe: she starts in February" in content


def test_mail_addresses_of_people_are_shown_only_where_the_site_shows_them() -> None:
    assert "jane@example.org" not in head_text("person:jane.doe")
    assert "#sam" in head_text("person:sam.lee")
    assert "jane@example.org" in head_text("person:jane.doe", Site(SITE.graph, contacts=True))


@pytest.mark.parametrize("record", SITE.graph.records, ids=lambda record: str(record.ref))
def test_every_head_is_well_formed_and_inside_one_section(record: Record) -> None:

    page = reading(head(SITE, record, href))
    assert page.elements[0].tag == "section"
    assert not page.all("h1"), "the title is the author's"


def test_a_person_reads_what_is_due_the_first_date_first() -> None:
    records = [
        made(Person, "ada", title="Ada"),
        *(made(Outcome, f"o{number}", owner=["ada"], due=f"2026-12-{number + 10}") for number in range(9)),
        made(Outcome, "late", title="Late outcome", owner=["ada"], due="2026-11-20"),
        made(Outcome, "never", owner=["ada"], status="met", due="2026-11-01"),
    ]
    content = head(Site(trace_of(records)), records[0], href)
    assert "Due (10) Outcome: Late outcome · 20 Nov 2026, 1 day ago Outcome: o0 · 10 Dec" in text(content)
    assert "and 2 more" in text(content)
    assert "Outcome: never" not in text(content)
    assert "Due" not in text(head(Site(trace_of([records[0]])), records[0], href))


def test_a_person_reads_why_numbers_of_owned_records_differ() -> None:
    records = [
        made(Person, "ada", title="Ada"),
        *(made(Outcome, f"o{number:02}", owner=["ada"]) for number in range(12)),
        made(Outcome, "done", owner=["ada"], status="met"),
        made(Decision, "d", owner=["ada"], status="accepted", date="2026-01-01"),
    ]
    site = Site(trace_of(records))
    content = text(head(site, records[0], href))
    assert "Ada is active. Owns 12 outcomes." in content
    assert "Also named as owner of 1 outcome and 1 decision (closed, or a record of the past)." in content
    assert "Owns outcomes o00, o01, o02, o03, o04, o05, o06, o07 and 4 more o08 o09 o10 o11" in content
    handed = text(foot(site, records[0], href))
    assert "12 duties would have no assignee" in handed and "Owns done" in handed


def test_the_rail_has_the_facts_of_an_agent() -> None:
    content = head_text("agent:import-triage")
    rail = "Owner Jane Doe Backup Sam Lee Contact #agentops-activation Next review 1 Dec 2026 Level L2 suggest-PR"
    assert rail in content
    assert content.index("Classify import errors") < content.index("Jane Doe owns this agent") < content.index(rail)


def test_the_rail_labels_gaps() -> None:
    assert "Owner no owner Backup no backup Due" in head_text("outcome:coverage")
    undated = made(Outcome, "o")
    assert "Due no due date" in text(head(Site(trace_of([undated])), undated, href))
    late = made(Outcome, "o", due="2026-11-20")
    assert "Due 20 Nov 2026, overdue" in text(head(Site(trace_of([late])), late, href))
    records = [made(Person, "ada"), made(Agent, "a", status="active", owner=["ada"])]
    assert "Owner ada Backup no backup Next review no review scheduled" in text(
        head(Site(trace_of(records)), records[1], href)
    )


def test_the_contact_is_that_of_the_record_or_of_its_owner() -> None:
    records = [
        made(Person, "ada", contact="ada@example.org"),
        made(Person, "bo", contact="#bo"),
        made(Role, "lead", contact="#lead", holders=[{"person": ["ada"]}]),
        made(Outcome, "own", owner=["ada"], contact="#own"),
        made(Outcome, "role", owner=["lead"]),
        made(Outcome, "person", owner=["bo"]),
        made(Outcome, "hidden", owner=["ada"]),
    ]
    site = Site(trace_of(records))
    contents = {record.id: text(head(site, record, href)) for record in records}
    assert "Contact #own" in contents["own"]
    assert "Contact #lead" in contents["role"] and "Contact #lead" in contents["lead"]
    assert "Contact #bo" in contents["person"]
    assert "Contact" not in contents["hidden"] and "Contact" not in contents["ada"]
    assert "Contact ada@example.org" in text(head(Site(site.graph, contacts=True), records[6], href))


def test_the_basis_of_a_level_is_its_decision_with_evidence_or_a_gap() -> None:
    evidence = [{"metric": "accuracy", "value": "96 %", "period": "4 weeks", "source": "the golden set"}]
    move = {"agent": ["a"], "to": "L2"}
    agent = made(Agent, "a", autonomy="L2")
    decision = made(Decision, "d", status="accepted", date="2026-01-01", promotes=move, evidence=evidence)
    shown = text(head(Site(trace_of([agent, decision])), agent, href))
    assert "Basis of the level L2 suggest-PR, since 1 Jan 2026 by d accuracy 96 %, 4 weeks (the golden set)" in shown
    bare = made(Decision, "d", status="accepted", date="2026-01-01", promotes=move)
    assert "by d no evidence" in text(head(Site(trace_of([agent, bare])), agent, href))
    assert "Basis of the level no evidence" in text(head(Site(trace_of([agent])), agent, href))
    lowest = made(Agent, "a", autonomy="L1")
    assert "Basis" not in text(head(Site(trace_of([lowest])), lowest, href))


def test_onboarding_is_a_row_of_ticks_with_links_to_evidence() -> None:
    onboarding = {"registry": True, "evals": "https://example.org/evals", "tracing": False}
    agent = made(Agent, "a", onboarding=onboarding)
    page = head(Site(trace_of([agent])), agent, href)
    assert "Onboarding ✓ Registry ✓ Evaluations: https://example.org/evals ✗ Tracing (missing)" in text(page)
    assert 'href="https://example.org/evals"' in page


def test_breadcrumbs_lead_to_the_list_of_the_kind() -> None:
    assert reading(head(SITE, get(SITE, "agent:idle"), href)).hrefs[:2] == [
        "trace/index.html",
        "trace/index.html#agents",
    ]
    assert reading(head(SITE, get(SITE, "person:jane.doe"), href)).hrefs[1] == "trace/people.html"
    assert head_text("decision:promote").startswith("Traceability index decisions accepted")
