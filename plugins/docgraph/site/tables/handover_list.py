"""Section of a person's page: the duties that others must take over when the person leaves."""

from __future__ import annotations

from collections import defaultdict

from markupsafe import Markup

from docgraph.analysis.offboarding import HandoverDuty, duties_to_reassign, handover_duties
from docgraph.kinds import Person
from docgraph.model.record import Record
from docgraph.site.context import Site, display_name
from docgraph.site.render.environment import template, word_table
from docgraph.site.render.format import PageLinks, isolated, truncate

HANDOVER_ID = "docgraph-leaving"
"""HTML id of the section."""
_FIRST_RECORDS = 8
_MAX_RECORDS = 100


def duties_to_hand_over(site: Site, person: Person) -> list[HandoverDuty]:
    """The duties that others must take over from a person who has left.

    For a person who has not left, the duties that nobody else would have if the person left on the as-of date.
    """
    has_left = person.has_left(site.graph.as_of)
    return handover_duties(site.graph, person) if has_left else duties_to_reassign(site.graph, person, site.graph.as_of)


def handover_section(site: Site, record: Record, link: PageLinks) -> Markup:
    """HTML of the section; empty unless `record` is a person."""
    if not isinstance(record, Person):
        return Markup()
    handover = duties_to_hand_over(site, record)
    by_duty: dict[str, list[HandoverDuty]] = defaultdict(list)
    for loss in handover:
        by_duty[loss.key].append(loss)
    duties = [
        (word_table("HANDOVER_DUTIES")[duty], _by_record(duties_of_type, link), len(duties_of_type))
        for duty, duties_of_type in by_duty.items()
    ]
    return template("handover")(
        id=HANDOVER_ID,
        name=isolated(display_name(record)),
        has_left=record.has_left(site.graph.as_of),
        number=len(handover),
        duties=duties,
        owned=word_table("HANDOVER_DUTIES")["owner"],
        first=_FIRST_RECORDS,
        max_records=_MAX_RECORDS,
    )


def _by_record(duties: list[HandoverDuty], link: PageLinks) -> list[tuple[Markup, Markup, Markup]]:
    """(link to the record, texts of the duties, role or team) for each record and role."""
    parts: dict[tuple[Record, Record | None], list[str]] = defaultdict(list)
    for duty in duties:
        parts[duty.record, duty.via].append(duty.part)
    return [
        (
            link(record),
            isolated("; ".join(truncate(part) for part in several if part)),
            template("sentences", "via_phrase")(via, link) if via else Markup(),
        )
        for (record, via), several in parts.items()
    ]
