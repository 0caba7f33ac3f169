"""The head of a record's page: its first sentence answers who holds it, then come quiet facts and the findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from markupsafe import Markup

from docgraph.analysis.contact_details import is_public_contact
from docgraph.analysis.reviews import scheduled_reviews
from docgraph.graph.doc_graph import term_covers
from docgraph.graph.lifecycle import is_live
from docgraph.graph.resolver import nobody_word
from docgraph.kinds import Agent, ContextPack, Decision, Incident, Outcome, Person, Raci, Role, Runbook, Team
from docgraph.model.field_types import LEVELS
from docgraph.model.record import Record
from docgraph.site.context import TRACEABILITY, Href, Site, display_name, sort_nodes
from docgraph.site.i18n import said
from docgraph.site.ownership import named_under
from docgraph.site.render.declared_values import has_level, is_open, status
from docgraph.site.render.declared_values import level as level_of
from docgraph.site.render.environment import template, words
from docgraph.site.render.format import PageLinks, day, isolated
from docgraph.site.render.phrases import answers, few, holder_phrase, join_names, named
from docgraph.site.tables.finding_list import finding_list

HeadParts = tuple[dict[str, Any], list[str], list[tuple[str, Markup]]]
"""What the head of a kind says: the inputs of its sentences, the marks beside the kind's name, the facts."""

SHOWN_KEYS: dict[str, tuple[str, ...]] = {
    "outcome": ("owner", "backup", "status", "due", "success-criteria", "measure", "result", "if-wrong"),
    "agent": ("owner", "backup", "contact", "status", "autonomy", "rollback", "reviewer", "hired", "model"),
    "person": ("contact", "joined", "left", "successor"),
    "role": ("holders", "contact"),
    "team": ("members", "lead", "contact"),
    "decision": ("owner", "date", "status", "promotes", "decision", "decision-makers"),
    "raci": ("scope",),
    "runbook": ("owner", "trigger", "escalation", "rollback", "tested", "severity"),
    "incident": ("owner", "date", "severity"),
    "context-pack": ("owner", "version", "refreshed", "fresh-for"),
}
"""The keys that the head of each kind says."""


def head(site: Site, record: Record, href: Href) -> str:
    """The HTML that goes right under the title of a record's page."""
    declared, as_of = record, site.trace.as_of
    link = PageLinks(href, as_of)
    known = site.known(record)
    if known is None:
        return _dated_later(site, record, link)
    record = known
    marks, sentences = [words("KINDS")[record.kind][0]], Markup()
    facts: list[tuple[str, Markup]] = []
    found = _KINDS.get(record.kind)
    if found is not None:
        context, more, facts = found(site, record, link)
        marks += more
        if "owner" in SHOWN_KEYS[record.kind]:
            holding = site.owner(record)
            context["owner"], context["why"] = holder_phrase(holding, link)
            context["unrecorded"] = holding.unrecorded
            context["backups"] = answers(site.backups(record), link)
        sentences = template(f"head/{record.kind}")(
            record=record, link=link, as_of=as_of, live=is_live(record), **context
        )
    return template("record_head")(
        marks=isolated(" · ".join(mark for mark in marks if mark)),
        index=link(TRACEABILITY),
        sentences=sentences,
        facts=[fact for fact in facts if fact[1]],
        findings=finding_list(site.findings_about(declared), site.trace, link),
    )


def _dated_later(site: Site, record: Decision | Incident | Record, link: PageLinks) -> str:
    """The head of a record that is dated after the as-of date: only that it is."""
    on = record.date if isinstance(record, (Decision, Incident)) else None
    return template("record_head", "later")(
        kind=words("KINDS")[record.kind][0],
        on=on,
        as_of=site.trace.as_of,
        index=link(TRACEABILITY),
        findings=finding_list(site.findings_about(record), site.trace, link),
    )


def _names(site: Site, record: Record, link: PageLinks, *keys: str) -> list[Markup]:
    return named(site.trace.links_of(record, *keys), link)


def unreadable() -> Markup:
    """What stands for a value that is declared and could not be read."""
    return template("cells", "gap")(said("unreadable"))


def _day(value: date | None, record: Record, key: str) -> Markup:
    """A day, or that the one under `key` is unreadable; nothing where none is declared."""
    return Markup(day(value)) if value else unreadable() if record.has_invalid(key) else Markup()


