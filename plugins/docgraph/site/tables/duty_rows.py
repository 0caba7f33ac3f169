"""A duty as readers see it: what is due, about which record, on which day, and who does it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from msgspec import Struct

from docgraph.analysis.duties import Duty
from docgraph.model.document import PlainPage
from docgraph.model.record import Collection, Record
from docgraph.site.context import Site
from docgraph.site.ownership import resolve_holder
from docgraph.site.render.environment import words
from docgraph.site.render.format import PageLinks, truncate
from docgraph.site.render.phrases import HolderPhrase, answers


class DutyRow(Struct, frozen=True):
    """One row of a table of duties. `days` counts from the as-of date; `who` is empty where nobody is named."""

    duty: Duty
    what: str
    about: Markup
    text: Markup
    days: int
    who: list[HolderPhrase]


def rows(site: Site, found: Iterable[Duty], link: PageLinks) -> list[DutyRow]:
    return [_row(site, duty, link) for duty in found]


def _row(site: Site, duty: Duty, link: PageLinks) -> DutyRow:
    as_of = site.trace.as_of
    who = answers((resolve_holder(site.trace, reference, as_of) for reference in duty.links), link)
    if not duty.links:
        who = [(link(person), Markup()) for person in duty.people(site.trace)]
    text = link.text(duty.record, truncate(duty.text)) if duty.text else Markup()
    days = (duty.due - as_of).days if duty.due else 0
    return DutyRow(duty, called_duty(duty), link(node(duty.record)), text, days, who)


def called_duty(duty: Duty) -> str:
    """What readers call this sort of duty."""
    return str(words("DUTIES")[duty.what])


def node(record: Record) -> Record | PlainPage:
    """What a link to `record` leads to: a list of records as a whole is its page."""
    return PlainPage(record.path, record.title or record.path) if isinstance(record, Collection) else record
