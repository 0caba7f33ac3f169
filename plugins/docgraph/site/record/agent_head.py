"""The head of an agent's page: what it is for, how to stop it, and the basis of its level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from docgraph.analysis.promotions import LevelChange, promotions
from docgraph.kinds import Agent
from docgraph.model.field_specs import fields_of
from docgraph.model.field_types import LEVELS
from docgraph.site.context import Site, sort_nodes
from docgraph.site.i18n import gettext
from docgraph.site.record.fact_values import HeadParts, day_or_gap, names_in, unreadable
from docgraph.site.render.declared_values import day, has_level
from docgraph.site.render.declared_values import level as level_of
from docgraph.site.render.environment import label, template, word_table
from docgraph.site.render.evidence import evidence_text
from docgraph.site.render.format import PageLinks, isolated
from docgraph.site.render.phrases import first_names, join_names


def agent_head(site: Site, record: Agent, link: PageLinks) -> HeadParts:
    """Sentences about purpose, rollback and outcomes; the evidence of the level, and the onboarding checklist."""
    graph, rollback = site.graph, record.rollback
    stoppers = names_in(site, record, link, "rollback.by")
    word = word_table("LEVELS").get(record.autonomy, "") if site.levels == LEVELS and has_level(record) else ""
    level = f"{level_of(record)} {word}".strip()
    context: dict[str, Any] = {
        "stop": link.text(record, rollback.procedure) if rollback and rollback.procedure else "",
        "trigger": join_names([link.text(record, trigger) for trigger in rollback.trigger], "or") if rollback else "",
        "stoppers": (join_names(stoppers), len(stoppers)) if stoppers else (),
        "runbooks": first_names(sort_nodes(graph.targets(record, "follows")), link),
        "outcomes": sort_nodes(graph.targets(record, "serves")),
    }
    chip = template("components", "chip")
    is_future = record.hired is not None and record.hired > graph.as_of
    hired = gettext("To be hired") if is_future else gettext("Hired")
    facts = [
        (gettext("Level"), chip(level, "warning" if record.has_invalid("autonomy") else "level")),
        (gettext("Reviewer"), join_names(names_in(site, record, link, "reviewer"))),
        (hired, day_or_gap(record.hired, site.as_declared(record), "hired")),
        (gettext("Model"), Markup(", ").join(map(isolated, record.model))),
    ]
    ticks = list(_onboarding(site, record, link))
    below = [
        (gettext("Basis of the level"), Markup("<br>").join(_basis_of_level(site, record, level, link))),
        (gettext("Onboarding"), template("components", "ticks")(ticks) if ticks else Markup()),
    ]
    return HeadParts(context, [template("components", "status")(record)], facts, below)


def _basis_of_level(site: Site, agent: Agent, level: str, link: PageLinks) -> Iterator[Markup]:
    """The decision that set the level, and its evidence; a gap if a raised level has none."""
    changes = promotions(site.graph, agent)
    change = changes[-1] if changes else None
    if change is not None and change.to == agent.autonomy:
        yield _decided(change, level, link)
        evidence = [part for part in change.decision.evidence if not part.is_empty]
        yield from (evidence_text(change.decision, part, link) for part in evidence)
        if evidence:
            return
    if has_level(agent) and agent.autonomy in site.levels[1:]:
        yield template("components", "gap")(gettext("no evidence"))


def _decided(change: LevelChange, level: str, link: PageLinks) -> Markup:
    inputs = {"level": isolated(level), "decision": link(change.decision)}
    if change.on is None:
        return Markup(gettext("%(level)s by %(decision)s")) % inputs
    return Markup(gettext("%(level)s, since %(day)s by %(decision)s")) % {**inputs, "day": day(change.on)}


def _onboarding(site: Site, agent: Agent, link: PageLinks) -> Iterator[tuple[str, Markup, bool]]:
    """(name, link to the evidence or placeholder, whether it is done) for each item of the checklist."""
    if agent.onboarding is None:
        return
    declared = site.as_declared(agent)
    for key, field in fields_of(type(agent.onboarding)).items():
        value = getattr(agent.onboarding, field.name)
        if declared.has_invalid("onboarding", key):
            yield label(key), Markup("%s %s") % (label(key), unreadable()), False
        else:
            evidence = link.text(agent, value) if isinstance(value, str) else Markup()
            yield label(key), Markup("%s: %s") % (label(key), evidence) if evidence else Markup(), bool(value)
