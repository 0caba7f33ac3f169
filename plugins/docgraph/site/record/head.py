"""The head of a record's page: sentences about its owner, then facts and findings."""

from __future__ import annotations

from docgraph.kinds import Decision, Incident
from docgraph.model.record import Record
from docgraph.site.context import TRACEABILITY, Href, Site
from docgraph.site.record.generic_head import generic_head
from docgraph.site.record.head_parts import HEADS, shown_keys
from docgraph.site.render.environment import kind_words, template
from docgraph.site.render.format import PageLinks, isolated
from docgraph.site.render.phrases import assignment_phrase, assignment_phrases
from docgraph.site.tables.finding_list import finding_list


def head(site: Site, record: Record, href: Href) -> str:
    """HTML of the head, which is placed below the title of a record's page."""
    declared, as_of = record, site.graph.as_of
    link = PageLinks(href, as_of)
    record_on_date = site.on_as_of_date(record)
    if record_on_date is None:
        return _head_of_later_record(site, record, link)
    record = record_on_date
    own = HEADS.get(record.kind)
    context, marks, facts = (own.parts if own else generic_head)(site, record, link)
    if "owner" in shown_keys(type(record)):
        assignment = site.owner(record)
        context["owner"], context["why"] = assignment_phrase(assignment, link)
        context["unrecorded"] = assignment.is_unrecorded
        context["backups"] = assignment_phrases(site.backups(record), link)
    sentences = template(f"head/{record.kind}" if own else "generic_head")(
        record=record, link=link, as_of=as_of, live=record.is_live, **context
    )
    marks = [kind_words()[record.kind][0], *marks]
    return template("record_head")(
        marks=isolated(" · ".join(mark for mark in marks if mark)),
        index=link(TRACEABILITY),
        sentences=sentences,
        facts=[fact for fact in facts if fact[1]],
        findings=finding_list(site.findings_about(declared), site.graph, link),
    )


def _head_of_later_record(site: Site, record: Decision | Incident | Record, link: PageLinks) -> str:
    """The head of a record dated after the as-of date: only a sentence that says so."""
    on = record.date if isinstance(record, (Decision, Incident)) else None
    return template("record_head", "later")(
        kind=kind_words()[record.kind][0],
        on=on,
        as_of=site.graph.as_of,
        index=link(TRACEABILITY),
        findings=finding_list(site.findings_about(record), site.graph, link),
    )
