"""The head of a record's page: sentences about its owner, then facts and findings."""

from __future__ import annotations

from markupsafe import Markup

from docgraph.kinds import Decision, Incident
from docgraph.model.field_specs import fields_of
from docgraph.model.record import Record
from docgraph.site.context import PEOPLE, TRACEABILITY, Address, Href, Site
from docgraph.site.record.generic_head import generic_head
from docgraph.site.record.head_parts import HEADS, shown_keys
from docgraph.site.record.rail import rail
from docgraph.site.render.environment import kind_words, template
from docgraph.site.render.format import PageLinks
from docgraph.site.render.phrases import AssignmentPhrase, assignment_phrase, assignment_phrases
from docgraph.site.tables.finding_list import finding_list

_PARTS: dict[str, tuple[Address, str]] = {
    "outcome": (TRACEABILITY, "#outcomes"),
    "agent": (TRACEABILITY, "#agents"),
    "person": (PEOPLE, ""),
}
"""By kind, the page that lists its records, and the place on it."""


def head(site: Site, record: Record, href: Href) -> str:
    """HTML of the head, which is placed below the title of a record's page."""
    declared, as_of = record, site.graph.as_of
    link = PageLinks(href, as_of)
    record_on_date = site.on_as_of_date(record)
    if record_on_date is None:
        return _head_of_later_record(site, record, link)
    record = record_on_date
    own = HEADS.get(record.kind)
    parts = (own.parts if own else generic_head)(site, record, link)
    context, owner, backups = parts.context, (Markup(), Markup()), list[AssignmentPhrase]()
    if "owner" in fields_of(type(record)):
        assignment = site.owner(record)
        owner, backups = assignment_phrase(assignment, link), assignment_phrases(site.backups(record), link)
        if "owner" in shown_keys(type(record)):
            context |= {"owner": owner[0], "why": owner[1], "unrecorded": assignment.is_unrecorded, "backups": backups}
    sentences = template(f"head/{record.kind}" if own else "generic_head")(
        record=record, link=link, as_of=as_of, live=record.is_live, **context
    )
    beside = [*rail(site, record, link, owner, backups), *parts.beside]
    return template("record_head")(
        crumbs=_crumbs(record, link),
        chips=[chip for chip in parts.chips if chip],
        sentences=sentences,
        beside=[fact for fact in beside if fact[1]],
        below=[fact for fact in parts.below if fact[1]],
        findings=finding_list(site.findings_about(declared), site.graph, link),
    )


def _crumbs(record: Record, link: PageLinks) -> list[Markup]:
    """Links to the index and to its part for the kind of the record; for other kinds the name of the kind."""
    plural = Markup('<span class="docgraph-sentence">%s</span>') % kind_words()[record.kind][1]
    address, place = _PARTS.get(record.kind, (None, ""))
    return [link(TRACEABILITY), link.around(address, plural, place) if address else plural]


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
