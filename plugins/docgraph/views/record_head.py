"""The head of a record's page: its first sentence answers who holds it, then come quiet facts and the findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from docgraph.graph.judged import is_live
from docgraph.kinds import Agent, ContextPack, Decision, Incident, Outcome, Person, Raci, Role, Runbook, Team
from docgraph.model.record import Record
from docgraph.model.values import LEVELS
from docgraph.views.finding_list import finding_list
from docgraph.views.holding import named_under
from docgraph.views.site import Href, Site, called, in_order
from docgraph.views.templating import template, words
from docgraph.views.written import Links, day, isolated

Facts = list[tuple[str, Markup]]
Context = dict[str, Any]

TOLD: dict[str, tuple[str, ...]] = {
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
    link = Links(href)
    context: Context = {
        "record": record,
        "name": isolated(called(record)),
        "link": link,
        "links": link,
        "as_of": site.trace.as_of,
        "live": is_live(record),
    }
    facts: Facts = []
    marks = [words("KINDS")[record.kind][0]]
    found = _KINDS.get(record.kind)
    if found is not None:
        if "owner" in TOLD[record.kind]:
            context |= {"owner": site.owner(record), "backups": site.backups(record)}
        more, marked, facts = found(site, record, link)
        context |= more
        marks += [mark for mark in marked if mark]
    sentences = Markup(template(f"head/{record.kind}").render(context)) if found else ""
    findings = finding_list(site.findings_about(record), site.trace, link)
    return template("record_head").render(
        marks=marks, sentences=sentences, facts=[fact for fact in facts if fact[1]], findings=findings
    )


def _names(site: Site, record: Record, link: Links, *keys: str) -> list[Markup]:
    return list(dict.fromkeys(link.names(site.trace.links_of(record, *keys))))


def _day(value: Any) -> Markup:
    return Markup(day(value)) if value else Markup()


def _outcome(site: Site, record: Outcome, link: Links) -> tuple[Context, list[str], Facts]:
    context = {
        "if_wrong": named_under(site.trace, record, "if-wrong"),
        "criteria": [link.text(record, one) for one in record.success_criteria],
        "result": record.result,
        "result_by": _names(site, record, link, "result.by"),
        "agents": in_order(site.trace.sources(record, "serves")),
    }
    due = f"due {day(record.due)}" if record.due and record.status == "open" else ""
    return context, [record.status, due], []


def _agent(site: Site, record: Agent, link: Links) -> tuple[Context, list[str], Facts]:
    trace = site.trace
    stop = record.rollback.procedure if record.rollback else ""
    context = {
        "stop": link.text(record, stop) if stop else "",
        "stoppers": _names(site, record, link, "rollback.by"),
        "runbooks": [link(one) for one in in_order(trace.targets(record, "follows"))],
        "outcomes": in_order(trace.targets(record, "serves")),
    }
    word = words("LEVELS").get(record.autonomy, "") if site.levels == LEVELS else ""
    level = f"{record.autonomy} {word}".strip()
    ahead = [review.due for review in record.reviews if review.due and not review.on]
    facts = [
        ("Level", _level(site, record, link, level)),
        ("Reviewer", Markup(", ").join(_names(site, record, link, "reviewer"))),
        ("Next review", _day(min(ahead, default=None))),
        ("Hired", _day(record.hired)),
        ("Model", isolated(record.model)),
    ]
    return context, [record.status, level], facts


def _level(site: Site, agent: Agent, link: Links, level: str) -> Markup:
    """The level, and the last accepted decision that set it, if there is one."""
    made = [
        (one.date, one.id, one)
        for one in site.trace.sources(agent, "promotes")
        if isinstance(one, Decision) and one.status == "accepted" and one.date and one.date <= site.trace.as_of
    ]
    if not made:
        return Markup()
    on, _, decision = max(made, key=lambda one: one[:2])
    if decision.promotes is None or decision.promotes.to != agent.autonomy:
        return Markup()
    return Markup("%s, since %s by %s") % (level, day(on), link(decision))


def _person(site: Site, record: Person, link: Links) -> tuple[Context, list[str], Facts]:
    trace = site.trace
    present = bool(trace.humans(record))
    held: dict[str, list[Record]] = defaultdict(list)
    for one in site.held.get(record.ref, ()):
        held[one.kind].append(one)
    context = {
        "present": present,
        "held": list(held.items()),
        "backed": site.backed.get(record.ref, []),
        "named": site.named.get(record.ref, []),
        "roles": in_order(role for role in trace.all(Role) if record in trace.humans(role)) if present else [],
        "successors": _names(site, record, link, "successor"),
        "words": words("KINDS"),
    }
    facts = [("Contact", _contact(site, record, link))]
    return context, [] if present else ["not here today"], facts


def _contact(site: Site, person: Person, link: Links) -> Markup:
    """A channel or a web address as it is; mail addresses and phone numbers only where the site shows them."""
    private = not person.contact.startswith(("#", "http://", "https://"))
    return Markup() if private and not site.contacts else link.text(person, person.contact)


def _role(site: Site, record: Role, link: Links) -> tuple[Context, list[str], Facts]:
    trace, as_of = site.trace, site.trace.as_of
    terms = [
        (holder, [link.named(one) for one in trace.links_of(record, "holders.person") if one.path[1] == number])
        for number, holder in enumerate(record.holders)
    ]
    now = [one for one, _ in terms if (not one.from_ or one.from_ <= as_of) and (not one.to or as_of < one.to)]
    context = {
        "people": trace.humans(record),
        "since": now[0].from_ if len(now) == 1 else None,
        "past": [term for term in terms if term[0].to and term[0].to <= as_of],
        "used": bool(trace.edges_to(record)),
        "contact": link.text(record, record.contact),
    }
    return context, [], []


def _team(site: Site, record: Team, link: Links) -> tuple[Context, list[str], Facts]:
    context = {
        "lead": _names(site, record, link, "lead"),
        "members": in_order(site.trace.sources(record, "member-of")),
        "contact": link.text(record, record.contact),
    }
    return context, [], []


def _decision(site: Site, record: Decision, link: Links) -> tuple[Context, list[str], Facts]:
    context = {
        "superseded": [link(one) for one in in_order(site.trace.sources(record, "supersedes"))],
        "promoted": _names(site, record, link, "promotes.agent"),
        "makers": _names(site, record, link, "decision-makers"),
    }
    return context, [record.status, day(record.date) if record.date else ""], []


def _raci(site: Site, record: Raci, link: Links) -> tuple[Context, list[str], Facts]:
    answering = site.trace.links_of(record, "rows.accountable")
    per_name = Counter(link.named(one) for one in answering)
    answered = {one.path[1] for one in answering}
    context = {
        "scope": [link(one) for one in in_order(site.trace.targets(record, "scoped-to"))],
        "accountable": sorted(per_name.items(), key=lambda one: (-one[1], one[0])),
        "open": len(record.rows) - len(answered),
    }
    return context, [], []


def _runbook(site: Site, record: Runbook, link: Links) -> tuple[Context, list[str], Facts]:
    trace = site.trace
    covered: Iterable[Record] = [*trace.targets(record, "covers"), *trace.sources(record, "follows")]
    context = {
        "covered": in_order(dict.fromkeys(covered)),
        "escalation": _names(site, record, link, "escalation"),
    }
    return context, [record.severity], [("Tested", _day(record.tested))]


def _incident(site: Site, record: Incident, link: Links) -> tuple[Context, list[str], Facts]:
    owners = defaultdict(list)
    for one in site.trace.links_of(record, "actions.owner"):
        owners[one.path[1]].append(link.named(one))
    context = {
        "affected": in_order(site.trace.targets(record, "affects")),
        "open": [
            (action, Markup(", ").join(owners[number]))
            for number, action in enumerate(record.actions)
            if not action.done
        ],
    }
    return context, [day(record.date) if record.date else "", record.severity], []


def _context_pack(site: Site, record: ContextPack, link: Links) -> tuple[Context, list[str], Facts]:
    context = {
        "until": record.fresh_for.after(record.refreshed) if record.fresh_for and record.refreshed else None,
        "users": in_order(site.trace.sources(record, "uses-context")),
    }
    return context, [record.version and f"version {record.version}"], []


_KINDS: dict[str, Callable[[Site, Any, Links], tuple[Context, list[str], Facts]]] = {
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
