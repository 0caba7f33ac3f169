"""Who holds a record and who stands in, on the day that counts for it; and where nobody does, why."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from docgraph.analysis.tenures import owners_on_date
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.owners import Backup, backups_of
from docgraph.graph.reference import Reference
from docgraph.graph.reference import Resolution as LinkState
from docgraph.kinds import Person, Role, Team
from docgraph.model.record import Record


class HolderState(StrEnum):
    """What became of the name of an owner or backup."""

    HELD = "held"
    NOBODY = "nobody"
    """No name is written down."""
    SEVERAL = "several"
    """More than one name, where one is asked for."""
    UNKNOWN = "unknown"
    """A name that is no person, role or team of the project."""
    ABSENT = "absent"
    """A person who left, or has not joined yet."""
    VACANT = "vacant"
    """A role or team without anybody present."""
    CROWDED = "crowded"
    """A role that several people hold at once."""
    UNREAD = "unread"
    """Something that could not be read: the name, the document that it refers to, or when somebody joined or left."""
    UNRECORDED = "unrecorded"
    """The name is that of a later day; who it was on the as-of date is not recorded."""
    OWNER = "owner"
    """A backup that comes down to nobody but the owner."""


class Holding(Struct, frozen=True):
    """The answer for one name: `target` is the record it names, `people` are whom that comes down to.

    `links` are the names as they are written."""

    state: HolderState
    on: date | None = None
    target: Record | None = None
    people: tuple[Person, ...] = ()
    links: tuple[Reference, ...] = ()

    @property
    def held(self) -> bool:
        return self.state is HolderState.HELD

    @property
    def unrecorded(self) -> bool:
        """Whether it is only known who it is on a later day."""
        return self.state is HolderState.UNRECORDED

    @property
    def person(self) -> Person | None:
        """The one human who answers, if there is one."""
        return self.people[0] if self.held and len(self.people) == 1 else None

    @property
    def role(self) -> Role | None:
        """The role by which somebody answers."""
        return self.target if isinstance(self.target, Role) else None


def owner_of(trace: DocGraph, record: Record) -> Holding:
    """Who holds `record`."""
    owners = owners_on_date(trace, record)
    on, links = owners.on, owners.links
    if not links:
        return Holding(HolderState.UNREAD if record.has_invalid("owner") else HolderState.NOBODY, on)
    targets = tuple(dict.fromkeys(link.target for link in links if link.target is not None))
    if len(targets) == 1 and all(link.target is not None for link in links):
        found = _answer(trace, targets[0], on, links)
        return found if owners.recorded or _has_left(found, trace.as_of) else _unrecorded(found)
    if len(links) > 1:
        return Holding(HolderState.SEVERAL, on, links=links)
    return Holding(_unresolved(links[0]), on, links=links)


def _has_left(found: Holding, as_of: date) -> bool:
    return isinstance(found.target, Person) and found.target.left is not None and found.target.left <= as_of


def _unrecorded(found: Holding) -> Holding:
    return Holding(HolderState.UNRECORDED, found.on, found.target, (), found.links)


def _unresolved(link: Reference) -> HolderState:
    return HolderState.UNREAD if link.resolution is LinkState.TARGET_UNPARSEABLE else HolderState.UNKNOWN


def named_under(trace: DocGraph, record: Record, key: str) -> tuple[Holding, ...]:
    """Whom the names under `key`, such as `if-wrong`, come down to, one answer a name."""
    on = owners_on_date(trace, record).on
    return tuple(resolve_holder(trace, link, on) for link in trace.links_of(record, key))


def backups(trace: DocGraph, record: Record) -> tuple[Holding, ...]:
    """Who stands in for the owner of `record`, one answer a backup; the owner themselves does not."""
    on = owners_on_date(trace, record).on
    return tuple(
        _besides_owner(resolve_holder(trace, backup.link, on), backup) for backup in backups_of(trace, record, on)
    )


def _besides_owner(found: Holding, backup: Backup) -> Holding:
    if found.on is None or not found.held:
        return found
    if not backup.people:
        return replace(found, state=HolderState.OWNER, people=())
    return found if isinstance(found.target, Team) else replace(found, people=backup.people)


def resolve_holder(trace: DocGraph, link: Reference, on: date | None) -> Holding:
    """Whom a name comes down to on a day; the name itself where no day counts."""
    if link.target is None:
        return Holding(_unresolved(link), on, links=(link,))
    found = _answer(trace, link.target, on, (link,))
    rotation = isinstance(link.target, Role) and len(found.people) <= link.target.max_holders
    # who answers is one human, as an owner is
    is_held = found.state is HolderState.CROWDED and rotation and link.key != "if-wrong"
    return replace(found, state=HolderState.HELD) if is_held else found


def _answer(trace: DocGraph, target: Record, on: date | None, links: tuple[Reference, ...]) -> Holding:
    people = trace.people_behind(target, on) if on else ((target,) if isinstance(target, Person) else ())
    if on is not None and _is_unsure(target, people):
        return Holding(HolderState.UNREAD, on, target, (), links)
    if on is None or (isinstance(target, Team) and people) or len(people) == 1:
        return Holding(HolderState.HELD, on, target, people, links)
    if people:
        return Holding(HolderState.CROWDED, on, target, people, links)
    return Holding(HolderState.ABSENT if isinstance(target, Person) else HolderState.VACANT, on, target, links=links)


def _is_unsure(target: Record, people: tuple[Person, ...]) -> bool:
    """Whether a value that decides who is active could not be read."""
    return target.has_invalid("holders") or any(
        person.has_invalid("joined") or person.has_invalid("left") for person in people
    )
