"""People: who is active, what they own, and which duties they hand over when they leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial

from markupsafe import Markup

from docgraph.kinds import Person
from docgraph.site.assignment import assignment_of
from docgraph.site.context import PEOPLE, Href, Site, View
from docgraph.site.heading import Heading
from docgraph.site.i18n import gettext_noop
from docgraph.site.render.environment import kind_words, template, word_table
from docgraph.site.render.format import PageLinks
from docgraph.site.render.phrases import assignment_phrases
from docgraph.site.render.view import render_view
from docgraph.site.tables.handover_list import HANDOVER_ID, duties_to_hand_over
from docgraph.site.tables.paging import PagedTable, TablePages, numbered_pages, rows_on_page
from docgraph.site.tables.person_rows import Handover, PersonRow, handovers, person_rows

_SUMMARY = gettext_noop("who is active, what they own, and what they hand over to whom.")
_HEADINGS = (Heading(2, "hand-over", "To hand over"), Heading(2, "everybody", "All people"))


def pages(site: Site) -> tuple[View, ...]:
    """The page of people and the continuation pages of its two tables."""
    rows, leaving = cache(partial(person_rows, site)), list(handovers(site))
    numbered = TablePages("People", "people", len(site.graph.all(Person)), PEOPLE)
    people_table = PagedTable(numbered, partial(_people_table, rows, numbered))
    numbered = TablePages("To hand over", "hand-over", len(leaving), PEOPLE)
    handover_table = PagedTable(numbered, partial(_handover_table, leaving, numbered))

    def render(site: Site, href: Href) -> str:
        link, as_of = PageLinks(href, site.graph.as_of), site.graph.as_of
        return render_view(
            "people",
            PEOPLE,
            site,
            link,
            number=len(rows()),
            here=sum(row.present for row in rows()),
            leaving=sum(1 for row in rows() if row.present and row.person.left),
            left=len({handover_table.person.id for handover_table in leaving if handover_table.person.has_left(as_of)}),
            headings=_HEADINGS,
            people_table=people_table(site, 1, link) if rows() else "",
            handover_table=handover_table(site, 1, link) if leaving else "",
        )

    return (
        View(PEOPLE.name, PEOPLE.title, PEOPLE.path, render, _HEADINGS, _SUMMARY),
        *numbered_pages(people_table, PEOPLE),
        *numbered_pages(handover_table, PEOPLE),
    )


def _people_table(
    rows: Callable[[], Sequence[PersonRow]], numbered: TablePages, site: Site, page: int, link: PageLinks
) -> Markup:
    return template("people", "people")(
        rows=[(row, len(duties_to_hand_over(site, row.person))) for row in rows_on_page(rows(), page)],
        link=link,
        as_of=site.graph.as_of,
        kinds=kind_words(),
        section=f"#{HANDOVER_ID}",
        navigation=numbered.navigation(page, link),
    )


def _handover_table(
    handovers: Sequence[Handover], numbered: TablePages, site: Site, page: int, link: PageLinks
) -> Markup:
    as_of = site.graph.as_of
    rows = [
        (
            hand_over,
            assignment_phrases(
                (assignment_of(site.graph, name, as_of) for name in site.graph.links_of(hand_over.person, "successor")),
                link,
            ),
        )
        for hand_over in rows_on_page(handovers, page)
    ]
    return template("people", "handovers")(
        rows=rows,
        link=link,
        as_of=as_of,
        duties=word_table("HANDOVER_DUTIES"),
        navigation=numbered.navigation(page, link),
    )
