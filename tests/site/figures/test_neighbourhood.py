"""The picture of a record's neighbourhood: its nodes, its text for screen readers, and its cost."""

from __future__ import annotations

import re
from itertools import chain, combinations

import pytest

from docgraph.kinds import Agent, Outcome, Person, Raci, Team
from docgraph.model.record import Record
from docgraph.site import Site, foot
from docgraph.site.figures.neighbourhood import MAX_NEIGHBOURS
from tests.cost.steps import steps_of
from tests.site.organisation import get, href, made, organisation, trace_of
from tests.site.reading import reading

SITE = organisation()


def picture(site: Site, record: Record) -> str:
    html = foot(site, record, href)
    found = re.search(r'<div class="docgraph-near".*?(?=\n<figcaption)', html, re.DOTALL)
    assert found, html
    return found[0]


def relations(html: str) -> list[tuple[str, list[str]]]:
    """The name of each group with the full names of its nodes."""
    parts = html.split('<div class="docgraph-relation"><div class="docgraph-muted">')[1:]
    return [(part.partition("<")[0], re.findall(r' title="([^"]*)"', part)) for part in parts]


def test_neighbours_are_grouped_by_relation_and_named_in_full() -> None:
    shown = dict(relations(picture(SITE, get(SITE, "agent:import-triage"))))
    assert shown["Owned by"] == ["Jane Doe, person"]
    assert "Promote import triage, decision" in shown["Promoted by"]
    assert ("Mentioned by", ["The guide, page"]) in relations(picture(SITE, get(SITE, "outcome:onboarding")))


def test_several_relations_with_one_neighbour_are_combined() -> None:
    records = [made(Person, "ada", title="Ada"), made(Outcome, "o", owner=["ada"], backup=["ada"])]
    site = Site(trace_of(records))
    assert relations(picture(site, records[1])) == [("Owned by, Backup", ["Ada, person"])]
    assert relations(picture(site, records[0])) == [("Owns, Backup for", ["o, outcome"])]


def test_only_neighbours_with_a_page_are_links() -> None:
    record = get(SITE, "agent:import-triage")
    page = reading(picture(SITE, record))
    assert "person/jane.doe.html" in page.hrefs and all(page.hrefs)
    nowhere = foot(SITE, record, lambda target: "")
    start = nowhere.index('<div class="docgraph-near"')
    shown = nowhere[start : nowhere.index("<figcaption")]
    assert "<a" not in shown and relations(shown) == relations(picture(SITE, record))


def test_the_picture_has_a_name_and_its_links_have_the_names_of_records() -> None:
    page = reading(picture(SITE, get(SITE, "agent:import-triage")))
    group = page.all("div")[0].attributes
    assert group["role"] == "group" and group["aria-label"] == "Connections of Import triage"
    assert all(svg.attributes["aria-hidden"] == "true" for svg in page.all("svg"))


def test_a_person_who_left_is_marked() -> None:
    shown = picture(SITE, get(SITE, "role:head-of-import"))
    (left,) = re.findall(r'<a [^>]*class="docgraph-node docgraph-absent" title="([^"]*)"', shown)
    assert left == "Omar Hakim (left 15 Jul 2026), person"
    assert 'title="Maria Chen, person"' in shown


def test_a_hub_shows_some_neighbours_of_every_relation_and_counts_the_others() -> None:
    records = [
        made(Person, "ada"),
        made(Team, "team", members=["ada"]),
        *(made(Outcome, f"o{number:03}", owner=["ada"]) for number in range(130)),
        made(Agent, "triage", backup=["ada"]),
    ]
    site = Site(trace_of(records))
    html = foot(site, records[0], href)
    shown = dict(relations(picture(site, records[0])))
    assert sum(map(len, shown.values())) == MAX_NEIGHBOURS
    assert shown["Member of"] == ["team, team"] and shown["Backup for"] == ["triage, agent"]
    assert f'<a href="#docgraph-neighbours">and {132 - MAX_NEIGHBOURS} more</a>' in html
    assert 'id="docgraph-neighbours"' in html


def test_more_relations_than_places_leave_no_empty_group() -> None:
    # each table names the person in another set of columns
    columns = ("accountable", "responsible", "consulted", "informed")
    tables = [
        made(Raci, f"r{number}", rows=[{"activity": "a", **{key: ["ada"] for key in columns if key in chosen}}])
        for number, chosen in enumerate(chain.from_iterable(combinations(columns, size) for size in range(1, 5)))
    ]
    records = [made(Person, "ada"), *tables]
    shown = relations(picture(Site(trace_of(records)), records[0]))
    assert len(shown) <= MAX_NEIGHBOURS
    assert all(nodes for _, nodes in shown)


def test_groups_are_divided_between_two_sides() -> None:
    shown = picture(SITE, get(SITE, "agent:import-triage"))
    left, right = shown.split('<div class="docgraph-side')[1:]
    lines = [side.count("docgraph-node") + side.count("docgraph-relation") for side in (left, right)]
    assert abs(lines[0] - lines[1]) <= 3
    alone = [made(Person, "ada"), made(Outcome, "o", owner=["ada"])]
    assert picture(Site(trace_of(alone)), alone[1]).count('<div class="docgraph-side') == 1


def test_a_record_without_neighbours_has_no_picture() -> None:
    assert "docgraph-near" not in foot(SITE, get(SITE, "outcome:coverage"), href)


def test_the_letters_are_explained() -> None:
    text = reading(foot(SITE, get(SITE, "team:activation"), href)).text
    assert "A agent · P person" in text.replace("\u00a0", " ") or "P person · T team" in text.replace("\u00a0", " ")


def test_it_needs_no_style_and_no_script() -> None:
    for record in SITE.graph.records:
        html = foot(SITE, record, href)
        assert "style=" not in html and "<script" not in html and not re.search(r"\son\w+=", html)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("ab " * 70, "ab " * 39 + "ab…"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("نور علي", "نور علي"),
        ('"><script>', "&#34;&gt;&lt;script&gt;"),
    ],
)
def test_long_and_hostile_titles_stay_text(title: str, shown: str) -> None:
    records = [made(Person, "ada", title=title), made(Outcome, "o", owner=["ada"])]
    site = Site(trace_of(records))
    for record in records:
        assert shown in picture(site, record)
    assert "\u202e" not in picture(site, records[1]) and "<script" not in picture(site, records[1])


def test_the_same_records_give_the_same_bytes() -> None:
    again = organisation()
    for record in SITE.graph.records:
        assert foot(SITE, record, href) == foot(again, get(again, record.ref), href)


def test_a_picture_costs_the_same_in_a_large_project() -> None:
    from docgraph.site.figures.neighbourhood import neighbourhood
    from docgraph.site.record.connections import related
    from docgraph.site.render.format import PageLinks

    def work(size: int) -> int:
        people = [made(Person, f"p{number}", title=f"Person number {number} of many") for number in range(size)]
        outcomes = [
            made(Outcome, f"o{number}", title=f"Outcome {number} is reached in time", owner=[f"p{number % size}"],
                 backup=[f"p{(number + 1) % size}"], if_wrong=[f"p{(number + 2) % size}"])
            for number in range(7 * size)
        ]  # fmt: skip
        site = Site(trace_of([*people, *outcomes]))
        wanted = [
            (record, [(group.name, group.nodes(MAX_NEIGHBOURS)) for group in related(site, record)], PageLinks(href))
            for record in site.graph.records
        ]
        return steps_of(lambda: [neighbourhood(record, groups, link) for record, groups, link in wanted])

    assert work(40) < 2.5 * work(20)
