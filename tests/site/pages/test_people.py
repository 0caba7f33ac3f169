"""The view of people: who is here, what each has today, and what is handed over to whom."""

from __future__ import annotations

import pytest

from docgraph.kinds import Agent, Outcome, Person, Raci, Role
from docgraph.model.record import Record
from docgraph.site import Site, standalone_page, views_of
from tests.site.organisation import href, made, organisation, trace_of
from tests.site.pages.test_traceability_index import row
from tests.site.reading import text, without_views

SITE = organisation()


def rendered(site: Site, path: str = "people") -> str:
    return {view.path: view for view in views_of(site)}[path].render(site, href)


def leaving(left: str, successor: tuple[str, ...] = ("sam",), *more: Record) -> str:
    """The page of a team in which Kim leaves, who owns an outcome and leads the import."""
    records = [
        made(Person, "kim", title="Kim", left=left, successor=list(successor)),
        made(Person, "sam", title="Sam"),
        made(Role, "lead", title="Lead", holders=[{"person": ["kim"], "to": left}]),
        made(Outcome, "o", title="The outcome", owner=["kim"], backup=["sam"]),
        made(Agent, "a", title="The agent", owner=["lead"], backup=["sam"]),
        made(Raci, "r", title="The table", scope=["agent:a"], rows=[{"accountable": ["kim"]}] * 2),
        *more,
    ]
    return rendered(Site(trace_of(records)))


def test_the_first_line_counts_active_people_and_duties_not_handed_over() -> None:
    content = text(without_views(rendered(SITE)))
    assert content.startswith("People as of 21 Nov 2026 · 5 people 3 people are active.")
    assert "Duties of 1 person who left are not handed over." in content
    assert "2 people are active. 1 person has a leaving date." in text(leaving("2026-12-31"))


def test_every_person_has_a_row_with_their_records() -> None:
    page = rendered(SITE).partition("All people by name")[2]
    assert row(page, "Sam Lee") == (
        "Sam Lee yes —none —none runbook: When triage drifts context pack: Import pack Twins Held by a vacant role "
        "Two names Import triage 10 duties"
    )
    assert row(page, "Maria Chen").startswith("Maria Chen yes Onboarding under 15 minutes —none —none Head of import")
    assert row(page, "Omar Hakim").startswith(
        "Omar Hakim left on 15 Jul 2026 still named as owner Held by one who left"
    )
    assert row(page, "نور علي").startswith("نور علي joins on 1 Feb 2027 —none")


def test_people_who_leave_hand_over_to_the_named_successor() -> None:
    content = text(leaving("2026-12-31"))
    assert "Kim leaves on 31 Dec 2026 The outcome owner Sam" in content
    assert "Kim leaves on 31 Dec 2026 The agent owner as Lead Sam" in content
    assert "Kim leaves on 31 Dec 2026 The table accountable, 2 times Sam" in content


def test_a_missing_or_absent_successor_is_a_gap() -> None:
    assert "The outcome owner no successor" in text(leaving("2026-12-31", ()))
    gone = made(Person, "alex", title="Alex", left="2026-01-01")
    assert "The outcome owner no successor Alex left on 1 Jan 2026" in text(leaving("2026-12-31", ("alex",), gone))


def test_a_role_with_a_successor_by_then_needs_no_handover() -> None:
    holders = [{"person": ["kim"], "to": "2026-11-01"}, {"person": ["sam"], "from_": "2026-11-01"}]
    records = [
        made(Person, "kim", left="2026-11-01"),
        made(Person, "sam"),
        made(Role, "lead", holders=holders),
        made(Agent, "a", title="The agent", owner=["lead"]),
    ]
    content = text(rendered(Site(trace_of(records))))
    assert "Nothing to hand over." in content


def test_many_people_continue_on_numbered_pages() -> None:
    site = Site(trace_of([made(Person, f"p{number:03}") for number in range(150)]))
    assert [view.path for view in views_of(site) if view.path.startswith("people")] == ["people", "people/2"]
    assert rendered(site, "people/2").count('scope="row"') == 50


def test_every_person_links_to_their_duties_to_hand_over() -> None:
    page = leaving("2026-12-31")
    assert row(page.partition("All people by name")[2], "Kim").endswith("4 duties")
    assert "#docgraph-leaving" in page


@pytest.mark.parametrize("title", ["Vacant", "N.N.", "Open position (sales)"])
def test_the_page_of_a_placeholder_says_that_it_is_not_a_person(title: str) -> None:
    person = made(Person, "p", title=title)
    html = standalone_page(Site(trace_of([person, made(Outcome, "o", owner=["p"])])), person, href)
    assert f"{title} is a placeholder, not a person." in text(html)


@pytest.mark.parametrize("title", ["Vacant", "N.N.", "Open position (sales)"])
def test_the_table_of_people_labels_placeholders(title: str) -> None:
    page = rendered(Site(trace_of([made(Person, "p", title=title)])))
    assert row(page.partition("All people by name")[2], title).startswith(f"{title} placeholder")


def test_many_records_of_a_person_are_a_number_that_leads_to_their_names() -> None:
    records = [
        made(Person, "kim", title="Kim"),
        made(Person, "sam", title="Sam"),
        *(made(Outcome, f"o{number}", owner=["kim"], backup=["sam"]) for number in range(4)),
        *(made(Agent, f"a{number}", owner=["kim"]) for number in range(3)),
    ]
    site = Site(trace_of(records))
    for page in (rendered(site), rendered(site, "index")):
        assert '<a href="person/kim.html#docgraph-owns-outcome">4 outcomes</a>' in page
        assert '<a href="person/sam.html#docgraph-backup">4 records</a>' in page
    assert "a0 a1 a2" in row(rendered(site).partition("All people by name")[2], "Kim")
    kim, sam = (standalone_page(site, person, href) for person in records[:2])
    assert 'id="docgraph-owns-outcome"' in kim and 'id="docgraph-backup"' in sam
