"""The portfolio review: all outcomes by owner and state, with totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from docgraph.kinds import Agent, Outcome, Person
from docgraph.site.assignment import Assignment
from docgraph.site.context import (
    Href,
    Site,
    View,
    display_name,
    node_sort_key,
    sort_nodes,
)
from docgraph.site.heading import Heading
from docgraph.site.i18n import gettext_noop
from docgraph.site.render.declared_values import is_open, is_overdue
from docgraph.site.render.environment import template, word_table
from docgraph.site.render.format import PageLinks
from docgraph.site.render.phrases import assignment_phrase, join_names, reference_names
from docgraph.site.render.view import render_view
from docgraph.site.tables.paging import PagedTable, TablePages, numbered_pages, rows_on_page
from docgraph.site.view_addresses import PORTFOLIO

_SUMMARY = gettext_noop("all outcomes by owner and state, and outcomes without an owner or agent.")
_HEADINGS = (Heading(2, "holders", "By owner"), Heading(2, "outcomes", "Outcomes"))
STATES = ("overdue", "open", "missed", "met", "dropped")
UNREADABLE_STATUS = "unreadable"
"""State of an outcome whose status could not be read."""
_STATE_ORDER = (UNREADABLE_STATUS, *STATES)


class PortfolioRow(Struct, frozen=True):
    """An outcome in the portfolio: its owner, its state, and the agents that serve it."""

    outcome: Outcome
    owner: Assignment
    state: str
    agents: list[Agent]

    @property
    def owner_group(self) -> Person | str:
        """The owner under whom the outcome is counted.

        `unrecorded` if the documents do not record the owner; `nobody` if the outcome does not have exactly one.
        """
        return self.owner.person or ("unrecorded" if self.owner.is_unrecorded else "nobody")

    @property
    def lacks_agent(self) -> bool:
        """Whether the outcome is open and no agent serves it."""
        return not self.agents and is_open(self.outcome)


def pages(site: Site) -> tuple[View, ...]:
    """The portfolio page and the continuation pages of its two tables."""
    rows = _portfolio_rows(site)
    owner_groups = list(dict.fromkeys(row.owner_group for row in rows))
    numbered = TablePages("Outcomes by owner", "portfolio", len(rows), PORTFOLIO)
    outcome_table = PagedTable(numbered, partial(_outcome_table, rows, numbered))
    numbered = TablePages("Owners", "holders", len(owner_groups), PORTFOLIO)
    owner_table = PagedTable(numbered, partial(_owner_table, owner_groups, rows, numbered))

    def render(site: Site, href: Href) -> str:
        link = PageLinks(href, site.graph.as_of)
        return render_view(
            "portfolio",
            PORTFOLIO,
            site,
            link,
            number=len(rows),
            states=Counter(row.state for row in rows),
            without_owner=sum(not (row.owner.is_assigned or row.owner.is_unrecorded) for row in rows),
            unrecorded=sum(row.owner.is_unrecorded for row in rows),
            without_agent=sum(row.lacks_agent for row in rows),
            headings=_HEADINGS,
            owner_table=owner_table(site, 1, link) if rows else "",
            outcome_table=outcome_table(site, 1, link) if rows else "",
        )

    return (
        View(PORTFOLIO.name, PORTFOLIO.title, PORTFOLIO.path, render, _HEADINGS, _SUMMARY),
        *numbered_pages(outcome_table, PORTFOLIO),
        *numbered_pages(owner_table, PORTFOLIO),
    )


def _portfolio_rows(site: Site) -> list[PortfolioRow]:
    """Outcomes sorted by owner, then state (overdue first), then due date.

    Outcomes without an owner come first.
    """
    rows = [_portfolio_row(site, outcome) for outcome in site.graph.all(Outcome)]
    return sorted(rows, key=_row_sort_key)


def _row_sort_key(row: PortfolioRow) -> tuple[object, ...]:
    owner_key = _group_sort_key(row.owner_group)
    due = row.outcome.due
    return (
        *owner_key,
        _STATE_ORDER.index(row.state),
        due is None,
        due.toordinal() if due else 0,
        node_sort_key(row.outcome),
    )


def _group_sort_key(group: Person | str) -> tuple[int, str, str]:
    if isinstance(group, str):
        return (0 if group == "nobody" else 1), "", ""
    return 2, display_name(group).casefold(), group.id


def _state(outcome: Outcome, as_of: date) -> str:
    return "overdue" if is_overdue(outcome, as_of) else outcome.status or UNREADABLE_STATUS


def _portfolio_row(site: Site, outcome: Outcome) -> PortfolioRow:
    agents = [agent for agent in sort_nodes(site.graph.sources(outcome, "serves")) if isinstance(agent, Agent)]
    return PortfolioRow(outcome, site.owner(outcome), _state(outcome, site.graph.as_of), agents)


def _outcome_table(
    portfolio_rows: Sequence[PortfolioRow], numbered: TablePages, site: Site, page: int, link: PageLinks
) -> Markup:
    rows = []
    for row in rows_on_page(portfolio_rows, page):
        outcome, result = row.outcome, row.outcome.result
        rows.append(
            {
                "outcome_row": row,
                "owner": assignment_phrase(row.owner, link),
                "value": link.text(outcome, result.value) if result and result.value else "",
                "by": join_names(reference_names(site.graph.links_of(outcome, "result.by"), link)),
                "evidence": link.text(outcome, result.evidence) if result and result.evidence else "",
            }
        )
    return template("portfolio", "outcomes")(rows=rows, link=link, navigation=numbered.navigation(page, link))


def _owner_table(
    groups: Sequence[Person | str],
    portfolio_rows: Sequence[PortfolioRow],
    numbered: TablePages,
    _site: Site,
    page: int,
    link: PageLinks,
) -> Markup:
    """Table with the number of outcomes for each owner and state."""
    counts = Counter((_group_sort_key(outcome_row.owner_group), outcome_row.state) for outcome_row in portfolio_rows)
    without_agent = Counter(
        _group_sort_key(outcome_row.owner_group) for outcome_row in portfolio_rows if outcome_row.lacks_agent
    )
    states = [
        *STATES,
        *(
            (UNREADABLE_STATUS,)
            if any(outcome_row.state == UNREADABLE_STATUS for outcome_row in portfolio_rows)
            else ()
        ),
    ]
    rows = [
        (
            link(group) if isinstance(group, Person) else "",
            group == "unrecorded",
            [counts[_group_sort_key(group), state] for state in states],
            without_agent[_group_sort_key(group)],
        )
        for group in rows_on_page(groups, page)
    ]
    return template("portfolio", "owners")(
        rows=rows, states=[word_table("STATES")[state] for state in states], navigation=numbered.navigation(page, link)
    )
