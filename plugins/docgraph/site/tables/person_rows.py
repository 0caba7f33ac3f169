"""Rows of people: whether they are active, what they own and which duties they hand over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from docgraph.analysis.offboarding import handover_duties
from docgraph.graph.resolver import nobody_word
from docgraph.kinds import Person, Role, Team
from docgraph.model.record import Record
from docgraph.site.context import Site, sort_nodes


class PersonRow(Struct, frozen=True):
    """A person, and their records by kind.

    `absent_owner_of` are records that name the person as owner although the person is not active. A `placeholder` is a
    person with a name such as `Vacant`, who is never active and has no dates.
    """

    person: Person
    present: bool
    placeholder: bool
    owned: Mapping[str, list[Record]]
    roles: list[Record]
    backed_up: list[Record]
    absent_owner_of: list[Record]


class Handover(Struct, frozen=True):
    """A duty that others must take over from a person.

    `record` assigns it `times` times. If the person has it through a role or team, `via` is that role or team.
    """

    person: Person
    record: Record
    duty: str
    via: Role | Team | None
    times: int


def person_rows(site: Site) -> list[PersonRow]:
    """One row for each person, sorted by name."""
    return [_row(site, person) for person in sort_nodes(site.graph.all(Person)) if isinstance(person, Person)]


def _row(site: Site, person: Person) -> PersonRow:
    graph = site.graph
    owned: dict[str, list[Record]] = {}
    for record in site.owned_records.get(person.ref, ()):
        owned.setdefault(record.kind, []).append(record)
    present = bool(graph.people_behind(person))
    roles = (
        sort_nodes(record for record in graph.sources(person, "held-by") if person in graph.people_behind(record))
        if present
        else []
    )
    backed_up, absent_owner_of = (
        site.backed_up_records.get(person.ref, []),
        site.absent_owner_records.get(person.ref, []),
    )
    return PersonRow(person, present, bool(nobody_word(person)), owned, roles, backed_up, absent_owner_of)


def handovers(site: Site) -> Iterator[Handover]:
    """Duties of people who have left or will leave, sorted by the date they leave."""
    leaving = sorted(
        (person for person in site.graph.all(Person) if person.left), key=lambda person: (person.left, person.id)
    )
    for person in leaving:
        times = Counter((loss.record, loss.key, loss.via) for loss in handover_duties(site.graph, person))
        yield from (Handover(person, record, duty, via, number) for (record, duty, via), number in times.items())
