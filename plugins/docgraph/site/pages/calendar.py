"""The review calendar: duties that are overdue or due within 90 days, and their assignees."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from docgraph.analysis.duties import Duty
from docgraph.kinds import Person
from docgraph.model.field_types import days_after
from docgraph.site.context import Href, Site, View, sort_nodes
from docgraph.site.heading import Heading
from docgraph.site.i18n import gettext, gettext_noop
from docgraph.site.pages.calendar_files import CALENDAR_FILE, person_calendar
from docgraph.site.render.declared_values import day
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks
from docgraph.site.render.view import render_view
from docgraph.site.tables.duty_rows import DutyRow, duty_rows
from docgraph.site.tables.paging import PagedTable, TablePages, numbered_pages, rows_on_page
from docgraph.site.view_addresses import CALENDAR

_SUMMARY = gettext_noop("overdue duties, and duties due in the next 30, 60 and 90 days.")
WINDOWS = (30, 60, 90)
_MAX_SHOWN = 5


class _Section(Struct, frozen=True):
    """A section of the page: the duties of one period."""

    heading: Heading
    caption: str
    duties: Sequence[Duty]

    @property
    def table_pages(self) -> TablePages:
        return TablePages(self.heading.text, self.heading.id, len(self.duties), CALENDAR)

    def table(self, site: Site, page: int, link: PageLinks) -> Markup:
        return template("calendar", "duties")(
            label=self.heading.text,
            caption=self.caption,
            rows=duty_rows(site, rows_on_page(self.duties, page), link),
            navigation=self.table_pages.navigation(page, link),
        )


def pages(site: Site) -> tuple[View, ...]:
    """The calendar page and the continuation pages of its tables."""
    sections = _sections(site)
    by_person = _workloads(site)
    people = TablePages("Duties by person", "duties-by-person", len(by_person), CALENDAR)
    headings = (*(section.heading for section in sections), Heading(2, "duties-by-person", "By person"))
    table = PagedTable(people, partial(_people_table, by_person, people))
    spans = [PagedTable(section.table_pages, section.table) for section in sections]

    def render(site: Site, href: Href) -> str:
        link = PageLinks(href, site.graph.as_of)
        return render_view(
            "calendar",
            CALENDAR,
            site,
            link,
            file=link(CALENDAR_FILE),
            sections=[
                (section, span(site, 1, link) if section.duties else "")
                for section, span in zip(sections, spans, strict=True)
            ],
            later=sum(1 for duty in site.duties if _days_until_due(site, duty) > WINDOWS[-1]),
            last=WINDOWS[-1],
            people=table(site, 1, link) if by_person else "",
        )

    view = View(CALENDAR.name, CALENDAR.title, CALENDAR.path, render, headings, _SUMMARY)
    numbered = [numbered_pages(span, CALENDAR) for span in spans]
    return (view, *(page for pages_of_span in numbered for page in pages_of_span), *numbered_pages(table, CALENDAR))


def _days_until_due(site: Site, duty: Duty) -> int:
    """Days from the as-of date to the due date of a duty; 0 if the duty has no date."""
    return (duty.due - site.graph.as_of).days if duty.due else 0


def _sections(site: Site) -> list[_Section]:
    dated = [(_days_until_due(site, duty), duty) for duty in site.duties if duty.due]
    overdue = [duty for days, duty in dated if days < 0]
    sections = [
        _Section(Heading(2, "overdue", "Overdue"), gettext("Overdue duties, the longest overdue first"), overdue)
    ]
    for start, end in zip((-1, *WINDOWS), WINDOWS, strict=False):
        name = gettext("Due in %(start)d to %(end)d days") % {"start": start + 1, "end": end}
        name = gettext("Due in the next 30 days") if start < 0 else name
        from_, to = (day(days_after(site.graph.as_of, days)) for days in (start + 1, end))
        due = [duty for days, duty in dated if start < days <= end]
        caption = gettext("Duties due from %(start)s to %(end)s") % {"start": from_, "end": to}
        sections.append(_Section(Heading(2, f"due-in-{end}", name), caption, due))
    undated = [duty for duty in site.duties if duty.due is None]
    caption = gettext("Duties that need a date")
    return [*sections, _Section(Heading(2, "undated", "No date"), caption, undated)]


class _Workload(Struct, frozen=True):
    """The duties of one person. `person` is None for duties without an active assignee."""

    person: Person | None
    duties: list[Duty]


def _workloads(site: Site) -> list[_Workload]:
    """Duties without an active assignee, then the duties of each person, sorted by name."""
    by_person = site.duties_by_person
    unassigned = by_person.get("")
    busy = [
        person
        for person in sort_nodes(site.graph.all(Person))
        if person.ref in by_person and isinstance(person, Person)
    ]
    return [
        *([_Workload(None, unassigned)] if unassigned else []),
        *(_Workload(person, by_person[person.ref]) for person in busy),
    ]


def _people_table(
    workloads: Sequence[_Workload], numbered: TablePages, site: Site, page: int, link: PageLinks
) -> Markup:
    shown = []
    for workload in rows_on_page(workloads, page):
        overdue = [duty for duty in workload.duties if _days_until_due(site, duty) < 0]
        soon = [duty for duty in workload.duties if duty.due and 0 <= _days_until_due(site, duty) <= WINDOWS[-1]]
        file = link(person_calendar(workload.person)) if workload.person else ""
        name = link(workload.person) if workload.person else ""
        shown.append((name, _first_rows(site, overdue, link), _first_rows(site, soon, link), file))
    return template("calendar", "people")(rows=shown, last=WINDOWS[-1], navigation=numbered.navigation(page, link))


def _first_rows(site: Site, duties: Sequence[Duty], link: PageLinks) -> tuple[list[DutyRow], int]:
    """Rows of the first duties, and the number of duties that are omitted."""
    return duty_rows(site, duties[:_MAX_SHOWN], link), max(len(duties) - _MAX_SHOWN, 0)
