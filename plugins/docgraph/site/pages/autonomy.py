"""The autonomy audit: the level of each agent, with evidence, reviews and rollback."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from docgraph.analysis.promotions import promotions
from docgraph.analysis.reviews import completed_reviews
from docgraph.kinds import Agent, Decision, Incident
from docgraph.model.record import Record
from docgraph.site.assignment import Assignment, assignment_of
from docgraph.site.context import Href, Site, View, node_sort_key, sort_nodes
from docgraph.site.heading import Heading
from docgraph.site.i18n import gettext_noop
from docgraph.site.render.declared_values import has_level, is_active
from docgraph.site.render.environment import template, word_table
from docgraph.site.render.evidence import evidence_text
from docgraph.site.render.format import PageLinks
from docgraph.site.render.phrases import assignment_phrase, assignment_phrases, reference_names
from docgraph.site.render.view import render_view
from docgraph.site.tables.paging import PagedTable, TablePages, numbered_pages, rows_on_page
from docgraph.site.view_addresses import AUTONOMY

_SUMMARY = gettext_noop("the level of each agent with its decision, evidence, reviews and rollback.")
PROBLEMS = ("owner", "evidence", "level", "status", "overdue", "unread", "review", "stop", "reviewer")
"""Problems that the audit counts, worst first; keys of the word table `AUDIT`."""
_HEADINGS = (Heading(2, "agents", "Agents"),)


class AgentAudit(Struct, frozen=True):
    """An agent and the basis of its autonomy level.

    `decision` is the latest decision about the level, and `decided_level` is the level that it sets.
    """

    agent: Agent
    is_raised: bool
    decision: Decision | None
    decided_level: str
    last_review: date | None
    next_review: date | None
    incidents: list[Record]
    owner: Assignment
    has_rollback: bool
    has_reviewer: bool

    @property
    def level_differs(self) -> bool:
        """Whether the declared level differs from the level that the latest decision sets."""
        return self.decision is not None and has_level(self.agent) and self.decided_level != self.agent.autonomy

    @property
    def lacks_evidence(self) -> bool:
        """Whether the level is not the lowest one and no decision records evidence for it."""
        return self.is_raised and (self.decision is None or self.level_differs or not self.decision.has_evidence)

    @property
    def is_active(self) -> bool:
        """Whether the status is `active`. An agent without a status is active."""
        return is_active(self.agent)

    def problems(self, as_of: date) -> tuple[str, ...]:
        """The keys of `PROBLEMS` that apply to the agent, worst first."""
        agent = self.agent
        checks = {
            "owner": not (self.owner.is_assigned or self.owner.is_unrecorded),
            "evidence": self.lacks_evidence,
            "level": agent.has_invalid("autonomy"),
            "status": agent.has_invalid("status"),
            "overdue": self.next_review is not None and self.next_review < as_of,
            "unread": agent.has_invalid("reviews"),
            "review": self.is_active and self.next_review is None and not agent.has_invalid("reviews"),
            "stop": self.is_active and not self.has_rollback,
            "reviewer": self.is_active and not self.has_reviewer,
        }
        return tuple(key for key, failed in checks.items() if failed)


def pages(site: Site) -> tuple[View, ...]:
    """The audit page and the continuation pages of its table."""
    audits = _audits(site)
    retired = len(site.graph.all(Agent)) - len(audits)
    numbered = TablePages("Agents and their levels", "autonomy", len(audits), AUTONOMY)
    table = PagedTable(numbered, partial(_table, audits, numbered))

    def render(site: Site, href: Href) -> str:
        link = PageLinks(href, site.graph.as_of)
        return render_view(
            "autonomy",
            AUTONOMY,
            site,
            link,
            number=len(audits),
            lowest=site.levels[0],
            raised=sum(audit.is_raised for audit in audits),
            with_problems=sum(bool(audit.problems(site.graph.as_of)) for audit in audits),
            problems=Counter(key for audit in audits for key in audit.problems(site.graph.as_of)),
            without_level=sum(audit.agent.has_invalid("autonomy") or not audit.agent.autonomy for audit in audits),
            unrecorded=sum(audit.owner.is_unrecorded for audit in audits),
            words=word_table("AUDIT"),
            retired=retired,
            headings=_HEADINGS,
            table=table(site, 1, link) if audits else "",
        )

    view = View(AUTONOMY.name, AUTONOMY.title, AUTONOMY.path, render, _HEADINGS, _SUMMARY)
    return (view, *numbered_pages(table, AUTONOMY))


def _audits(site: Site) -> list[AgentAudit]:
    """Audits of the agents in use: worst problem first, then most problems, then highest level."""
    levels = {level: number for number, level in enumerate(site.levels)}
    due: dict[str, date] = {}
    for duty in site.duties:
        # the same dates as in the calendar; duties are sorted by date, so the first one counts
        if duty.type in ("review", "first-review") and duty.due:
            due.setdefault(duty.record.ref, duty.due)
    audits = [_audit(site, agent, due.get(agent.ref)) for agent in site.graph.all(Agent) if agent.is_live]

    def sort_key(audit: AgentAudit) -> tuple[object, ...]:
        problems = audit.problems(site.graph.as_of)
        worst = PROBLEMS.index(problems[0]) if problems else len(PROBLEMS)
        level = levels.get(audit.agent.autonomy, 0) if has_level(audit.agent) else 0
        return worst, -len(problems), -level, node_sort_key(audit.agent)

    return sorted(audits, key=sort_key)


def _audit(site: Site, agent: Agent, due: date | None) -> AgentAudit:
    graph = site.graph
    level_changes = promotions(graph, agent)
    return AgentAudit(
        agent,
        has_level(agent) and agent.autonomy in site.levels[1:],
        level_changes[-1].decision if level_changes else None,
        level_changes[-1].to if level_changes else "",
        max(completed_reviews(graph, agent), default=None),
        due,
        [incident for incident in sort_nodes(graph.sources(agent, "affects")) if isinstance(incident, Incident)],
        site.owner(agent),
        bool(agent.rollback and agent.rollback.procedure),
        any(assignment_of(graph, name, graph.as_of).is_assigned for name in graph.links_of(agent, "reviewer")),
    )


def _table(audits: Sequence[AgentAudit], numbered: TablePages, site: Site, page: int, link: PageLinks) -> Markup:
    graph = site.graph
    rows = []
    for audit in rows_on_page(audits, page):
        decision, rollback = audit.decision, audit.agent.rollback
        makers = reference_names(graph.links_of(decision, "decision-makers"), link) if decision else []
        reviewers = (assignment_of(graph, name, graph.as_of) for name in graph.links_of(audit.agent, "reviewer"))
        rows.append(
            {
                "audit": audit,
                "owner": assignment_phrase(audit.owner, link),
                "makers": makers,
                "decided": assignment_phrase(site.owner(decision), link) if decision and not makers else (),
                "evidence": [evidence_text(decision, part, link) for part in decision.evidence if not part.is_empty]
                if decision
                else [],
                "reviewers": assignment_phrases(reviewers, link),
                "procedure": link.text(audit.agent, rollback.procedure) if rollback and rollback.procedure else "",
                "stoppers": reference_names(graph.links_of(audit.agent, "rollback.by"), link),
            }
        )
    return template("autonomy", "agents")(
        rows=rows, link=link, as_of=graph.as_of, navigation=numbered.navigation(page, link)
    )
