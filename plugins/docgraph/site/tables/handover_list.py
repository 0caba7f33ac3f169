"""What would be without somebody if a person left, or is since they did: a section of the person's page."""

from __future__ import annotations

from collections import defaultdict

from markupsafe import Markup

from docgraph.analysis.offboarding import HandoverDuty, duties_to_reassign, handover_duties
from docgraph.kinds import Person
from docgraph.model.record import Record
from docgraph.site.context import Site, display_name
from docgraph.site.render.environment import template, words
from docgraph.site.render.format import PageLinks, isolated, truncate

LEAVING = "docgraph-leaving"
"""The id of the section."""
_MOST = 100


def handover_list(site: Site, person: Person) -> list[HandoverDuty]:
    """What a person takes along who leaves today, or what is left to hand over of one who left."""
    gone = person.left is not None and person.left <= site.trace.as_of
    return handover_duties(site.trace, person) if gone else duties_to_reassign(site.trace, person, site.trace.as_of)


def leaving(site: Site, record: Record, link: PageLinks) -> Markup:
    """The section; nothing for a record that is no person."""
    if not isinstance(record, Person):
        return Markup()
    found = handover_list(site, record)
    by_duty: dict[str, list[HandoverDuty]] = defaultdict(list)
    for loss in found:
        by_duty[loss.duty].append(loss)
    duties = [(words("LOSSES")[duty], _of(several, link), len(several)) for duty, several in by_duty.items()]
    return template("leaving")(
        id=LEAVING,
        name=isolated(display_name(record)),
        gone=record.left is not None and record.left <= site.trace.as_of,
        number=len(found),
        duties=duties,
        most=_MOST,
    )


def _of(found: list[HandoverDuty], link: PageLinks) -> list[tuple[Markup, Markup, Markup]]:
    """By record, the parts of it and the role or team through which somebody has the duty: each as it is shown."""
    parts: dict[tuple[Record, Record | None], list[str]] = defaultdict(list)
    for loss in found:
        parts[loss.record, loss.via].append(loss.part)
    return [
        (
            link(record),
            isolated("; ".join(truncate(part) for part in several if part)),
            template("sentences", "through")(via, link) if via else Markup(),
        )
        for (record, via), several in parts.items()
    ]
