"""The review calendar: what is overdue and what is due, as a page and as files that calendar programs read."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from typing import Any

from icalendar import Calendar

from docgraph.kinds import Incident, Outcome, Person
from docgraph.site import Site, files_of, views_of
from tests.conftest import ENVIRONMENT
from tests.site.organisation import AS_OF, href, made, organisation, trace_of
from tests.site.reading import reading, text

SITE = organisation()


def rendered(site: Site, path: str = "calendar") -> str:
    return {view.path: view for view in views_of(site)}[path].render(site, href)


def files(site: Site) -> dict[str, bytes]:
    return {f"{file.path}{file.suffix}": file.content() for file in files_of(site)}


def events(content: bytes) -> list[tuple[str, date, str]]:
    found: list[Any] = Calendar.from_ical(content).walk("VEVENT")
    return [(str(one["summary"]), one["dtstart"].dt, str(one["uid"])) for one in found]


PAGE = rendered(SITE)


def test_the_first_line_says_what_is_overdue_and_what_is_due() -> None:
    told = text(PAGE)
    assert told.startswith("Review calendar as of 21 Nov 2026 · ")
    assert "4 duties are overdue, and 5 duties are due in the next 90 days. 1 duty has no date. 2 more are due" in told
    assert "No duties are overdue, and 0 duties are due in the next 90 days." in text(rendered(Site(trace_of([]))))


def test_a_row_says_what_about_which_record_by_when_and_who() -> None:
    told = text(PAGE)
    assert "Action tighten the scope A wrong merge 1 Oct 2026, 51 days ago Sam Lee" in told
    assert "Review Import triage 1 Dec 2026, in 10 days Maria Chen" in told
    assert "Outcome Test coverage of module X 30 Jun 2026, 144 days ago — unassigned —" in told
    assert "Outcome Held by one who left 31 Jan 2027, in 71 days — unassigned — Omar Hakim left on 15 Jul 2026" in told


def test_each_span_of_time_stands_under_its_heading() -> None:
    told = text(PAGE)
    captions = ("longest overdue", "to 21 Dec 2026", "from 22 Dec 2026 to 20 Jan", "to 19 Feb 2027", "that need a date")
    places = [told.index(one) for one in captions]
    assert places == sorted(places)
    assert places[0] < told.index("tighten the scope") < places[1] < told.index("Review Import triage") < places[2]
    edge = [
        made(Outcome, f"o{number}", due=day) for number, day in enumerate(("2026-11-21", "2026-12-21", "2026-12-22"))
    ]
    told = text(rendered(Site(trace_of(edge))))
    assert "21 Nov 2026, the as-of date" in told
    assert told.index("in 30 days") < told.index("Due in 31 to 60") < told.index("in 31 days")


def test_people_have_their_part_and_a_calendar() -> None:
    told = text(PAGE).partition("contains all of them")[2]
    assert "— unassigned — 30 Jun 2026 Outcome: Test coverage of module X 1 Jan 2027 Outcome: An unknown name" in told
    assert "Maria Chen —none 1 Dec 2026 Review: Import triage Calendar of Maria Chen" in told


def test_long_spans_go_on_in_numbered_pages() -> None:
    site = Site(trace_of([made(Outcome, f"o{one:03}", owner=["p"], due="2026-01-01") for one in range(250)]))
    paths = [view.path for view in views_of(site) if "/" in view.path]
    assert "overdue/3" in paths
    assert "o249" in rendered(site, "overdue/3") and "o249" not in rendered(site)


def test_one_file_holds_every_dated_duty_and_each_person_has_theirs() -> None:
    made = files(SITE)
    assert set(made) == {"calendar.ics", *(f"calendar/{one}.ics" for one in ("jane.doe", "maria.chen", "sam.lee"))}
    assert len(events(made["calendar.ics"])) == sum(duty.due is not None for duty in SITE.duties) == 11
    assert [one[:2] for one in events(made["calendar/maria.chen.ics"])] == [
        ("Review: Import triage", date(2026, 12, 1)),
        ("Outcome: Onboarding under 15 minutes", date(2027, 3, 31)),
    ]


def test_files_are_links_on_the_page() -> None:
    def flat(target: object) -> str:
        return f"{getattr(target, 'path', '')}{getattr(target, 'suffix', '')}"

    page = reading({view.path: view for view in views_of(SITE)}["calendar"].render(SITE, flat))
    assert set(files(SITE)) <= set(page.hrefs)


def test_an_event_keeps_its_uid_when_its_day_moves_and_the_bytes_are_the_same_on_the_same_day() -> None:
    def uid(due: str) -> str:
        return events(files(Site(trace_of([made(Outcome, "o", due=due)])))["calendar.ics"])[0][2]

    assert uid("2026-12-01") == uid("2027-12-01")
    assert files(organisation()) == files(SITE)
    stamps = set(re.findall(rb"DTSTAMP:(\w+)", files(SITE)["calendar.ics"]))
    assert stamps == {f"{AS_OF:%Y%m%d}T000000Z".encode()}
    uids = [one[2] for one in events(files(SITE)["calendar.ics"])]
    assert len(set(uids)) == len(uids)


def test_a_text_cannot_make_an_event_of_its_own() -> None:
    evil = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil;,\u202e\x00" + "é" * 200
    records = [made(Person, "p", title=evil), made(Incident, "i", title=evil, actions=[
        {"what": evil, "owner": ["p"], "due": "2026-12-01"}])]  # fmt: skip
    content = files(Site(trace_of(records)))["calendar.ics"]
    assert len(events(content)) == content.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert "\u202e" not in content.decode()


def test_what_makes_calendars_is_loaded_only_where_a_site_is_made() -> None:
    code = "import sys, docgraph.app, docgraph.site; sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, timeout=60, check=False).returncode == 0
