"""People: who is here and what each has today; what those who left, or leave, hand over, and to whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial

from markupsafe import Markup

from docgraph.kinds import Person
from docgraph.site.context import PEOPLE, TRACEABILITY, Heading, Href, Site, View
from docgraph.site.i18n import marked
from docgraph.site.ownership import resolve_holder
from docgraph.site.render.environment import template, words
from docgraph.site.render.format import PageLinks
from docgraph.site.render.phrases import answers
from docgraph.site.tables.handover_list import LEAVING, handover_list
from docgraph.site.tables.paging import Numbered, Paged, numbered_pages, slice_of
from docgraph.site.tables.person_rows import HandOver, PersonRow, hand_overs, person_rows

SUMMARY = marked("who is here, what each of them has, and what is handed over to whom.")
HEADINGS = (Heading(2, "hand-over", "To hand over"), Heading(2, "everybody", "Everybody"))


def pages(site: Site) -> tuple[View, ...]:
    """The view of people, and the numbered pages of its two tables."""
    rows, leaving = cache(partial(person_rows, site)), list(hand_overs(site))
    numbered = Numbered("People", "people", len(site.trace.all(Person)), PEOPLE)
    everybody = Paged(numbered, partial(_everybody, rows, numbered))
    numbered = Numbered("To hand over", "hand-over", len(leaving), PEOPLE)
    hand_over = Paged(numbered, partial(_hand_over, leaving, numbered))

    def render(site: Site, href: Href) -> str:
        link, as_of = PageLinks(href, site.trace.as_of), site.trace.as_of
        return template("people")(
            title=PEOPLE.title,
            as_of=as_of,
            index=link(TRACEABILITY),
            number=len(rows()),
            here=sum(row.present for row in rows()),
            leaving=sum(1 for row in rows() if row.present and row.person.left),
            left=len(
                {
                    hand_over.person.id
                    for hand_over in leaving
                    if hand_over.person.left and hand_over.person.left <= as_of
                }
            ),
            headings=HEADINGS,
            everybody=everybody(site, 1, link) if rows() else "",
            hand_over=hand_over(site, 1, link) if leaving else "",
        )

    return (
        View(PEOPLE.name, PEOPLE.title, PEOPLE.path, render, HEADINGS, SUMMARY),
        *numbered_pages(everybody, PEOPLE),
        *numbered_pages(hand_over, PEOPLE),
    )


def _everybody(
    rows: Callable[[], Sequence[PersonRow]], numbered: Numbered, site: Site, page: int, link: PageLinks
) -> Markup:
    return template("people", "everybody")(
        rows=[(row, len(handover_list(site, row.person))) for row in slice_of(rows(), page)],
        link=link,
        as_of=site.trace.as_of,
        kinds=words("KINDS"),
        section=f"#{LEAVING}",
        navigation=numbered.navigation(page, link),
    )


def _hand_over(found: Sequence[HandOver], numbered: Numbered, site: Site, page: int, link: PageLinks) -> Markup:
    as_of = site.trace.as_of
    rows = [
        (
            hand_over,
            answers(
                (
                    resolve_holder(site.trace, name, as_of)
                    for name in site.trace.links_of(hand_over.person, "successor")
                ),
                link,
            ),
        )
        for hand_over in slice_of(found, page)
    ]
    return template("people", "hand_over")(
        rows=rows, link=link, as_of=as_of, duties=words("LOSSES"), navigation=numbered.navigation(page, link)
    )
