"""The autonomy audit: which level each agent works at, by which decision and on which evidence, and who looks on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from docgraph.analysis.promotions import promotions
from docgraph.analysis.reviews import held
from docgraph.graph.lifecycle import is_live
from docgraph.kinds import Agent, Decision, Incident
from docgraph.kinds.decision import Evidence
from docgraph.model.record import Record
from docgraph.site.context import TRACEABILITY, Address, Heading, Href, Site, View, in_order, rank
from docgraph.site.i18n import marked
from docgraph.site.ownership import Holding, whom
from docgraph.site.render.declared_values import has_level
from docgraph.site.render.environment import template, words
from docgraph.site.render.format import Links
from docgraph.site.render.phrases import answer, answers, named
from docgraph.site.tables.paging import Numbered, Paged, further, slice_of

AUTONOMY = Address("autonomy", "Autonomy audit", "autonomy")
TELLS = marked("the level of each agent, the decision and the evidence behind it, its reviews, and how it is stopped.")
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
        return self.raised and (self.decision is None or self.differs or not self.decision.proven)

    @property
    def active(self) -> bool:
        """Whether the agent is at work: its status says so, or it has none."""
        return not self.agent.unusable("status") and self.agent.status in ("active", None)

    def problems(self, as_of: date) -> tuple[str, ...]:
        """What is wrong with how the agent is run, the worst first; keys of the words `AUDIT`."""
        agent = self.agent
        found = {
            "owner": not (self.owner.held or self.owner.unrecorded),
            "evidence": self.lacking,
            "level": agent.unusable("autonomy"),
            "status": agent.unusable("status"),
            "overdue": self.next is not None and self.next < as_of,
            "unread": agent.unusable("reviews"),
            "review": self.active and self.next is None and not agent.unusable("reviews"),
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
        link = Links(href, site.trace.as_of)
        return template("autonomy")(
            title=AUTONOMY.title,
            as_of=site.trace.as_of,
            index=link(TRACEABILITY),
            number=len(found),
            lowest=site.levels[0],
            raised=sum(one.raised for one in found),
            wrong=sum(bool(one.problems(site.trace.as_of)) for one in found),
            problems=Counter(key for one in found for key in one.problems(site.trace.as_of)),
            unclear=sum(one.agent.unusable("autonomy") or not one.agent.autonomy for one in found),
            unrecorded=sum(one.owner.unrecorded for one in found),
            words=words("AUDIT"),
            retired=retired,
            headings=HEADINGS,
            table=table(site, 1, link) if found else "",
        )

    view = View(AUTONOMY.name, AUTONOMY.title, AUTONOMY.path, render, HEADINGS, TELLS)
    return (view, *further(table, AUTONOMY))


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
        max(held(trace, agent), default=None),
        due,
        [one for one in in_order(trace.sources(agent, "affects")) if isinstance(one, Incident)],
        site.owner(agent),
        bool(agent.rollback and agent.rollback.procedure),
        any(whom(trace, name, trace.as_of).held for name in trace.links_of(agent, "reviewer")),
    )


def _table(found: Sequence[Standing], numbered: Numbered, site: Site, page: int, link: Links) -> Markup:
    trace = site.trace
    rows = []
    for one in slice_of(found, page):
        decision, rollback = one.decision, one.agent.rollback
        makers = named(trace.links_of(decision, "decision-makers"), link) if decision else []
        reviewers = (whom(trace, name, trace.as_of) for name in trace.links_of(one.agent, "reviewer"))
        rows.append(
            {
                "one": one,
                "owner": answer(one.owner, link),
                "makers": makers,
                "decided": answer(site.owner(decision), link) if decision and not makers else (),
                "evidence": [_evidence(decision, part, link) for part in decision.evidence if not part.empty]
                if decision
                else [],
                "reviewers": answers(reviewers, link),
                "procedure": link.text(one.agent, rollback.procedure) if rollback and rollback.procedure else "",
                "stoppers": named(trace.links_of(one.agent, "rollback.by"), link),
            }
        )
    return template("autonomy", "agents")(
        rows=rows, link=link, as_of=trace.as_of, navigation=numbered.navigation(page, link)
    )


def _evidence(decision: Decision, part: Evidence, link: Links) -> Markup:
    """A measurement as people write it: `accuracy 96 %, 4 weeks (the golden set)`."""
    measured = " ".join(text for text in (part.metric, part.value) if text)
    told = link.text(decision, ", ".join(text for text in (measured, part.period) if text))
    return Markup("%s (%s)") % (told, link.text(decision, part.source)) if part.source else told
