"""People as readers see them: who is here, what each has today, and what is to be handed over."""

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
    """A person: what they hold today by kind, what they stand in for, and what names them though they are away.

    A `placeholder` is a person called `Vacant` or the like, who is never active and has no dates.
    """

    person: Person
    present: bool
    placeholder: bool
    held: Mapping[str, list[Record]]
    roles: list[Record]
    backed: list[Record]
    named: list[Record]


class HandOver(Struct, frozen=True):
    """A duty of somebody who left or leaves, `times` in one record; `via` is their role or team that has it."""

    person: Person
    record: Record
    duty: str
    via: Role | Team | None
    times: int


def person_rows(site: Site) -> list[PersonRow]:
    """Everybody, by name."""
    return [_row(site, person) for person in sort_nodes(site.trace.all(Person)) if isinstance(person, Person)]


def _row(site: Site, person: Person) -> PersonRow:
    trace = site.trace
    held: dict[str, list[Record]] = {}
    for record in site.held.get(person.ref, ()):
        held.setdefault(record.kind, []).append(record)
    present = bool(trace.people_behind(person))
    roles = (
        sort_nodes(record for record in trace.sources(person, "held-by") if person in trace.people_behind(record))
        if present
        else []
    )
    backed, named = site.backed.get(person.ref, []), site.named.get(person.ref, [])
    return PersonRow(person, present, bool(nobody_word(person)), held, roles, backed, named)


def hand_overs(site: Site) -> Iterator[HandOver]:
    """What those who left still have, then what those who leave will have to hand over, the next to leave first."""
    leaving = sorted(
        (person for person in site.trace.all(Person) if person.left), key=lambda person: (person.left, person.id)
    )
    for person in leaving:
        times = Counter((loss.record, loss.duty, loss.via) for loss in handover_duties(site.trace, person))
        yield from (HandOver(person, record, duty, via, number) for (record, duty, via), number in times.items())
