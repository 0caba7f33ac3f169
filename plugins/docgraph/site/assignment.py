"""Owners, backups and other assignees of a record on its evaluation date.

If a record has no assignee, an assignment has the reason.
"""

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


class AssignmentState(StrEnum):
    """Whether a reference to an assignee resolves to active people, and if not, the reason."""

    ASSIGNED = "assigned"
    UNASSIGNED = "unassigned"
    """No name is declared."""
    TOO_MANY_NAMES = "too-many-names"
    """Several names where only one is allowed."""
    UNRESOLVED = "unresolved"
    """The name is not the id of a person, role or team."""
    ABSENT = "absent"
    """The person left or has not joined yet."""
    VACANT = "vacant"
    """The role or team has no active people."""
    TOO_MANY_HOLDERS = "too-many-holders"
    """Several people hold the role at the same time."""
    UNREADABLE = "unreadable"
    """The reference, its document, or a date that decides who is active could not be read."""
    UNRECORDED = "unrecorded"
    """The declared name is newer than the as-of date; the earlier one is not recorded."""
    ONLY_OWNER = "only-owner"
    """The backup resolves to nobody but the owner."""


class Assignment(Struct, frozen=True):
    """The people that a reference in a record resolves to on a date.

    `target` is the referenced person, role or team. `people` are the active people to whom the target resolves. `links`
    are the references. `on` is None if the record has no evaluation date.
    """

    state: AssignmentState
    on: date | None = None
    target: Record | None = None
    people: tuple[Person, ...] = ()
    links: tuple[Reference, ...] = ()

    @property
    def is_assigned(self) -> bool:
        """Whether an active human is assigned."""
        return self.state is AssignmentState.ASSIGNED

    @property
    def is_unrecorded(self) -> bool:
        """Whether the documents do not record who was assigned on the as-of date."""
        return self.state is AssignmentState.UNRECORDED

    @property
    def person(self) -> Person | None:
        """The assigned person; None if nobody or more than one person is assigned."""
        return self.people[0] if self.is_assigned and len(self.people) == 1 else None

    @property
    def role(self) -> Role | None:
        """The role through which people are assigned; None if they are not assigned through a role."""
        return self.target if isinstance(self.target, Role) else None


def owner_assignment(graph: DocGraph, record: Record) -> Assignment:
    """The owner of `record` on its evaluation date, or the reason why it has none."""
    owners = owners_on_date(graph, record)
    on, links = owners.on, owners.links
    if not links:
        return Assignment(AssignmentState.UNREADABLE if record.has_invalid("owner") else AssignmentState.UNASSIGNED, on)
    targets = tuple(dict.fromkeys(link.target for link in links if link.target is not None))
    if len(targets) == 1 and all(link.target is not None for link in links):
        assignment = _assignment_to(graph, targets[0], on, links)
        return assignment if owners.recorded or _has_left(assignment, graph.as_of) else _unrecorded(assignment)
    if len(links) > 1:
        return Assignment(AssignmentState.TOO_MANY_NAMES, on, links=links)
    return Assignment(_unresolved_state(links[0]), on, links=links)


def _has_left(assignment: Assignment, as_of: date) -> bool:
    return isinstance(assignment.target, Person) and assignment.target.has_left(as_of)


def _unrecorded(assignment: Assignment) -> Assignment:
    return Assignment(AssignmentState.UNRECORDED, assignment.on, assignment.target, (), assignment.links)


def _unresolved_state(link: Reference) -> AssignmentState:
    return AssignmentState.UNREADABLE if link.resolution is LinkState.TARGET_UNPARSEABLE else AssignmentState.UNRESOLVED


def assignments_under(graph: DocGraph, record: Record, key: str) -> tuple[Assignment, ...]:
    """One assignment for each reference under `key`, such as `if-wrong`."""
    on = owners_on_date(graph, record).on
    return tuple(assignment_of(graph, link, on) for link in graph.links_of(record, key))


def backup_assignments(graph: DocGraph, record: Record) -> tuple[Assignment, ...]:
    """One assignment for each backup of `record`. The owner is not counted as a backup."""
    on = owners_on_date(graph, record).on
    return tuple(
        _without_owner(assignment_of(graph, backup.link, on), backup) for backup in backups_of(graph, record, on)
    )


def _without_owner(assignment: Assignment, backup: Backup) -> Assignment:
    if assignment.on is None or not assignment.is_assigned:
        return assignment
    if not backup.people:
        return replace(assignment, state=AssignmentState.ONLY_OWNER, people=())
    return assignment if isinstance(assignment.target, Team) else replace(assignment, people=backup.people)


def assignment_of(graph: DocGraph, link: Reference, on: date | None) -> Assignment:
    """The people that a reference resolves to on the date `on`.

    If `on` is None, the assignment has a target but no people.
    """
    if link.target is None:
        return Assignment(_unresolved_state(link), on, links=(link,))
    assignment = _assignment_to(graph, link.target, on, (link,))
    is_rotation = isinstance(link.target, Role) and len(assignment.people) <= link.target.max_holders
    # a rotation may share most assignments, but `if-wrong` needs one accountable person, as an owner does
    is_assigned = assignment.state is AssignmentState.TOO_MANY_HOLDERS and is_rotation and link.key != "if-wrong"
    return replace(assignment, state=AssignmentState.ASSIGNED) if is_assigned else assignment


def _assignment_to(graph: DocGraph, target: Record, on: date | None, links: tuple[Reference, ...]) -> Assignment:
    people = graph.people_behind(target, on) if on else ((target,) if isinstance(target, Person) else ())
    if on is not None and _depends_on_invalid_value(target, people):
        return Assignment(AssignmentState.UNREADABLE, on, target, (), links)
    if on is None or (isinstance(target, Team) and people) or len(people) == 1:
        return Assignment(AssignmentState.ASSIGNED, on, target, people, links)
    if people:
        return Assignment(AssignmentState.TOO_MANY_HOLDERS, on, target, people, links)
    return Assignment(
        AssignmentState.ABSENT if isinstance(target, Person) else AssignmentState.VACANT, on, target, links=links
    )


def _depends_on_invalid_value(target: Record, people: tuple[Person, ...]) -> bool:
    """Whether a date or term that affects who is active is invalid."""
    return target.has_invalid("holders") or any(
        person.has_invalid("joined") or person.has_invalid("left") for person in people
    )
