"""Rows of duties: the task, its record, its due date and its assignees."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from docgraph.analysis.duties import Duty
from docgraph.model.document import PlainPage
from docgraph.model.record import Collection, Record
from docgraph.site.assignment import assignment_of
from docgraph.site.context import Site
from docgraph.site.render.environment import word_table
from docgraph.site.render.format import PageLinks, truncate
from docgraph.site.render.phrases import AssignmentPhrase, assignment_phrases


class DutyRow(Struct, frozen=True):
    """One row of a table of duties.

    `days` is the number of days from the as-of date to the due date. `who` is empty if nobody is assigned.
    """

    duty: Duty
    name: str
    about: Markup
    text: Markup
    days: int
    who: list[AssignmentPhrase]


def duty_rows(site: Site, duties: Iterable[Duty], link: PageLinks) -> list[DutyRow]:
    """A table row for each duty."""
    return [_row(site, duty, link, _assignees(site, duty, link)) for duty in duties]


def own_duty_rows(site: Site, duties: Iterable[Duty], link: PageLinks) -> list[DutyRow]:
    """A row without assignees for each duty, for the page of a person who has all of them."""
    return [_row(site, duty, link, []) for duty in duties]


def _assignees(site: Site, duty: Duty, link: PageLinks) -> list[AssignmentPhrase]:
    if not duty.links:
        return [(link(person), Markup()) for person in duty.people(site.graph)]
    on = duty.day(site.graph.as_of)
    return assignment_phrases((assignment_of(site.graph, reference, on) for reference in duty.links), link)


def _row(site: Site, duty: Duty, link: PageLinks, who: list[AssignmentPhrase]) -> DutyRow:
    as_of = site.graph.as_of
    text = link.text(duty.record, truncate(duty.text)) if duty.text else Markup()
    days = (duty.due - as_of).days if duty.due else 0
    return DutyRow(duty, duty_name(duty), link(link_target(duty.record)), text, days, who)


def duty_name(duty: Duty) -> str:
    """Display name of a duty's type, such as a review or follow-up."""
    return str(word_table("DUTIES")[duty.type])


def link_target(record: Record) -> Record | PlainPage:
    """What a link to `record` leads to: for a collection, its page, else `record` itself.

    A collection is a document that lists records.
    """
    return PlainPage(record.path, record.title or record.path) if isinstance(record, Collection) else record