def _outcome(site: Site, record: Outcome, link: PageLinks) -> HeadParts:
    context = {
        "if_wrong": answers(named_under(site.trace, record, "if-wrong"), link) if record.if_wrong else (),
        "criteria": [link.text(record, one) for one in record.success_criteria],
        "result": record.result,
        "result_by": join_names(_names(site, record, link, "result.by")) if record.result else "",
        "agents": sort_nodes(site.trace.sources(record, "serves")),
    }
    due = said("due %(day)s") % {"day": day(record.due)} if record.due and is_open(record) else ""
    unread = [(said("Result"), unreadable())] if record.has_invalid("result") else []
    return context, [status(record), due], unread


def _agent(site: Site, record: Agent, link: PageLinks) -> HeadParts:
    trace, rollback = site.trace, record.rollback
    stoppers = _names(site, record, link, "rollback.by")
    context = {
        "stop": link.text(record, rollback.procedure) if rollback and rollback.procedure else "",
        "trigger": join_names([link.text(record, one) for one in rollback.trigger], "or") if rollback else "",
        "stoppers": (join_names(stoppers), len(stoppers)) if stoppers else (),
        "runbooks": few(sort_nodes(trace.targets(record, "follows")), link),
        "outcomes": sort_nodes(trace.targets(record, "serves")),
    }
    word = words("LEVELS").get(record.autonomy, "") if site.levels == LEVELS and has_level(record) else ""
    level = f"{level_of(record)} {word}".strip()
    hired = said("To be hired") if record.hired and record.hired > trace.as_of else said("Hired")
    due = min((on for place, on in scheduled_reviews(record) if not record.has_invalid("reviews", place)), default=None)
    facts = [
        (said("Level"), _level(site, record, link, level)),
        (said("Reviewer"), join_names(_names(site, record, link, "reviewer"))),
        (said("Next review"), _next_review(due, record)),
        (hired, _day(record.hired, site.declared(record), "hired")),
        (said("Model"), isolated(record.model)),
    ]
    return context, [status(record), level], facts


def _next_review(due: date | None, agent: Agent) -> Markup:
    """The next one that is booked; with an unreadable one nobody knows whether it is the next."""
    shown = [Markup(day(due))] if due else []
    return join_names([*shown, unreadable()] if agent.has_invalid("reviews") else shown)


def _level(site: Site, agent: Agent, link: PageLinks, level: str) -> Markup:
    """The level, and the last accepted decision that set it, if there is one."""
    made = [
        (decision.date, decision.id, decision)
        for decision in site.trace.sources(agent, "promotes")
        if isinstance(decision, Decision) and decision.status == "accepted"
        if decision.date and decision.date <= site.trace.as_of
    ]
    on, _, decision = max(made, key=lambda one: one[:2], default=(None, "", None))
    if on is None or decision is None or decision.promotes is None or decision.promotes.to != agent.autonomy:
        return Markup()
    text = Markup(said("%(level)s, since %(day)s by %(decision)s"))
    return text % {"level": level, "day": day(on), "decision": link(decision)}


def _person(site: Site, record: Person, link: PageLinks) -> HeadParts:
    trace = site.trace
    present = bool(trace.people_behind(record))
    held: dict[str, list[Record]] = defaultdict(list)
    for one in site.held.get(record.ref, ()):
        held[one.kind].append(one)
    still = site.named.get(record.ref, [])
    successors = _names(site, record, link, "successor")
    roles = sort_nodes(role for role in trace.sources(record, "held-by") if record in trace.people_behind(role))
    context = {
        "name": isolated(display_name(record)),
        "present": present,
        "placeholder": bool(nobody_word(record)),
        "held": [(kind, len(records), few(records, link)) for kind, records in held.items()],
        "backed": few(site.backed.get(record.ref, []), link),
        "named": len(still),
        "unread": record.has_invalid("joined") or record.has_invalid("left"),
        "unrecorded": few(site.unrecorded.get(record.ref, []), link),
        "still": few(still, link),
        "roles": few(roles, link),
        "successors": (join_names(successors), len(successors)) if successors else (),
        "words": words("KINDS"),
    }
    facts = [(said("Contact"), _contact(site, record, link))]
    if present:
        facts.append((said("Successor"), join_names(successors)))
    return context, [] if present or context["unread"] else [said("not here")], facts


def _contact(site: Site, person: Person, link: PageLinks) -> Markup:
    """A channel or a web address as it is; mail addresses and phone numbers only where the site shows them."""
    shown = site.contacts or is_public_contact(person.contact)
    return link.text(person, person.contact) if shown else Markup()


