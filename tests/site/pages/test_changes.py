"""The changes by month, from the days that documents say."""

from __future__ import annotations

import re

import pytest

from docgraph.kinds import Agent, ContextPack, Decision, Incident, Outcome, Person, Role, Runbook
from docgraph.model.record import Record
from docgraph.site import Site, views_of
from tests.site.organisation import href, made, organisation, trace_of
from tests.site.reading import reading, text, without_views

SITE = organisation()
PEOPLE = (made(Person, "p", title="Pat"), made(Person, "q", title="Alex"))


def rendered(site: Site, path: str = "changes") -> str:
    return {view.path: view for view in views_of(site)}[path].render(site, href)


def rows(*records: Record) -> list[str]:
    page = rendered(Site(trace_of([*PEOPLE, *records])))
    return [text(found) for found in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if 'scope="col"' not in found]


def test_the_first_line_counts_the_changes_of_the_last_year() -> None:
    content = text(without_views(rendered(SITE)))
    assert content.startswith(
        "Changes as of 21 Nov 2026 · Older changes 7 changes in the last 12 months, "
        "the last on 1 Oct 2026. October 2026"
    )
    assert "Nothing changed in the last 12 months." in text(rendered(Site(trace_of([]))))


@pytest.mark.parametrize(
    ("record", "content"),
    [
        (
            made(Decision, "d", title="Let it", owner=["p"], date="2026-10-01", status="accepted"),
            ["Decision accepted Let it 1 Oct 2026 Pat"],
        ),
        (
            made(Decision, "d", title="D", owner=["p"], decision_makers=["q"], follow_up=[{"what": "look", "who": ["q"],
                 "done": "2026-10-02"}, {"what": "open"}, {"what": "at once", "done": True}]),
            ["Follow-up done look D 2 Oct 2026 Alex"],
        ),
        (
            made(Outcome, "o", title="O", status="met", result={"value": "14", "on": "2026-09-01", "by": ["p"]},
                 signed_off={"by": ["q"], "on": "2026-09-02"}),
            ["Signed off O 2 Sep 2026 Alex", "Result met, 14 O 1 Sep 2026 Pat"],
        ),
        (
            made(Outcome, "o", title="O", history=[{"owner": ["p"], "from_": "2026-01-01", "to": "2026-06-01"},
                 {"owner": ["q"], "from_": "2026-06-01", "to": "2026-07-01", "why": "Pat moved"}]),
            ["No longer the owner O 1 Jul 2026 Alex", "New owner Pat moved O 1 Jun 2026 Alex",
             "New owner O 1 Jan 2026 Pat"],
        ),
        (
            made(Agent, "a", title="A", owner=["p"], reviewer=["q"], hired="2026-01-12",
                 reviews=[{"on": "2026-02-12"}, {"due": "2026-03-12"}]),
            ["Review A 12 Feb 2026 —none", "Agent hired A 12 Jan 2026 —none"],
        ),
        (
            made(Incident, "i", title="I", owner=["p"], date="2026-08-01", severity="sev 2",
                 actions=[{"what": "mend", "owner": ["q"], "done": "2026-08-09"}]),
            ["Action done mend I 9 Aug 2026 Alex", "Incident sev 2 I 1 Aug 2026 Pat"],
        ),
        (
            made(Person, "x", title="X", joined="2026-03-01", left="2026-11-21"),
            ["Left X 21 Nov 2026 —none", "Joined X 1 Mar 2026 —none"],
        ),
        (
            made(Role, "r", title="R", holders=[{"person": ["p"], "from_": "2026-01-01", "to": "2026-05-01"}]),
            ["The role became vacant R 1 May 2026 Pat", "New holder of the role R 1 Jan 2026 Pat"],
        ),
        (
            made(Role, "r", title="R", holders=[{"person": ["p"], "from_": "2026-01-01", "to": "2026-05-01"},
                 {"person": ["q"], "from_": "2026-04-01"}]),
            ["New holder of the role R 1 Apr 2026 Alex", "New holder of the role R 1 Jan 2026 Pat"],
        ),
        (
            made(ContextPack, "c", title="C", owner=["p"], version="3", refreshed="2026-05-01", reviewed="2026-05-02"),
            ["Document reviewed C 2 May 2026 —none", "Renewed version 3 C 1 May 2026 —none"],
        ),
        (made(Runbook, "b", title="B", owner=["p"], tested="2026-05-01"), ["Tested B 1 May 2026 —none"]),
    ],
    ids=["decision", "follow-up", "result", "owners", "agent", "incident", "person", "role", "overlap", "pack",
         "runbook"],
)  # fmt: skip
def test_every_past_date_is_a_change(record: Record, content: list[str]) -> None:
    assert rows(record) == content


def test_a_decision_that_changes_a_level_is_also_a_change_of_the_agent() -> None:
    decision = made(Decision, "d", title="Let it", owner=["p"], date="2026-10-01", status="accepted",
                    promotes={"agent": ["a"], "to": "L2"})  # fmt: skip
    assert "Level changed L2 Helper 1 Oct 2026 Pat" in rows(decision, made(Agent, "a", title="Helper"))
    proposed = made(Decision, "d", owner=["p"], date="2026-10-01", promotes={"agent": ["a"], "to": "L2"})
    assert not any("Level changed" in row for row in rows(proposed, made(Agent, "a", title="Helper")))


def test_future_changes_have_a_section_of_their_own() -> None:
    content = text(rendered(Site(trace_of([made(Person, "x", title="X", left="2026-11-22")]))))
    assert "Nothing changed in the last 12 months." in content
    assert content.endswith("soonest first What About Day Who Left X 22 Nov 2026 —none")


def test_months_have_headings_and_the_newest_comes_first() -> None:
    headings = [text(found) for found in re.findall(r"<h2.*?</h2>", rendered(SITE))]
    assert headings == ["October 2026", "September 2026", "July 2026", "June 2026", "May 2026", "After the as-of date"]
    view = {view.path: view for view in views_of(SITE)}["changes"]
    assert [heading.text for heading in view.headings] == headings


def test_older_changes_are_on_the_following_pages() -> None:
    days = {"a": "2025-12-01", "b": "2025-11-30", "c": "2026-11-21"}
    site = Site(trace_of([made(Person, id, title=id.upper(), joined=day) for id, day in days.items()]))
    first, second = rendered(site), rendered(site, "changes/2")
    assert "Joined A 1 Dec 2025" in text(first) and "Joined C 21 Nov 2026" in text(first)
    assert "Joined B 30 Nov 2025" in text(second) and "November 2025" not in text(first)
    assert "trace/changes/2.html" in reading(first).hrefs and "trace/changes.html" in reading(second).hrefs


def test_a_year_of_many_changes_is_paged_and_every_change_appears_once() -> None:
    site = Site(
        trace_of([made(Person, f"p{number:03}", joined=f"2026-{number % 9 + 1:02}-01") for number in range(250)])
    )
    pages = [view.path for view in views_of(site) if view.path.startswith("changes")]
    assert pages == ["changes", "changes/2", "changes/3"]
    named = [found for path in pages for found in re.findall(r"person/(p\d+)", rendered(site, path))]
    assert len(named) == len(set(named)) == 250
