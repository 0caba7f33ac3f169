"""The traceability index: outcomes with their related records, then people and agents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from docgraph.kinds import Agent, Outcome
from docgraph.site.assignment import Assignment
from docgraph.site.context import FINDINGS, PEOPLE, TRACEABILITY, Address, Href, Site, View
from docgraph.site.heading import Heading
from docgraph.site.i18n import gettext
from docgraph.site.pages.changes import LATER_ID
from docgraph.site.pages.index_summary import OwnerCount, gap_summary, key_numbers
from docgraph.site.pages.repository_agents import index_line
from docgraph.site.render.environment import kind_words, template
from docgraph.site.render.format import PageLinks, isolated
from docgraph.site.render.phrases import assignment_phrase, assignment_phrases, join_names
from docgraph.site.render.view import render_view
from docgraph.site.tables.paging import PagedTable, TablePages, numbered_pages, rows_on_page
from docgraph.site.tables.traceability_rows import IndexRows
from docgraph.site.view_addresses import CHANGES

_HEADINGS = (
    Heading(2, "outcomes", "Outcomes"),
    Heading(2, "agents", "Agents"),
    Heading(2, "people", "People"),
)
_MAX_LISTED = 10
_MAX_INLINE_ROWS = 30
"""Longer tables by person and by agent are not part of the index page."""


def index(site: Site, views: Sequence[View]) -> tuple[View, ...]:
    """The index page with links to `views`, and the continuation pages of its tables."""
    index = _Index(site, [view for view in views if view.summary])
    view = View(TRACEABILITY.name, TRACEABILITY.title, TRACEABILITY.path, index.page, _HEADINGS)
    return (
        view,
        *numbered_pages(index.outcomes, TRACEABILITY),
        *numbered_pages(index.agents, TRACEABILITY),
    )


def _owner_count(assignments: Iterable[Assignment]) -> OwnerCount:
    counted = list(assignments)
    unrecorded = sum(assignment.is_unrecorded for assignment in counted)
    return OwnerCount(
        len(counted), len(counted) - unrecorded - sum(assignment.is_assigned for assignment in counted), unrecorded
    )


def _later_link(site: Site, link: PageLinks) -> tuple[int, Markup] | None:
    """Number of changes after the as-of date, and a link to the list of them; None if it is 0."""
    number = len(site.later_changes)
    return (number, link.around(CHANGES, Markup(gettext("After the as-of date")), f"#{LATER_ID}")) if number else None


class _Index:
    """Renders the index page of a site and the tables on it."""

    def __init__(self, site: Site, views: Sequence[View]) -> None:
        self._rows = IndexRows(site)
        self._views = views
        agents = len(site.graph.all(Agent))
        self.table_pages = {
            "outcomes": TablePages("Outcomes", "outcomes", len(site.graph.all(Outcome)), TRACEABILITY),
            "agents": TablePages("Agents", "agents", agents, TRACEABILITY if agents <= _MAX_INLINE_ROWS else None),
        }
        self.outcomes = PagedTable(self.table_pages["outcomes"], partial(self._table, "outcomes"))
        self.agents = PagedTable(self.table_pages["agents"], partial(self._table, "agents"))

    def page(self, site: Site, href: Href) -> str:
        link = PageLinks(href, site.graph.as_of)
        rows = self._rows.outcomes
        in_use = [row for row in self._rows.agents if row.agent.is_live]
        unread = [isolated(path) for path in site.unread_paths]
        gaps = [gap for group in self._rows.gaps for part in group.parts for gap in part]
        outcome_owners, agent_owners = (_owner_count(row.owner for row in found) for found in (rows, in_use))
        tables = self._table_urls(link)
        return render_view(
            "traceability",
            TRACEABILITY,
            site,
            link,
            as_of=site.graph.as_of,
            number=len(rows),
            numbers=key_numbers(site, outcome_owners, agent_owners, tables, link),
            outcome_owners=outcome_owners,
            agent_owners=agent_owners,
            retired=len(self._rows.agents) - len(in_use),
            unread_paths=unread[:_MAX_LISTED],
            unread_hidden=max(len(unread) - _MAX_LISTED, 0),
            recorded_until=site.recorded_until,
            later=_later_link(site, link),
            defined=index_line(site, link),
            findings=link(FINDINGS),
            gaps=len(gaps),
            waived=sum(waiver is not None for _, waiver in gaps),
            missing=[gap_summary(group, tables, link) for group in self._rows.gaps],
            sections=self._sections(tables),
            downloads=join_names([link(address) for address in site.downloads]),
            views=[(link(view), gettext(view.summary)) for view in self._views],
            headings=_HEADINGS,
            outcomes=self.outcomes(site, 1, link) if rows else "",
            people=self._table_or_link("people", len(self._rows.people), PEOPLE, site, link),
            agents=self._table_or_link(
                "agents", len(self._rows.agents), self.table_pages["agents"].address(1), site, link
            ),
        )

    def _table_urls(self, link: PageLinks) -> dict[str, Markup]:
        """URLs of the tables of the index: anchors, or the page of a long table."""
        pages = {"agents": self.table_pages["agents"].address(1), "people": PEOPLE}
        number = {"agents": len(self._rows.agents), "people": len(self._rows.people)}
        return {
            heading.id: link.url(pages[heading.id])
            if number.get(heading.id, 0) > _MAX_INLINE_ROWS
            else Markup(f"#{heading.id}")
            for heading in _HEADINGS
        }

    def _sections(self, urls: Mapping[str, Markup]) -> list[tuple[str, Markup, int]]:
        """Name, URL and number of rows of each table."""
        return [(heading.text, urls[heading.id], len(getattr(self._rows, heading.id))) for heading in _HEADINGS]

    def _table_or_link(self, name: str, rows: int, address: Address, site: Site, link: PageLinks) -> Markup:
        """A table of the index. If it is long, a link to the page with the table instead."""
        if rows > _MAX_INLINE_ROWS:
            return template("traceability", "elsewhere")(link(address), rows)
        return self._table(name, site, 1, link) if rows else Markup()

    def _table(self, name: str, site: Site, page: int, link: PageLinks) -> Markup:
        """One page of the table `name`, which is `outcomes`, `people` or `agents`."""
        rows: Sequence[Any] = getattr(self._rows, name)
        numbered = self.table_pages.get(name)
        return template(f"table_{name}")(
            rows=rows_on_page(rows, page),
            link=link,
            as_of=site.graph.as_of,
            kinds=kind_words(),
            navigation=numbered.navigation(page, link) if numbered else Markup(),
            phrase=assignment_phrase,
            phrases=assignment_phrases,
        )
