"""Values of the facts in the head of a record's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from docgraph.analysis.contact_details import is_public_contact
from docgraph.kinds import Person
from docgraph.model.record import Record
from docgraph.site.context import Site
from docgraph.site.i18n import gettext
from docgraph.site.render.declared_values import day
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks
from docgraph.site.render.phrases import reference_names

FIRST_LINKS = 8
"""How many links of a long list are always visible."""
MOST_LINKS = 100
"""How many links of a long list are in the page; the others are only counted."""
Fact = tuple[str, Markup]
"""The name and the value of a fact; an empty value is left out."""


class HeadParts(Struct, frozen=True):
    """What a head shows besides the facts that all kinds share.

    `context` are the inputs of its sentences. `beside` are short facts that belong beside them, and `below` the others.
    """

    context: dict[str, Any]
    chips: list[Markup] = []
    beside: list[Fact] = []
    below: list[Fact] = []


def names_in(site: Site, record: Record, link: PageLinks, *keys: str) -> list[Markup]:
    """Linked names of the targets of the references under `keys`, without duplicates."""
    return reference_names(site.graph.links_of(record, *keys), link)


def unreadable() -> Markup:
    """Placeholder for a declared value that could not be read."""
    return template("components", "gap")(gettext("unreadable"))


def day_or_gap(value: date | None, record: Record, key: str) -> Markup:
    """A formatted date; "unreadable" if the value of `key` is invalid, empty if it is missing."""
    return Markup(day(value)) if value else unreadable() if record.has_invalid(key) else Markup()


def contact_of_person(site: Site, person: Person, link: PageLinks) -> Markup:
    """The contact of a person.

    A mail address or phone number is shown only if `contacts` of the site is true.
    """
    shown = site.contacts or is_public_contact(person.contact)
    return link.text(person, person.contact) if shown else Markup()
