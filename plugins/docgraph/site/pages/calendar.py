"""The review calendar: what is overdue, what is due in the next 30, 60 and 90 days, and who has it to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from docgraph.analysis.duties import Duty
from docgraph.kinds import Person
from docgraph.model.field_types import days_after
from docgraph.site.context import TRACEABILITY, Heading, Href, Site, View, sort_nodes
from docgraph.site.i18n import marked, said
from docgraph.site.pages.calendar_files import CALENDAR, CALENDAR_FILE, calendar_of
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks, day
from docgraph.site.tables.duty_rows import DutyRow, rows
from docgraph.site.tables.paging import Numbered, Paged, numbered_pages, slice_of

SUMMARY = marked("what is overdue, what is due in the next 30, 60 and 90 days, and who has it to do.")
WINDOWS = (30, 60, 90)
_FEW = 5


class _Section(Struct, frozen=True):
    """The duties of one span of time, under a heading."""

    heading: Heading
    caption: str
    duties: Sequence[Duty]

    @property
    def numbered(self) -> Numbered:
        return Numbered(self.heading.text, self.heading.id, len(self.duties), CALENDAR)

    def table(self, site: Site, page: int, link: PageLinks) -> Markup:
        return template("calendar", "duties")(
            label=self.heading.text,
            caption=self.caption,
            rows=rows(site, slice_of(self.duties, page), link),
            navigation=self.numbered.navigation(page, link),
        )


def pages(site: Site) -> tuple[View, ...]:
    """The calendar, the numbered pages of its spans of time, and of its people."""
    sections = _sections(site)
    by_person = _by_person(site)
    people = Numbered("Duties by person", "duties-by-person", len(by_person), CALENDAR)
    headings = (*(section.heading for section in sections), Heading(2, "duties-by-person", "By person"))
    table = Paged(people, partial(_people, by_person, people))
    spans = [Paged(section.numbered, section.table) for section in sections]

    def render(site: Site, href: Href) -> str:
        link = PageLinks(href, site.trace.as_of)
        return template("calendar")(
            title=CALENDAR.title,
            as_of=site.trace.as_of,
            index=link(TRACEABILITY),
            file=link(CALENDAR_FILE),
            sections=[
                (section, span(site, 1, link) if section.duties else "")
                for section, span in zip(sections, spans, strict=True)
            ],
            later=sum(1 for duty in site.duties if _days(site, duty) > WINDOWS[-1]),
            last=WINDOWS[-1],
            people=table(site, 1, link) if by_person else "",
        )

    view = View(CALENDAR.name, CALENDAR.title, CALENDAR.path, render, headings, SUMMARY)
    more = [numbered_pages(span, CALENDAR) for span in spans]
    return (view, *(page for several in more for page in several), *numbered_pages(table, CALENDAR))


def _days(site: Site, duty: Duty) -> int:
    """The days from the as-of date to the day on which a duty is due; 0 for one without a day."""
    return (duty.due - site.trace.as_of).days if duty.due else 0


def _sections(site: Site) -> list[_Section]:
    dated = [(_days(site, duty), duty) for duty in site.duties if duty.due]
    overdue = [duty for days, duty in dated if days < 0]
    sections = [
        _Section(
            Heading(2, "overdue", "Overdue"), said("What should be done by now, the longest overdue first"), overdue
        )
    ]
    for start, end in zip((-1, *WINDOWS), WINDOWS, strict=False):
        name = said("Due in %(start)d to %(end)d days") % {"start": start + 1, "end": end}
        name = said("Due in the next 30 days") if start < 0 else name
        from_, to = (day(days_after(site.trace.as_of, days)) for days in (start + 1, end))
        due = [duty for days, duty in dated if start < days <= end]
        caption = said("What is due from %(start)s to %(end)s") % {"start": from_, "end": to}
        sections.append(_Section(Heading(2, f"due-in-{end}", name), caption, due))
    undated = [duty for duty in site.duties if duty.due is None]
    caption = said("What has no day and should have one")
    return [*sections, _Section(Heading(2, "undated", "Without a day"), caption, undated)]


class _Load(Struct, frozen=True):
    """What one person has to do; `person` is None for what nobody who is here has to do."""

    person: Person | None
    duties: list[Duty]


def _by_person(site: Site) -> list[_Load]:
    """Whoever has something to do, by name; first what nobody has to do."""
    by_person: dict[str, list[Duty]] = defaultdict(list)
    nobody: list[Duty] = []
    for duty in site.duties:
        people = duty.people(site.trace)
        for person in people:
            by_person[person.ref].append(duty)
        if not people:
            nobody.append(duty)
    busy = [
        person
        for person in sort_nodes(site.trace.all(Person))
        if person.ref in by_person and isinstance(person, Person)
    ]
    return [*([_Load(None, nobody)] if nobody else []), *(_Load(person, by_person[person.ref]) for person in busy)]


def _people(loads: Sequence[_Load], numbered: Numbered, site: Site, page: int, link: PageLinks) -> Markup:
    shown = []
    for load in slice_of(loads, page):
        overdue = [duty for duty in load.duties if _days(site, duty) < 0]
        soon = [duty for duty in load.duties if duty.due and 0 <= _days(site, duty) <= WINDOWS[-1]]
        file = link(calendar_of(load.person)) if load.person else ""
        name = link(load.person) if load.person else ""
        shown.append((name, _first(site, overdue, link), _first(site, soon, link), file))
    return template("calendar", "people")(rows=shown, last=WINDOWS[-1], navigation=numbered.navigation(page, link))


def _first(site: Site, found: Sequence[Duty], link: PageLinks) -> tuple[list[DutyRow], int]:
    """The first duties, and how many more there are."""
    return rows(site, found[:_FEW], link), max(len(found) - _FEW, 0)
