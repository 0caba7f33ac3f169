"""The portfolio review: every outcome by holder and state, and how many each holder has in which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from docgraph.kinds import Agent, Outcome, Person
from docgraph.site.context import TRACEABILITY, Address, Heading, Href, Site, View, display_name, rank, sort_nodes
from docgraph.site.i18n import marked
from docgraph.site.ownership import Holding
from docgraph.site.render.declared_values import is_open, is_overdue
from docgraph.site.render.environment import template, words
from docgraph.site.render.format import PageLinks
from docgraph.site.render.phrases import holder_phrase, join_names, named
from docgraph.site.tables.paging import Numbered, Paged, numbered_pages, slice_of

PORTFOLIO = Address("portfolio", "Portfolio review", "portfolio")
SUMMARY = marked(
    "every outcome by holder and state: open, due, overdue, met or missed, and what has no holder or no agent."
)
HEADINGS = (Heading(2, "holders", "By holder"), Heading(2, "outcomes", "Outcomes"))
STATES = ("overdue", "open", "missed", "met", "dropped")
UNREADABLE = "unreadable"
"""The state of an outcome whose status could not be read."""
_ORDER = (UNREADABLE, *STATES)


class OutcomeRow(Struct, frozen=True):
    """An outcome in the portfolio: who holds it, what became of it, and which agents work on it."""

    outcome: Outcome
    held: Holding
    state: str
    agents: list[Agent]

    @property
    def group(self) -> Person | str:
        """Who it is counted with: its owner, or the state of its owner where that is no person."""
        return self.held.person or ("unrecorded" if self.held.unrecorded else "nobody")

    @property
    def idle(self) -> bool:
        """Whether it is open and no agent works on it."""
        return not self.agents and is_open(self.outcome)


def pages(site: Site) -> tuple[View, ...]:
    """The portfolio, and the numbered pages of its two tables."""
    found = _promises(site)
    holders = list(dict.fromkeys(outcome_row.group for outcome_row in found))
    numbered = Numbered("Outcomes by holder", "portfolio", len(found), PORTFOLIO)
    outcomes = Paged(numbered, partial(_outcomes, found, numbered))
    numbered = Numbered("Holders", "holders", len(holders), PORTFOLIO)
    by_holder = Paged(numbered, partial(_holders, holders, found, numbered))

    def render(site: Site, href: Href) -> str:
        link = PageLinks(href, site.trace.as_of)
        return template("portfolio")(
            title=PORTFOLIO.title,
            as_of=site.trace.as_of,
            index=link(TRACEABILITY),
            number=len(found),
            states=Counter(outcome_row.state for outcome_row in found),
            nobody=sum(not (outcome_row.held.held or outcome_row.held.unrecorded) for outcome_row in found),
            unrecorded=sum(outcome_row.held.unrecorded for outcome_row in found),
            idle=sum(outcome_row.idle for outcome_row in found),
            headings=HEADINGS,
            holders=by_holder(site, 1, link) if found else "",
            outcomes=outcomes(site, 1, link) if found else "",
        )

    return (
        View(PORTFOLIO.name, PORTFOLIO.title, PORTFOLIO.path, render, HEADINGS, SUMMARY),
        *numbered_pages(outcomes, PORTFOLIO),
        *numbered_pages(by_holder, PORTFOLIO),
    )


def _promises(site: Site) -> list[OutcomeRow]:
    """What nobody holds first, then by holder; of each the overdue ones first, the next to be due before the others."""
    found = [_promise(site, outcome) for outcome in site.trace.all(Outcome)]
    return sorted(found, key=_place)


def _place(one: OutcomeRow) -> tuple[object, ...]:
    holder = _rank(one.group)
    due = one.outcome.due
    return (*holder, _ORDER.index(one.state), due is None, due.toordinal() if due else 0, rank(one.outcome))


def _rank(group: Person | str) -> tuple[int, str, str]:
    if isinstance(group, str):
        return (0 if group == "nobody" else 1), "", ""
    return 2, display_name(group).casefold(), group.id


def _state(outcome: Outcome, as_of: date) -> str:
    return "overdue" if is_overdue(outcome, as_of) else outcome.status or UNREADABLE


def _promise(site: Site, outcome: Outcome) -> OutcomeRow:
    agents = [agent for agent in sort_nodes(site.trace.sources(outcome, "serves")) if isinstance(agent, Agent)]
    return OutcomeRow(outcome, site.owner(outcome), _state(outcome, site.trace.as_of), agents)


def _outcomes(found: Sequence[OutcomeRow], numbered: Numbered, site: Site, page: int, link: PageLinks) -> Markup:
    rows = []
    for outcome_row in slice_of(found, page):
        outcome, result = outcome_row.outcome, outcome_row.outcome.result
        rows.append(
            {
                "one": outcome_row,
                "owner": holder_phrase(outcome_row.held, link),
                "value": link.text(outcome, result.value) if result and result.value else "",
                "by": join_names(named(site.trace.links_of(outcome, "result.by"), link)),
                "evidence": link.text(outcome, result.evidence) if result and result.evidence else "",
            }
        )
    return template("portfolio", "outcomes")(rows=rows, link=link, navigation=numbered.navigation(page, link))


def _holders(
    groups: Sequence[Person | str],
    found: Sequence[OutcomeRow],
    numbered: Numbered,
    site: Site,
    page: int,
    link: PageLinks,
) -> Markup:
    """How many outcomes each owner has in each state; those without an owner come first."""
    counts = Counter((_rank(outcome_row.group), outcome_row.state) for outcome_row in found)
    idle = Counter(_rank(outcome_row.group) for outcome_row in found if outcome_row.idle)
    states = [*STATES, *((UNREADABLE,) if any(outcome_row.state == UNREADABLE for outcome_row in found) else ())]
    rows = [
        (
            link(group) if isinstance(group, Person) else "",
            group == "unrecorded",
            [counts[_rank(group), state] for state in states],
            idle[_rank(group)],
        )
        for group in slice_of(groups, page)
    ]
    return template("portfolio", "holders")(
        rows=rows, states=[words("STATES")[state] for state in states], navigation=numbered.navigation(page, link)
    )
