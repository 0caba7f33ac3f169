"""The calendar as files that calendar programs subscribe to: one of all duties, and one for each person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from functools import cache, partial
from hashlib import sha256

from docgraph.analysis.duties import Duty
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds import Person
from docgraph.model.record import Collection
from docgraph.site.context import Address, Download, Site, display_name
from docgraph.site.i18n import said
from docgraph.site.render.format import visible
from docgraph.site.tables.duty_rows import called_duty

CALENDAR = Address("calendar", "Review calendar", "calendar")
CALENDAR_FILE = Address("calendar-file", "Subscribe to the calendar", "calendar", suffix=".ics")


def calendar_of(person: Person) -> Address:
    """Where the calendar of one person lies."""
    title = said("Calendar of %(name)s") % {"name": display_name(person)}
    return Address(person.ref, title, f"{CALENDAR.path}/{person.id}", suffix=".ics")


def download_files(site: Site) -> tuple[Download, ...]:
    """The calendar of all duties that have a day, and of each person who has one to do."""
    dated = [duty for duty in site.duties if duty.due]
    by_person: dict[Person, list[Duty]] = defaultdict(list)
    for duty in dated:
        for person in duty.people(site.trace):
            by_person[person].append(duty)
    every = [(CALENDAR_FILE, CALENDAR.title, dated)]
    every += [(calendar_of(person), calendar_of(person).title, found) for person, found in by_person.items()]
    written = cache(partial(_event, site.trace))
    return tuple(
        Download(address.name, title, address.path, partial(_calendar, title, found, written), suffix=address.suffix)
        for address, title, found in every
    )


def _calendar(title: str, duties: Sequence[Duty], written: Callable[[Duty], bytes]) -> bytes:
    # only a site needs it, and importing it takes longer than a small check
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//docgraph//docgraph//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _line(title))
    start, end, _ = calendar.to_ical().partition(b"END:VCALENDAR")
    # an event stands in two calendars and is written once
    return b"".join((start, *(written(duty) for duty in duties), end, b"\r\n"))


def _event(trace: DocGraph, duty: Duty) -> bytes:
    """An event of a whole day. Its UID stays when the day moves; its stamp is the as-of date, for the same bytes."""
    from icalendar import Event

    # two lists of records may have one name
    where = duty.record.path if isinstance(duty.record, Collection) else duty.record.ref
    key = "/".join(map(str, (where, duty.what, *duty.key)))
    event = Event()
    event.add("uid", f"{sha256(key.encode()).hexdigest()[:32]}@docgraph")
    event.add("dtstamp", datetime.combine(trace.as_of, time(), UTC))
    event.add("dtstart", duty.due)
    event.add("transp", "TRANSPARENT")
    event.add("summary", _line(f"{called_duty(duty)}: {display_name(duty.record)}"))
    who = ", ".join(display_name(person) for person in duty.people(trace)) or said("nobody")
    event.add(
        "description", "\n".join(_line(line) for line in (duty.text, who, str(duty.record.at(*duty.key))) if line)
    )
    return bytes(event.to_ical())


def _line(text: str) -> str:
    return " ".join(str(visible(text)).split())
