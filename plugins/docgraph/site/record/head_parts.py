"""The content of a record's head for each kind: template inputs, labels and facts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from docgraph.graph.doc_graph import term_covers
from docgraph.kinds import ContextPack, Decision, Incident, Outcome, Raci, Role, Runbook, Team
from docgraph.model.field_specs import fields_of
from docgraph.model.record import Record
from docgraph.site.assignment import assignments_under
from docgraph.site.context import Site, sort_nodes
from docgraph.site.i18n import gettext
from docgraph.site.record.agent_head import agent_head
from docgraph.site.record.fact_values import HeadParts, day_or_gap, names_in, unreadable
from docgraph.site.record.person_head import person_head
from docgraph.site.render.declared_values import is_open
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks, isolated
from docgraph.site.render.phrases import assignment_phrases, first_names, join_names


class KindHead(Struct, frozen=True):
    """The head of a kind: the keys it shows, and the function that returns its content.

    Its template is `templates/head/<kind>.html.jinja`.
    """

    keys: tuple[str, ...]
    parts: Callable[[Site, Any, PageLinks], HeadParts]


def _status(record: Record) -> Markup:
    return template("components", "status")(record)


def _chip(words: str) -> Markup:
    return template("components", "chip")(isolated(words)) if words else Markup()


def _outcome(site: Site, record: Outcome, link: PageLinks) -> HeadParts:
    context = {
        "if_wrong": assignment_phrases(assignments_under(site.graph, record, "if-wrong"), link)
        if record.if_wrong
        else (),
        "criteria": [link.text(record, criterion) for criterion in record.success_criteria],
        "result": record.result,
        "result_by": join_names(names_in(site, record, link, "result.by")) if record.result else "",
        "agents": sort_nodes(site.graph.sources(record, "serves")),
    }
    due = day_or_gap(record.due, record, "due")
    if record.due and is_open(record):
        due = template("components", "due_day")(record.due, site.graph.as_of)
    elif not due and is_open(record):
        due = template("components", "gap")(gettext("no due date"))
    unread = [(gettext("Result"), unreadable())] if record.has_invalid("result") else []
    return HeadParts(context, [_status(record)], [(gettext("Due"), due), *unread])


def _role(site: Site, record: Role, link: PageLinks) -> HeadParts:
    graph, as_of = site.graph, site.graph.as_of
    now = [holder for number, holder in enumerate(record.holders) if term_covers(record, number, as_of)]
    people: dict[int, list[Markup]] = defaultdict(list)
    for reference in graph.links_of(record, "holders.person"):
        name = link.name_only(reference.target) if reference.target else link.reference(reference)
        people[int(reference.path[1])].append(name)
    terms = [(holder, join_names(people[number])) for number, holder in enumerate(record.holders)]
    context = {
        "people": graph.people_behind(record),
        "max_holders": record.max_holders,
        "since": now[0].from_ if len(now) == 1 else None,
        "past": [(holder, names) for holder, names in terms if holder.to and holder.to <= as_of],
        "used": bool(graph.edges_to(record)),
    }
    return HeadParts(context)


def _team(site: Site, record: Team, link: PageLinks) -> HeadParts:
    lead = names_in(site, record, link, "lead")
    members = sort_nodes(site.graph.sources(record, "member-of"))
    unresolved = any(reference.target is None for reference in site.graph.links_of(record, "members"))
    context = {
        "number": len(members),
        "unread": unresolved or record.has_invalid("members"),
        "members": first_names(members, link, 20),
        "lead": join_names(lead),
        "leads": len(lead),
    }
    return HeadParts(context)


def _decision(site: Site, record: Decision, link: PageLinks) -> HeadParts:
    context = {
        "superseded": first_names(sort_nodes(site.graph.sources(record, "supersedes")), link),
        "promoted": join_names(names_in(site, record, link, "promotes.agent")) if record.promotes else "",
        "makers": join_names(names_in(site, record, link, "decision-makers")) if record.decision_makers else "",
    }
    return HeadParts(context, [_status(record)], [(gettext("Date"), day_or_gap(record.date, record, "date"))])


def _raci(site: Site, record: Raci, link: PageLinks) -> HeadParts:
    accountable = site.graph.links_of(record, "rows.accountable")
    per_name = Counter(link.reference(reference) for reference in accountable)
    accountable_rows = {reference.path[1] for reference in accountable}
    context = {
        "scope": first_names(sort_nodes(site.graph.targets(record, "scoped-to")), link),
        "accountable": sorted(per_name.items(), key=lambda count: (-count[1], count[0])),
        "unread": record.has_invalid("rows"),
        "open": sum(accountable_rows.isdisjoint(rows) for rows in record.rows_by_activity()),
    }
    return HeadParts(context)


def _runbook(site: Site, record: Runbook, link: PageLinks) -> HeadParts:
    graph = site.graph
    covered = dict.fromkeys([*graph.targets(record, "covers"), *graph.sources(record, "follows")])
    context = {
        "covered": first_names(sort_nodes(covered), link),
        "escalation": join_names(names_in(site, record, link, "escalation"), "or") if record.escalation else "",
    }
    tested = day_or_gap(record.tested, site.as_declared(record), "tested")
    return HeadParts(context, [_chip(record.severity)], [(gettext("Tested"), tested)])


def _incident(site: Site, record: Incident, link: PageLinks) -> HeadParts:
    owners: dict[str | int, list[Markup]] = defaultdict(list)
    for reference in site.graph.links_of(record, "actions.owner"):
        owners[reference.path[1]].append(link.reference(reference))
    context = {
        "affected": first_names(sort_nodes(site.graph.targets(record, "affects")), link),
        "unread": record.has_invalid("actions"),
        "open": [(action, join_names(owners[place])) for place, action in enumerate(record.actions) if not action.done],
    }
    return HeadParts(context, [_chip(record.severity)], [(gettext("Date"), day_or_gap(record.date, record, "date"))])


def _context_pack(site: Site, record: ContextPack, link: PageLinks) -> HeadParts:
    users = sort_nodes(site.graph.sources(record, "uses-context"))
    context = {
        "until": record.fresh_for.after(record.refreshed) if record.fresh_for and record.refreshed else None,
        "users": first_names(users, link),
        "number": len(users),
        "unread": site.as_declared(record).has_invalid("refreshed"),
    }
    version = gettext("version %(version)s") % {"version": record.version} if record.version else ""
    return HeadParts(context, [_chip(version)])


HEADS: dict[str, KindHead] = {
    "outcome": KindHead(
        ("owner", "backup", "contact", "status", "due", "success-criteria", "measure", "result", "if-wrong"), _outcome
    ),
    "agent": KindHead(
        (
            "owner",
            "backup",
            "contact",
            "status",
            "purpose",
            "autonomy",
            "onboarding",
            "rollback",
            "reviewer",
            "hired",
            "model",
        ),
        agent_head,
    ),
    "person": KindHead(("contact", "joined", "left", "successor"), person_head),
    "role": KindHead(("holders", "contact"), _role),
    "team": KindHead(("members", "lead", "contact"), _team),
    "decision": KindHead(("owner", "contact", "date", "status", "promotes", "decision", "decision-makers"), _decision),
    "raci": KindHead(("scope",), _raci),
    "runbook": KindHead(("owner", "contact", "trigger", "escalation", "rollback", "tested", "severity"), _runbook),
    "incident": KindHead(("owner", "contact", "date", "severity"), _incident),
    "context-pack": KindHead(("owner", "contact", "version", "refreshed", "fresh-for"), _context_pack),
}
"""By kind. A kind without its own head has the one of `generic_head`."""


@cache
def shown_keys(kind: type[Record]) -> tuple[str, ...]:
    """The keys whose values the head of a kind shows.

    For a kind without a head of its own, all its keys whose values are not maps.
    """
    if kind.kind in HEADS:
        return HEADS[kind.kind].keys
    shared = fields_of(Record)
    return tuple(key for key, field in fields_of(kind).items() if key not in shared and field.part is None)
