"""The traceability index: every outcome, who holds it, what hangs on it, and every gap."""

from __future__ import annotations

import re

import pytest

from docgraph.kinds import Agent, Outcome, Person, Runbook
from docgraph.model.record import Record
from docgraph.site import Site, View, views_of
from tests.corpus import record, result_of
from tests.site.organisation import href, made, organisation, trace_of
from tests.site.reading import reading, text, without_views


def view(site: Site, path: str) -> View:
    return {view.path: view for view in views_of(site)}[path]


def index(site: Site) -> str:
    page = view(site, "index")
    return page.render(site, href)


def row(html: str, start: str) -> str:
    """The text of the table row whose first cell begins with `start`."""
    rows = [text(found) for found in re.findall(r"<tr>.*?</tr>", html, re.DOTALL)]
    return next(found for found in rows if found.startswith(start))


SITE = organisation()
INDEX = index(SITE)


def test_the_first_lines_state_as_of_date_number_and_gaps() -> None:
    content = text(without_views(INDEX))
    assert content.startswith("Traceability index as of 21 Nov 2026 · 8 outcomes · 13 gaps, 1 of them waived 6 of 8")
    assert "6 of 8 outcomes have no owner. 1 of 2 agents has no owner. 1 retired agent is not counted." in content


def test_four_numbers_link_to_the_pages_that_explain_them() -> None:
    page = reading(INDEX)
    assert "2 of 8 outcomes owned 1 of 2 agents owned 4 overdue duties 3 open findings" in page.text
    numbers = re.search(r'<ul class="docgraph-numbers">.*?</ul>', INDEX, re.DOTALL)
    assert numbers is not None
    assert reading(numbers[0]).hrefs == [
        "?outcomes.gaps=no%20owner#outcomes",
        "?agents.gaps=no%20owner#agents",
        "trace/calendar.html#overdue",
        "trace/findings.html",
    ]
    assert numbers[0].count("docgraph-error") == 4


def test_complete_ownership_links_to_the_tables_without_a_filter() -> None:
    site = Site(trace_of([made(Person, "p"), made(Outcome, "o", owner=["p"], due="2027-01-01"), made(Agent, "a")]))
    assert '<a href="#outcomes" class="docgraph-good"><strong>1</strong> of 1 outcome owned</a>' in index(site)
    assert '<a href="trace/findings.html" class="docgraph-good"><strong>0</strong> open findings</a>' in index(site)


def test_gaps_are_grouped_with_counts_that_link_to_the_filtered_table() -> None:
    gaps = re.search(r'<dl class="docgraph-facts docgraph-gaps".*?</dl>', INDEX, re.DOTALL)
    assert gaps is not None
    page = reading(gaps[0])
    assert page.text.startswith("no owner 6 outcomes: ") and "and 3 more 1 agent: Idle no backup" in page.text
    assert page.hrefs[0] == "?outcomes.gaps=no%20owner#outcomes"
    assert '<strong class="docgraph-chip docgraph-gap docgraph-error">no owner<' in gaps[0]
    counts = [int(number) for number in re.findall(r">(\d+) (?:outcome|agent)s?</a>", gaps[0])]
    assert sum(counts) == 13


def test_every_view_links_to_all_views_in_one_line() -> None:
    for view in views_of(SITE):
        html = view.render(SITE, href)
        line = re.search(r'<nav class="docgraph-views".*?</nav>', html, re.DOTALL)
        assert line is not None, view.path
        targets = reading(line[0]).hrefs
        assert targets == [
            f"trace/{other.path}.html" for other in views_of(SITE) if other.path == "index" or other.summary
        ]
        assert line[0].count('aria-current="page"') == 1, view.path


def test_the_first_screen_links_to_the_tables_and_counts_their_rows() -> None:
    sections = re.search(r'<nav class="docgraph-sections".*?</nav>', index(many(120)), re.DOTALL)
    assert sections is not None
    assert reading(sections[0]).text == "Outcomes 120 Agents 1 People 120"
    assert reading(sections[0]).hrefs == ["#outcomes", "#agents", "trace/people.html"]