def _role(site: Site, record: Role, link: PageLinks) -> HeadParts:
    trace, as_of = site.trace, site.trace.as_of
    now = [holder for number, holder in enumerate(record.holders) if term_covers(record, number, as_of)]
    people: dict[int, list[Markup]] = defaultdict(list)
    for reference in trace.links_of(record, "holders.person"):
        name = link.bare(reference.target) if reference.target else link.named(reference)
        people[int(reference.path[1])].append(name)
    terms = [(holder, join_names(people[number])) for number, holder in enumerate(record.holders)]
    context = {
        "people": trace.people_behind(record),
        "most": record.max_holders,
        "since": now[0].from_ if len(now) == 1 else None,
        "past": [(holder, names) for holder, names in terms if holder.to and holder.to <= as_of],
        "used": bool(trace.edges_to(record)),
        "contact": link.text(record, record.contact),
    }
    return context, [], []


def _team(site: Site, record: Team, link: PageLinks) -> HeadParts:
    lead = _names(site, record, link, "lead")
    members = sort_nodes(site.trace.sources(record, "member-of"))
    unresolved = any(reference.target is None for reference in site.trace.links_of(record, "members"))
    context = {
        "number": len(members),
        "unread": unresolved or record.has_invalid("members"),
        "members": few(members, link, 20),
        "lead": join_names(lead),
        "leads": len(lead),
        "contact": link.text(record, record.contact),
    }
    return context, [], []


def _decision(site: Site, record: Decision, link: PageLinks) -> HeadParts:
    context = {
        "superseded": few(sort_nodes(site.trace.sources(record, "supersedes")), link),
        "promoted": join_names(_names(site, record, link, "promotes.agent")) if record.promotes else "",
        "makers": join_names(_names(site, record, link, "decision-makers")) if record.decision_makers else "",
    }
    return context, [status(record), day(record.date) if record.date else ""], []


def _raci(site: Site, record: Raci, link: PageLinks) -> HeadParts:
    answering = site.trace.links_of(record, "rows.accountable")
    per_name = Counter(link.named(reference) for reference in answering)
    answered = {reference.path[1] for reference in answering}
    context = {
        "scope": few(sort_nodes(site.trace.targets(record, "scoped-to")), link),
        "accountable": sorted(per_name.items(), key=lambda one: (-one[1], one[0])),
        "unread": record.has_invalid("rows"),
        "open": sum(answered.isdisjoint(rows) for rows in record.rows_by_activity()),
    }
    return context, [], []


def _runbook(site: Site, record: Runbook, link: PageLinks) -> HeadParts:
    trace = site.trace
    covered = dict.fromkeys([*trace.targets(record, "covers"), *trace.sources(record, "follows")])
    context = {
        "covered": few(sort_nodes(covered), link),
        "escalation": join_names(_names(site, record, link, "escalation"), "or") if record.escalation else "",
    }
    return context, [record.severity], [(said("Tested"), _day(record.tested, site.declared(record), "tested"))]


def _incident(site: Site, record: Incident, link: PageLinks) -> HeadParts:
    owners: dict[str | int, list[Markup]] = defaultdict(list)
    for reference in site.trace.links_of(record, "actions.owner"):
        owners[reference.path[1]].append(link.named(reference))
    context = {
        "affected": few(sort_nodes(site.trace.targets(record, "affects")), link),
        "unread": record.has_invalid("actions"),
        "open": [(action, join_names(owners[place])) for place, action in enumerate(record.actions) if not action.done],
    }
    on = day(record.date) if record.date else said("date unreadable") if record.has_invalid("date") else ""
    return context, [on, record.severity], []


def _context_pack(site: Site, record: ContextPack, link: PageLinks) -> HeadParts:
    users = sort_nodes(site.trace.sources(record, "uses-context"))
    context = {
        "until": record.fresh_for.after(record.refreshed) if record.fresh_for and record.refreshed else None,
        "users": few(users, link),
        "number": len(users),
        "unread": site.declared(record).has_invalid("refreshed"),
    }
    return context, [record.version and said("version %(version)s") % {"version": record.version}], []


_KINDS: dict[str, Callable[[Site, Any, PageLinks], HeadParts]] = {
    "outcome": _outcome,
    "agent": _agent,
    "person": _person,
    "role": _role,
    "team": _team,
    "decision": _decision,
    "raci": _raci,
    "runbook": _runbook,
    "incident": _incident,
    "context-pack": _context_pack,
}
