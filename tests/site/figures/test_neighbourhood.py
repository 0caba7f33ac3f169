"""The diagram of a record's neighbourhood: its nodes, its text for screen readers, and its cost."""

from __future__ import annotations

import re

import pytest

from docgraph.kinds import Agent, Outcome, Person, Team
from docgraph.model.record import Record
from docgraph.site import Site, foot
from docgraph.site.figures.neighbourhood import MAX_NEIGHBOURS
from docgraph.site.figures.wrap_text import wrap_lines
from tests.cost.steps import steps_of
from tests.site.organisation import get, href, made, organisation, trace_of
from tests.site.reading import Reading, reading

SITE = organisation()


def picture(site: Site, record: Record) -> str:
    html = foot(site, record, href)
    found = re.search(r"<svg.*?</svg>", html, re.DOTALL)
    assert found, html
    return found[0]


def titles(svg: str) -> list[str]:
    return re.findall(r"<title[^>]*>(.*?)</title>", svg)


def nodes(svg: str) -> Reading:
    return reading(svg)


def test_a_neighbour_is_shown_with_relation_title_and_kind() -> None:
    labels = titles(picture(SITE, get(SITE, "agent:import-triage")))
    assert labels[0] == "Connections of Import triage"
    assert "Owned by: Jane Doe, person" in labels
    assert "Promote import triage, decision – Promotes, Affects: this record" not in labels
    assert "Promote import triage, decision – Promotes: this record" in labels
    assert "The guide, page – Mentions: this record" in titles(picture(SITE, get(SITE, "outcome:onboarding")))


def test_several_relations_with_one_neighbour_are_combined() -> None:
    records = [made(Person, "ada", title="Ada"), made(Outcome, "o", owner=["ada"], backup=["ada"])]
    site = Site(trace_of(records))
    assert titles(picture(site, records[1]))[1:] == ["Owned by, Backup: Ada, person"]
    assert titles(picture(site, records[0]))[1:] == ["o, outcome – Owned by, Backup: this record"]


def test_only_neighbours_with_a_page_are_links() -> None:
    record = get(SITE, "agent:import-triage")
    page = nodes(picture(SITE, record))
    assert "person/jane.doe.html" in page.hrefs
    assert all(page.hrefs)
    assert all("href" not in element.attributes for element in page.all("a")), (
        "Material's instant navigation breaks on it"
    )
    nowhere = re.search(r"<svg.*</svg>", foot(SITE, record, lambda target: ""))
    assert nowhere and "<a" not in nowhere[0] and titles(nowhere[0]) == titles(picture(SITE, record))


def test_the_picture_has_a_name_and_a_text() -> None:
    page = nodes(picture(SITE, get(SITE, "agent:import-triage")))
    (svg,) = page.all("svg")
    named = {svg.attributes["aria-labelledby"], svg.attributes["aria-describedby"]}
    assert named == {element.attributes["id"] for element in page.all("title") + page.all("desc") if element.attributes}
    assert svg.attributes["role"] == "group", "an image would hide its links from assistive technology"


def test_a_hub_shows_some_neighbours_of_every_relation_and_counts_the_others() -> None:
    records = [
        made(Person, "ada"),
        made(Team, "team", members=["ada"]),
        *(made(Outcome, f"o{number:03}", owner=["ada"]) for number in range(130)),
        made(Agent, "triage", backup=["ada"]),
    ]
    site = Site(trace_of(records))
    html = foot(site, records[0], href)
    svg = picture(site, records[0])
    assert len(nodes(svg).all("a")) == MAX_NEIGHBOURS
    assert "Member of: team, team" in svg and "triage, agent – Backup: this record" in svg
    assert f'<a href="#docgraph-neighbours">and {132 - MAX_NEIGHBOURS} more</a>' in html
    assert 'id="docgraph-neighbours"' in html


def test_a_record_without_neighbours_has_no_picture() -> None:
    assert "<svg" not in foot(SITE, get(SITE, "outcome:coverage"), href)


def test_the_letters_are_explained() -> None:
    text = reading(foot(SITE, get(SITE, "team:activation"), href)).text
    assert "A agent · P person" in text.replace("\u00a0", " ") or "P person · T team" in text.replace("\u00a0", " ")


def test_it_needs_no_style_and_no_script() -> None:
    for record in SITE.graph.records:
        html = foot(SITE, record, href)
        assert "style=" not in html and "<script" not in html and not re.search(r"\son\w+=", html)


@pytest.mark.parametrize("extent", range(1, MAX_NEIGHBOURS + 3))
def test_everything_is_inside_the_picture(extent: int) -> None:
    records = [made(Person, "ada"), *(made(Outcome, f"o{number}", owner=["ada"]) for number in range(extent))]
    svg = picture(Site(trace_of(records)), records[0])
    (width, height) = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)[0])
    places = [(int(x), int(y)) for x, y in re.findall(r"<a [^>]*translate\((\d+) (\d+)\)", svg)]
    assert len(places) == min(extent, MAX_NEIGHBOURS) == len(set(places))
    assert all(25 < x < width - 25 and 25 < y < height - 25 for x, y in places)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("short", ["short"]),
        ("", [""]),
        ("Onboarding under 15 minutes", ["Onboarding", "under 15 minutes"]),
        ("Stop import-triage at once", ["Stop import-", "triage at once"]),
        ("x" * 500, ["x" * 14, "x" * 12 + "…"]),
        ("W" * 40, ["W" * 10, "W" * 9 + "…"]),
        ("a\n\tb", ["a b"]),
        ("\u202egnp.exe", ["\\u202egnp.exe"]),
    ],
)
def test_titles_are_broken_and_cropped(text: str, shown: list[str]) -> None:
    assert list(wrap_lines(text, 15, 2)) == shown


def test_right_to_left_text_keeps_its_end() -> None:
    (line,) = wrap_lines("نور علي " * 10, 15, 1)
    assert line.endswith("…\u200f")


def test_combining_marks_stay_with_their_letters() -> None:
    (line,) = wrap_lines("e\u0301" * 40, 15, 1)
    assert line.endswith("\u0301…") and line.count("e") == line.count("\u0301")


def test_the_same_records_give_the_same_bytes() -> None:
    again = organisation()
    for record in SITE.graph.records:
        assert foot(SITE, record, href) == foot(again, get(again, record.ref), href)


@pytest.mark.slow
def test_a_picture_costs_the_same_in_a_large_project() -> None:
    from docgraph.site.figures.neighbourhood import neighbourhood
    from docgraph.site.record.connections import sides
    from docgraph.site.render.format import PageLinks

    def work(size: int) -> int:
        people = [made(Person, f"p{number}", title=f"Person number {number} of many") for number in range(size)]
        outcomes = [
            made(Outcome, f"o{number}", title=f"Outcome {number} is reached in time", owner=[f"p{number % size}"],
                 backup=[f"p{(number + 1) % size}"], if_wrong=[f"p{(number + 2) % size}"])
            for number in range(7 * size)
        ]  # fmt: skip
        site = Site(trace_of([*people, *outcomes]))
        wanted = [(record, sides(site, record), PageLinks(href)) for record in site.graph.records]
        return steps_of(lambda: [neighbourhood(record, around, link) for record, around, link in wanted])

    assert work(40) < 2.5 * work(20)