def test_a_row_lists_the_related_records_of_an_outcome() -> None:
    assert row(INDEX, "Onboarding") == (
        "Onboarding under 15 minutes Maria Chen as Head of import Jane Doe Import triage L2 Hire import triage "
        "Promote import triage When triage drifts Who does what in triage open 31 Mar 2027"
    )


def test_gaps_are_highlighted_and_other_empty_cells_have_a_text() -> None:
    assert row(INDEX, "Test coverage") == (
        "Test coverage of module X no owner no backup —none —none —none —none open 30 Jun 2026, overdue"
    )
    assert row(INDEX, "Held by a vacant role").endswith("open no due date")
    assert 'class="docgraph-chip docgraph-gap docgraph-error">no owner<' in INDEX


def test_a_closed_outcome_is_evaluated_on_its_closing_date() -> None:
    assert row(INDEX, "Shipped").startswith("Shipped Omar Hakim (left 15 Jul 2026) —none")


def test_people_are_listed_with_what_they_own_and_back_up() -> None:
    assert row(INDEX, "Sam Lee") == (
        "Sam Lee —none —none 1 runbook 1 context pack Held by a vacant role Two names Import triage"
    )
    assert row(INDEX, "Maria Chen").startswith("Maria Chen Onboarding under 15 minutes")
    assert row(INDEX, "Omar Hakim").startswith(
        "Omar Hakim left on 15 Jul 2026, still named as owner of Held by one who left"
    )


def test_owners_of_closed_records_alone_leave_the_table_of_people_empty() -> None:
    """The sentence speaks of open records: the decision below does have an owner."""
    files = {
        "p.md": record("person", id="jane.doe", title="Jane Doe"),
        "d.md": record("decision", id="a", owner="jane.doe", status="accepted", date="2026-01-01"),
    }
    content = text(index(Site(result_of(files).graph)))
    assert "No open record has an owner or backup." in content


def test_agents_are_listed_with_owner_and_gaps() -> None:
    assert row(INDEX, "Idle") == "Idle no owner no backup no level proposed —none no runbook no RACI"
    assert row(INDEX, "Gone").startswith("Gone Omar Hakim (left 15 Jul 2026) —none no level retired")


def test_every_table_has_a_caption_headers_and_a_focusable_region() -> None:
    page = reading(INDEX)
    regions = [element for element in page.all("div") if element.attributes.get("role") == "region"]
    assert len(regions) == len(page.all("table")) == len(page.all("caption")) == 3
    assert all(element.attributes["tabindex"] == "0" and element.attributes["aria-label"] for element in regions)
    assert {element.attributes.get("scope") for element in page.all("th")} == {"col", "row"}


def test_the_table_of_contents_lists_the_sections() -> None:
    ids = {element.attributes.get("id") for element in reading(INDEX).all("h2")}
    assert {heading.id for heading in view(SITE, "index").headings} == ids


def many(number: int) -> Site:
    records: list[Record] = [made(Person, f"p{position:03}") for position in range(number)]
    records += [made(Outcome, f"o{position:03}", owner=[f"p{position:03}"]) for position in range(number)]
    records += [made(Agent, "helper", owner=["p000"], outcomes=[f"o{position:03}" for position in range(number)])]
    return Site(trace_of(records))


def test_the_index_links_to_every_view_with_a_description() -> None:
    content = text(INDEX)
    for view in views_of(SITE):
        assert not view.summary or f"{view.title}: {view.summary}" in content
        assert not view.summary or f"trace/{view.path}.html" in reading(INDEX).hrefs


def test_a_runbook_that_covers_and_is_followed_is_listed_once() -> None:
    agent = made(Agent, "a", runbook=["stop"], owner=["p"])
    runbook = made(Runbook, "stop", title="Stop it", covers=["agent:a"])
    assert row(index(Site(trace_of([agent, runbook, made(Person, "p")]))), "a p").count("Stop it") == 1


@pytest.mark.slow
def test_long_tables_continue_on_numbered_pages_with_every_row_once() -> None:
    site = many(250)
    pages = {view.path: view.render(site, href) for view in views_of(site)}
    outcomes = [path for path in pages if path == "index" or path.startswith("outcomes/")]
    assert outcomes == ["index", "outcomes/2", "outcomes/3"]
    rows = [found for path in outcomes for found in re.findall(r'row"><a href="outcome/(o\d+)', pages[path])]
    assert rows == sorted(rows) and len(rows) == 250
    assert "trace/outcomes/3.html" in reading(pages["index"]).hrefs
    assert "trace/index.html" in reading(pages["outcomes/3"]).hrefs
    assert "Page 3 of 3" in text(pages["outcomes/3"])


