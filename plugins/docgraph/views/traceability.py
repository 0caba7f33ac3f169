"""The traceability index: every outcome with whatever hangs on it, then the same by person and by agent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from docgraph.views.paging import Numbered, further, slice_of
from docgraph.views.site import FINDINGS, TRACEABILITY, Heading, Href, Site, View
from docgraph.views.templating import template, words
from docgraph.views.trace_rows import TraceRows
from docgraph.views.written import Links

HEADINGS = (
    Heading(2, "outcomes", "By outcome"),
    Heading(2, "people", "By person"),
    Heading(2, "agents", "By agent"),
)
_GAPS_NAMED = 10


def pages(site: Site) -> tuple[View, ...]:
    """The index, and the numbered pages of its three tables."""
    index = _Index(site)
    view = View(TRACEABILITY.name, TRACEABILITY.title, TRACEABILITY.path, index.page, HEADINGS)
    return (
        view,
        *further(index.numbered["outcomes"], index.outcomes),
        *further(index.numbered["people"], index.people),
        *further(index.numbered["agents"], index.agents),
    )


class _Index:
    """The tables of one site."""

    def __init__(self, site: Site) -> None:
        self._rows = TraceRows(site)
        self.numbered = {
            "outcomes": Numbered("Outcomes", "outcomes", TRACEABILITY, len(self._rows.outcomes)),
            "people": Numbered("People", "people", TRACEABILITY, len(self._rows.people)),
            "agents": Numbered("Agents", "agents", TRACEABILITY, len(self._rows.agents)),
        }

    def page(self, site: Site, href: Href) -> str:
        link = Links(href)
        rows = self._rows.outcomes
        gaps = [row for row in rows if row.gaps]
        return template("traceability").render(
            title=TRACEABILITY.title,
            as_of=site.trace.as_of,
            number=len(rows),
            held=sum(row.owner.held for row in rows),
            gaps=sum(len(row.gaps) for row in rows),
            gap_rows=gaps[:_GAPS_NAMED],
            more=max(len(gaps) - _GAPS_NAMED, 0),
            gap_words=words("GAPS"),
            link=link,
            findings=link(FINDINGS),
            headings=HEADINGS,
            outcomes=self.outcomes(site, 1, link) if rows else "",
            people=self.people(site, 1, link) if self._rows.people else "",
            agents=self.agents(site, 1, link) if self._rows.agents else "",
        )

    def outcomes(self, site: Site, page: int, link: Links) -> Markup:
        return self._table("outcomes", self._rows.outcomes, site, page, link)

    def people(self, site: Site, page: int, link: Links) -> Markup:
        return self._table("people", self._rows.people, site, page, link)

    def agents(self, site: Site, page: int, link: Links) -> Markup:
        return self._table("agents", self._rows.agents, site, page, link)

    def _table(self, name: str, rows: Sequence[Any], site: Site, page: int, link: Links) -> Markup:
        return Markup(
            template(f"table_{name}").render(
                rows=slice_of(rows, page),
                link=link,
                as_of=site.trace.as_of,
                kinds=words("KINDS"),
                navigation=self.numbered[name].navigation(page, link),
            )
        )
