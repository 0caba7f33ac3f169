"""The review calendar: what is overdue and what is due, as a page and as files that calendar programs read."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from docgraph.kinds import Incident, Outcome, Person
from docgraph.site import Site, files_of, views_of
from tests.conftest import ENVIRONMENT
from tests.site.organisation import AS_OF, href, made, organisation, trace_of
from tests.site.reading import reading, text, without_views

SITE = organisation()


def rendered(site: Site, path: str = "calendar") -> str:
    return {view.path: view for view in views_of(site)}[path].render(site, href)


def files(site: Site) -> dict[str, bytes]:
    return {f"{file.path}{file.suffix}": file.content() for file in files_of(site)}


def events(content: bytes) -> list[tuple[str, date, str]]:
    found: list[Any] = Calendar.from_ical(content).walk("VEVENT")
    return [(str(event["summary"]), event["dtstart"].dt, str(event["uid"])) for event in found]


PAGE = rendered(SITE)


def test_the_first_line_counts_overdue_and_upcoming_duties() -> None:
    page_text = text(without_views(PAGE))
    assert page_text.startswith("Review calendar as of 21 Nov 2026 · ")
    assert "4 duties are overdue. 5 duties are due in the next 90 days. 1 duty has no date. 2 more are due" in page_text
    assert "No duties are overdue. 0 duties are due in the next 90 days." in text(rendered(Site(trace_of([]))))


def test_a_row_shows_duty_record_due_date_and_assignee() -> None:
    page_text = text(PAGE)
    assert "Action tighten the scope A wrong merge 1 Oct 2026, 51 days ago Sam Lee" in page_text
    assert "Review Import triage 1 Dec 2026, in 10 days Maria Chen" in page_text
    assert "Outcome Test coverage of module X 30 Jun 2026, 144 days ago unassigned" in page_text
    assert "Outcome Held by one who left 31 Jan 2027, in 71 days unassigned Omar Hakim left on 15 Jul 2026" in page_text


def test_each_period_is_below_its_heading() -> None:
    page_text = text(PAGE)
    captions = ("longest overdue", "to 21 Dec 2026", "from 22 Dec 2026 to 20 Jan", "to 19 Feb 2027", "that need a date")
    places = [page_text.index(caption) for caption in captions]
    assert places == sorted(places)
    assert (
        places[0]
        < page_text.index("tighten the scope")
        < places[1]
        < page_text.index("Review Import triage")
        < places[2]
    )
    edge = [
        made(Outcome, f"o{number}", due=day) for number, day in enumerate(("2026-11-21", "2026-12-21", "2026-12-22"))
    ]
    page_text = text(rendered(Site(trace_of(edge))))
    assert "21 Nov 2026 (the as-of date)" in page_text
    assert page_text.index("in 30 days") < page_text.index("Due in 31 to 60") < page_text.index("in 31 days")


def test_each_person_has_their_duties_and_a_calendar_file() -> None:
    page_text = text(PAGE).partition("contains all of them")[2]
    assert "unassigned 30 Jun 2026 Outcome: Test coverage of module X 1 Jan 2027 Outcome: An unknown name" in page_text
    assert "Maria Chen —none 1 Dec 2026 Review: Import triage Calendar of Maria Chen" in page_text


def test_long_periods_continue_on_numbered_pages() -> None:
    site = Site(trace_of([made(Outcome, f"o{number:03}", owner=["p"], due="2026-01-01") for number in range(250)]))
    paths = [view.path for view in views_of(site) if "/" in view.path]
    assert "overdue/3" in paths
    assert "o249" in rendered(site, "overdue/3") and "o249" not in rendered(site)


def test_one_file_contains_every_dated_duty_and_each_person_has_their_own() -> None:
    made = files(SITE)
    assert set(made) == {
        "calendar.ics",
        *(f"calendar/{person}.ics" for person in ("jane.doe", "maria.chen", "sam.lee")),
    }
    assert len(events(made["calendar.ics"])) == sum(duty.due is not None for duty in SITE.duties) == 11
    assert [event[:2] for event in events(made["calendar/maria.chen.ics"])] == [
        ("Review: Import triage", date(2026, 12, 1)),
        ("Outcome: Onboarding under 15 minutes", date(2027, 3, 31)),
    ]


def test_the_page_links_to_calendar_files() -> None:
    def flat(target: object) -> str:
        return f"{getattr(target, 'path', '')}{getattr(target, 'suffix', '')}"

    page = reading({view.path: view for view in views_of(SITE)}["calendar"].render(SITE, flat))
    assert set(files(SITE)) <= set(page.hrefs)


def test_an_event_keeps_its_uid_when_its_date_changes_and_the_bytes_are_reproducible() -> None:
    def uid(due: str) -> str:
        return events(files(Site(trace_of([made(Outcome, "o", due=due)])))["calendar.ics"])[0][2]

    assert uid("2026-12-01") == uid("2027-12-01")
    assert files(organisation()) == files(SITE)
    stamps = set(re.findall(rb"DTSTAMP:(\w+)", files(SITE)["calendar.ics"]))
    assert stamps == {f"{AS_OF:%Y%m%d}T000000Z".encode()}
    uids = [event[2] for event in events(files(SITE)["calendar.ics"])]
    assert len(set(uids)) == len(uids)


def test_a_text_cannot_inject_an_event() -> None:
    evil = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil;,\u202e\x00" + "é" * 200
    records = [made(Person, "p", title=evil), made(Incident, "i", title=evil, actions=[
        {"what": evil, "owner": ["p"], "due": "2026-12-01"}])]  # fmt: skip
    content = files(Site(trace_of(records)))["calendar.ics"]
    assert len(events(content)) == content.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert "\u202e" not in content.decode()


@pytest.mark.slow
def test_the_calendar_library_is_imported_only_for_a_site() -> None:
    code = "import sys, docgraph.app, docgraph.site; sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, timeout=60, check=False).returncode == 0