def test_long_tables_by_person_have_pages_of_their_own() -> None:
    site = many(120)
    pages = {view.path: view.render(site, href) for view in views_of(site)}
    assert "120 rows: People." in text(pages["index"])
    assert "people/2" in pages and "agents/2" not in pages
    assert len(re.findall(r'row"><a href="person/', pages["people"])) == 100


def test_a_cell_with_many_names_is_cropped_and_counts_the_others() -> None:
    assert row(index(many(40)), "helper").endswith("o004 and 35 more no runbook no RACI")


def test_a_site_without_records_has_an_index() -> None:
    assert "No outcomes are documented." in text(index(Site(trace_of([]))))


def test_an_unreadable_document_does_not_count_as_no_records() -> None:
    result = result_of({"a.md": "---\nkind: agent\ntitle: [\n---\n# A\n"})
    content = text(index(Site(result.graph, result.findings)))
    assert "There are no" not in content
    assert content.count("No outcome could be read.") == content.count("No agent could be read.") == 2


def test_the_same_site_gives_the_same_bytes() -> None:
    assert index(organisation()) == INDEX


def test_agents_without_an_owner_are_gaps_and_waivers_are_shown() -> None:
    files = {
        "a.md": record(
            "agent",
            title="Bot",
            owner="kim",
            backup="sam",
            waivers="[{code: OWN004, reason: until March, owner: sam, until: 2026-12-31}]",
        ),
        "b.md": record("agent", title="Other", owner="kim", backup="sam"),
        "kim.md": record("person", title="Kim", left="2026-01-01"),
        "sam.md": record("person"),
        "o.md": record("outcome", title="Fast", owner="sam", due="2027-01-01"),
    }
    result = result_of(files)
    site = Site(result.graph, result.findings)
    content = text(index(site))
    assert "1 outcome · 7 gaps, 1 of them waived Every outcome has an owner. 2 of 2 agents have no owner." in content
    assert "no owner 2 agents: Other, Bot (waived until 31 Dec 2026) no backup 1 outcome: Fast" in content
    assert row(index(site), "Bot").startswith(
        "Bot no owner Kim left on 1 Jan 2026 waived until 31 Dec 2026 sam no level"
    )
    assert "no owner Kim left on 1 Jan 2026" in text(view(site, "findings").render(site, href))


def test_complete_ownership_is_stated_for_outcomes_and_agents() -> None:
    agents = [made(Agent, "a", owner=["p"]), made(Agent, "b", owner=["p"])]
    site = Site(trace_of([made(Person, "p"), made(Outcome, "o", owner=["p"]), *agents]))
    assert "Every outcome has an owner. Every agent has an owner." in text(index(site))


def test_a_retired_agent_has_no_gaps() -> None:
    site = Site(trace_of([made(Agent, "a", status="retired"), made(Outcome, "o")]))
    assert "agent has nobody" not in text(index(site))


def test_an_unreadable_document_is_named() -> None:
    result = result_of({"o.md": record("outcome", owner="j"), "p.md": "---\nkind: outcome\nowner: @j\n---\n# P\n"})
    content = text(index(Site(result.graph, result.findings)))
    assert "1 document could not be read. Its content is missing here: p.md. Findings" in content
    assert "could not be read" not in text(INDEX)


def test_an_owner_with_an_unreadable_last_day_is_uncertain() -> None:
    result = result_of(
        {
            "gus.md": record("person", title="Gus", left="soon"),
            "lead.md": record("role", holders="[{person: ann, from: someday}]"),
            "ann.md": record("person", title="Ann"),
            "bot.md": record("agent", owner="gus"),
            "fast.md": record("outcome", owner="lead"),
        }
    )
    content = text(index(Site(result.graph, result.findings)))
    assert "1 of 1 outcome has no owner. 1 of 1 agent has no owner." in content
