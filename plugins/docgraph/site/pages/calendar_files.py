"""iCalendar files for subscription: one with all duties, and one for each person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from functools import cache, partial
from hashlib import sha256

from docgraph.analysis.duties import Duty
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds import Person
from docgraph.model.record import Collection
from docgraph.site.context import Address, Download, Site, display_name
from docgraph.site.i18n import gettext
from docgraph.site.render.format import escape_hidden
from docgraph.site.tables.duty_rows import duty_name
from docgraph.site.view_addresses import CALENDAR

CALENDAR_FILE = Address("calendar-file", "Subscribe to the calendar", "calendar", suffix=".ics")


def person_calendar(person: Person) -> Address:
    """Address of the iCalendar file of a person."""
    title = gettext("Calendar of %(name)s") % {"name": display_name(person)}
    return Address(person.ref, title, f"{CALENDAR.path}/{person.id}", suffix=".ics")


def download_files(site: Site) -> tuple[Download, ...]:
    """The calendar of all duties that have a date, and one for each person with such duties."""
    dated = [duty for duty in site.duties if duty.due]
    calendars = [(CALENDAR_FILE, CALENDAR.title, dated)]
    calendars += [
        (person_calendar(person), person_calendar(person).title, person_duties)
        for person in site.graph.all(Person)
        if (person_duties := [duty for duty in site.duties_by_person.get(person.ref, ()) if duty.due])
    ]
    render_event = cache(partial(_event, site.graph))
    return tuple(
        Download(
            address.name,
            title,
            address.path,
            partial(_calendar, title, person_duties, render_event),
            suffix=address.suffix,
        )
        for address, title, person_duties in calendars
    )


def _calendar(title: str, duties: Sequence[Duty], render_event: Callable[[Duty], bytes]) -> bytes:
    # imported late: only a site needs it, and its import takes longer than a small check
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//docgraph//docgraph//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _single_line(title))
    start, end, _ = calendar.to_ical().partition(b"END:VCALENDAR")
    # an event is part of two calendars; `render_event` is cached
    return b"".join((start, *(render_event(duty) for duty in duties), end, b"\r\n"))


def _event(graph: DocGraph, duty: Duty) -> bytes:
    """An all-day iCalendar event for a duty.

    The UID stays the same if the date changes. The timestamp is the as-of date, so that the file is reproducible.
    """
    from icalendar import Event

    # two collections may have the same ref
    scope = duty.record.path if isinstance(duty.record, Collection) else duty.record.ref
    key = "/".join(map(str, (scope, duty.type, *duty.key)))
    event = Event()
    event.add("uid", f"{sha256(key.encode()).hexdigest()[:32]}@docgraph")
    event.add("dtstamp", datetime.combine(graph.as_of, time(), UTC))
    event.add("dtstart", duty.due)
    event.add("transp", "TRANSPARENT")
    event.add("summary", _single_line(f"{duty_name(duty)}: {display_name(duty.record)}"))
    who = ", ".join(display_name(person) for person in duty.people(graph)) or gettext("unassigned")
    event.add(
        "description",
        "\n".join(_single_line(line) for line in (duty.text, who, str(duty.record.at(*duty.key))) if line),
    )
    return bytes(event.to_ical())


def _single_line(text: str) -> str:
    return " ".join(str(escape_hidden(text)).split())
