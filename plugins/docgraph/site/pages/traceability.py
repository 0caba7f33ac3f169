"""The traceability index: every outcome with whatever hangs on it, then the same by person and by agent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from docgraph.graph.lifecycle import is_live
from docgraph.kinds import Agent, Outcome
from docgraph.site.context import DOWNLOADS, FINDINGS, PEOPLE, TRACEABILITY, Address, Heading, Href, Site, View
from docgraph.site.i18n import said
from docgraph.site.ownership import Holding
from docgraph.site.pages.changes import CHANGES, LATER
from docgraph.site.render.environment import template, words
from docgraph.site.render.format import PageLinks, isolated
from docgraph.site.render.phrases import answers, holder_phrase, join_names
from docgraph.site.tables.index_rows import TraceRows
from docgraph.site.tables.paging import Numbered, Paged, numbered_pages, slice_of

HEADINGS = (
    Heading(2, "outcomes", "By outcome"),
    Heading(2, "people", "By person"),
    Heading(2, "agents", "By agent"),
)
_GAPS_NAMED = 10
_SHORT = 30
"""Up to so many rows, the tables by person and by agent stand in the index itself."""


def index(site: Site, views: Sequence[View]) -> tuple[View, ...]:
    """The index, which leads to `views`, and the numbered pages of its tables."""
    index = _Index(site, [view for view in views if view.tells])
    view = View(TRACEABILITY.name, TRACEABILITY.title, TRACEABILITY.path, index.page, HEADINGS)
    return (
        view,
        *numbered_pages(index.outcomes, TRACEABILITY),
        *numbered_pages(index.agents, TRACEABILITY),
    )


class Owned(Struct, frozen=True):
    """How many records there are, how many of them have no owner, and of how many it is not recorded who it was."""

    number: int
    without: int
    unrecorded: int


def _owned(owners: Iterable[Holding]) -> Owned:
    found = list(owners)
    unrecorded = sum(holding.unrecorded for holding in found)
    return Owned(len(found), len(found) - unrecorded - sum(holding.held for holding in found), unrecorded)


def _later(site: Site, link: PageLinks) -> tuple[int, Markup] | None:
    """How much is dated after the as-of date, and the way to it; None if nothing is."""
    number = len(site.later)
    return (number, link.to(CHANGES, Markup(said("After the as-of date")), f"#{LATER}")) if number else None


class _Index:
    """The tables of one site."""

    def __init__(self, site: Site, views: Sequence[View]) -> None:
        self._rows = TraceRows(site)
        self._views = views
        agents = len(site.trace.all(Agent))
        self.numbered = {
            "outcomes": Numbered("Outcomes", "outcomes", len(site.trace.all(Outcome)), TRACEABILITY),
            "agents": Numbered("Agents", "agents", agents, TRACEABILITY if agents <= _SHORT else None),
        }
        self.outcomes = Paged(self.numbered["outcomes"], partial(self._table, "outcomes"))
        self.agents = Paged(self.numbered["agents"], partial(self._table, "agents"))

    def page(self, site: Site, href: Href) -> str:
        link = PageLinks(href, site.trace.as_of)
        rows = self._rows.outcomes
        missing = self._rows.missing
        in_use = [row for row in self._rows.agents if is_live(row.agent)]
        unread = [isolated(path) for path in site.unread]
        gaps = [waiver for one in missing for _, waiver in one.gaps]
        return template("traceability")(
            title=TRACEABILITY.title,
            as_of=site.trace.as_of,
            number=len(rows),
            owned=_owned(row.owner for row in rows),
            agents_owned=_owned(row.owner for row in in_use),
            retired=len(self._rows.agents) - len(in_use),
            unread=unread[:_GAPS_NAMED],
            unread_more=max(len(unread) - _GAPS_NAMED, 0),
            recorded_until=site.recorded_until,
            later=_later(site, link),
            findings=link(FINDINGS),
            gaps=len(gaps),
            waived=sum(waiver is not None for waiver in gaps),
            missing=missing[:_GAPS_NAMED],
            more=max(len(missing) - _GAPS_NAMED, 0),
            gap_words=words("GAPS"),
            link=link,
            downloads=join_names([link(address) for address in DOWNLOADS]),
            views=[(link(view), said(view.tells)) for view in self._views],
            headings=HEADINGS,
            outcomes=self.outcomes(site, 1, link) if rows else "",
            people=self._part("people", len(self._rows.people), PEOPLE, site, link),
            agents=self._part("agents", len(self._rows.agents), self.numbered["agents"].address(1), site, link),
        )

    def _part(self, name: str, rows: int, elsewhere: Address, site: Site, link: PageLinks) -> Markup:
        """A table in the index, or the way to it if it is long."""
        if rows > _SHORT:
            return template("traceability", "elsewhere")(link(elsewhere), rows)
        return self._table(name, site, 1, link) if rows else Markup()

    def _table(self, name: str, site: Site, page: int, link: PageLinks) -> Markup:
        """One page of `outcomes`, `people` or `agents`."""
        rows: Sequence[Any] = getattr(self._rows, name)
        numbered = self.numbered.get(name)
        return template(f"table_{name}")(
            rows=slice_of(rows, page),
            link=link,
            as_of=site.trace.as_of,
            kinds=words("KINDS"),
            navigation=numbered.navigation(page, link) if numbered else Markup(),
            answer=holder_phrase,
            answers=answers,
        )
