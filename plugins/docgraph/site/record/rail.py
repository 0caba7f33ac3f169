"""Facts that every reader of a record needs, beside its sentences: owner, backup, contact, next review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from markupsafe import Markup

from docgraph.analysis.duties import Duty
from docgraph.kinds import Agent, Person, Role, Team
from docgraph.model.field_specs import fields_of
from docgraph.model.record import Record
from docgraph.site.context import Site
from docgraph.site.i18n import gettext
from docgraph.site.record.fact_values import Fact, contact_of_person, unreadable
from docgraph.site.record.head_parts import shown_keys
from docgraph.site.render.declared_values import is_active
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks
from docgraph.site.render.phrases import AssignmentPhrase, join_names

_REVIEWS = ("review", "first-review", "reading")


def rail(
    site: Site, record: Record, link: PageLinks, owner: AssignmentPhrase, backups: list[AssignmentPhrase]
) -> Iterator[Fact]:
    """(name, value) of the facts that all kinds share, as far as the kind of the record has them."""
    needs_owner = "owner" in shown_keys(type(record))
    gap, keys = template("components", "gap"), fields_of(type(record))
    if "owner" in keys:
        yield gettext("Owner"), owner[0] or (gap(gettext("no owner"), "error") if needs_owner else Markup())
    if "backup" in keys and (backups or record.is_live):
        names = [name for name, _ in backups if name]
        yield gettext("Backup"), join_names(names) or gap(gettext("no backup"))
    yield gettext("Contact"), _contact(site, record, link)
    yield gettext("Next review"), _next_review(site, record)


def _contact(site: Site, record: Record, link: PageLinks) -> Markup:
    """The contact of a record; without one, that of the role, team or person that owns it."""
    if isinstance(record, Person):
        return contact_of_person(site, record, link)
    keys = fields_of(type(record))
    if "contact" in keys and record.value("contact"):
        return link.text(record, record.value("contact"))
    if "owner" not in keys:
        return Markup()
    owner = site.owner(record)
    if isinstance(owner.target, (Role, Team)) and owner.target.contact:
        return link.text(owner.target, owner.target.contact)
    return contact_of_person(site, owner.person, link) if owner.person else Markup()


@lru_cache(maxsize=1)
def _duties_by_record(site: Site) -> Mapping[str, list[Duty]]:
    by_record: dict[str, list[Duty]] = defaultdict(list)
    for duty in site.duties:
        by_record[duty.record.ref].append(duty)
    return by_record


def _next_review(site: Site, record: Record) -> Markup:
    """The date of the next review, as in the calendar; a gap if an active agent has none."""
    is_reviewed = isinstance(record, Agent) or record.review_every or record.review_due
    duties = _duties_by_record(site).get(record.ref, ()) if is_reviewed else ()
    due = [duty.due for duty in duties if duty.type in _REVIEWS and duty.due is not None]
    shown = [template("components", "due_day")(min(due), site.graph.as_of)] if due else []
    if isinstance(record, Agent) and record.has_invalid("reviews"):
        # an invalid item may be earlier
        shown.append(unreadable())
    elif not due and isinstance(record, Agent) and is_active(record):
        shown.append(template("components", "gap")(gettext("no review scheduled")))
    return join_names(shown)
