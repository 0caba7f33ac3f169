"""The autonomy audit: which level each agent works at, by which decision and on which evidence, and who looks on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from docgraph.analysis.promotions import promotions
from docgraph.analysis.reviews import past_review_days
from docgraph.graph.lifecycle import is_live
from docgraph.kinds import Agent, Decision, Incident
from docgraph.kinds.decision import Evidence
from docgraph.model.record import Record
from docgraph.site.context import TRACEABILITY, Address, Heading, Href, Site, View, rank, sort_nodes
from docgraph.site.i18n import marked
from docgraph.site.ownership import Holding, resolve_holder
from docgraph.site.render.declared_values import has_level
from docgraph.site.render.environment import template, words
from docgraph.site.render.format import PageLinks
from docgraph.site.render.phrases import answers, holder_phrase, named
from docgraph.site.tables.paging import Numbered, Paged, numbered_pages, slice_of

AUTONOMY = Address("autonomy", "Autonomy audit", "autonomy")
SUMMARY = marked(
    "the level of each agent, the decision and the evidence behind it, its reviews, and how it is stopped."
)
ORDER = ("owner", "evidence", "level", "status", "overdue", "unread", "review", "stop", "reviewer")
"""The problems that the audit counts, the worst first."""
HEADINGS = (Heading(2, "agents", "Agents"),)


class Standing(Struct, frozen=True):
    """An agent and what its level stands on. `decision` is the last that moved it, `says` the level it moved it to."""

    agent: Agent
    raised: bool
    decision: Decision | None
    says: str
    last: date | None
    next: date | None
    incidents: list[Record]

    owner: Holding
    stopped: bool
    reviewed: bool

    @property
    def differs(self) -> bool:
        return self.decision is not None and has_level(self.agent) and self.says != self.agent.autonomy

    @property
    def lacking(self) -> bool:
        """Whether the level is above the lowest and no evidence for it is written down."""
        return self.raised and (self.decision is None or self.differs or not self.decision.has_evidence)

    @property
    def active(self) -> bool:
        """Whether the agent is at work: its status says so, or it has none."""
        return not self.agent.has_invalid("status") and self.agent.status in ("active", None)

    def problems(self, as_of: date) -> tuple[str, ...]:
        """What is wrong with how the agent is run, the worst first; keys of the words `AUDIT`."""
        agent = self.agent
        found = {
            "owner": not (self.owner.held or self.owner.unrecorded),
            "evidence": self.lacking,
            "level": agent.has_invalid("autonomy"),
            "status": agent.has_invalid("status"),
            "overdue": self.next is not None and self.next < as_of,
            "unread": agent.has_invalid("reviews"),
            "review": self.active and self.next is None and not agent.has_invalid("reviews"),
            "stop": self.active and not self.stopped,
            "reviewer": self.active and not self.reviewed,
        }
        return tuple(key for key, wrong in found.items() if wrong)


def pages(site: Site) -> tuple[View, ...]:
    """The audit, and the numbered pages of its table."""
    found = _standings(site)
    retired = len(site.trace.all(Agent)) - len(found)
    numbered = Numbered("Agents and their levels", "autonomy", len(found), AUTONOMY)
    table = Paged(numbered, partial(_table, found, numbered))

    def render(site: Site, href: Href) -> str:
        link = PageLinks(href, site.trace.as_of)
        return template("autonomy")(
            title=AUTONOMY.title,
            as_of=site.trace.as_of,
            index=link(TRACEABILITY),
            number=len(found),
            lowest=site.levels[0],
            raised=sum(standing.raised for standing in found),
            wrong=sum(bool(standing.problems(site.trace.as_of)) for standing in found),
            problems=Counter(key for standing in found for key in standing.problems(site.trace.as_of)),
            unclear=sum(standing.agent.has_invalid("autonomy") or not standing.agent.autonomy for standing in found),
            unrecorded=sum(standing.owner.unrecorded for standing in found),
            words=words("AUDIT"),
            retired=retired,
            headings=HEADINGS,
            table=table(site, 1, link) if found else "",
        )

    view = View(AUTONOMY.name, AUTONOMY.title, AUTONOMY.path, render, HEADINGS, SUMMARY)
    return (view, *numbered_pages(table, AUTONOMY))


def _standings(site: Site) -> list[Standing]:
    """Agents that are not retired: those with problems first, the worst of them first; then from the highest level."""
    levels = {level: number for number, level in enumerate(site.levels)}
    due: dict[str, date] = {}
    for duty in site.duties:
        # what the calendar tells, and nothing else: the earliest stands first
        if duty.what in ("review", "first-review") and duty.due:
            due.setdefault(duty.record.ref, duty.due)
    found = [_standing(site, agent, due.get(agent.ref)) for agent in site.trace.all(Agent) if is_live(agent)]

    def place(one: Standing) -> tuple[object, ...]:
        problems = one.problems(site.trace.as_of)
        worst = ORDER.index(problems[0]) if problems else len(ORDER)
        level = levels.get(one.agent.autonomy, 0) if has_level(one.agent) else 0
        return worst, -len(problems), -level, rank(one.agent)

    return sorted(found, key=place)


def _standing(site: Site, agent: Agent, due: date | None) -> Standing:
    trace = site.trace
    hops = promotions(trace, agent)
    return Standing(
        agent,
        has_level(agent) and agent.autonomy in site.levels[1:],
        hops[-1].decision if hops else None,
        hops[-1].to if hops else "",
        max(past_review_days(trace, agent), default=None),
        due,
        [incident for incident in sort_nodes(trace.sources(agent, "affects")) if isinstance(incident, Incident)],
        site.owner(agent),
        bool(agent.rollback and agent.rollback.procedure),
        any(resolve_holder(trace, name, trace.as_of).held for name in trace.links_of(agent, "reviewer")),
    )


def _table(found: Sequence[Standing], numbered: Numbered, site: Site, page: int, link: PageLinks) -> Markup:
    trace = site.trace
    rows = []
    for standing in slice_of(found, page):
        decision, rollback = standing.decision, standing.agent.rollback
        makers = named(trace.links_of(decision, "decision-makers"), link) if decision else []
        reviewers = (resolve_holder(trace, name, trace.as_of) for name in trace.links_of(standing.agent, "reviewer"))
        rows.append(
            {
                "one": standing,
                "owner": holder_phrase(standing.owner, link),
                "makers": makers,
                "decided": holder_phrase(site.owner(decision), link) if decision and not makers else (),
                "evidence": [_evidence(decision, part, link) for part in decision.evidence if not part.is_empty]
                if decision
                else [],
                "reviewers": answers(reviewers, link),
                "procedure": link.text(standing.agent, rollback.procedure) if rollback and rollback.procedure else "",
                "stoppers": named(trace.links_of(standing.agent, "rollback.by"), link),
            }
        )
    return template("autonomy", "agents")(
        rows=rows, link=link, as_of=trace.as_of, navigation=numbered.navigation(page, link)
    )


def _evidence(decision: Decision, part: Evidence, link: PageLinks) -> Markup:
    """A measurement as people write it: `accuracy 96 %, 4 weeks (the golden set)`."""
    measured = " ".join(text for text in (part.metric, part.value) if text)
    told = link.text(decision, ", ".join(text for text in (measured, part.period) if text))
    return Markup("%s (%s)") % (told, link.text(decision, part.source)) if part.source else told
