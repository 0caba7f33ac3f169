"""Phrases for sentences and cells: owners and other assignees, and lists of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from docgraph.graph.reference import Reference
from docgraph.model.record import Record
from docgraph.site.assignment import Assignment, AssignmentState
from docgraph.site.render.environment import template, word_table
from docgraph.site.render.format import PageLinks

AssignmentPhrase = tuple[Markup, Markup]
"""The linked name of an assignee, and the reason if there is none.

At least one of the two is empty."""


def assignment_phrase(assignment: Assignment, link: PageLinks) -> AssignmentPhrase:
    """The assignee with their role, and the reason why nobody is assigned; one is empty.

    Both are empty if the document names nobody.
    """
    if assignment.is_assigned and assignment.target is not None:
        name = link(assignment.person or assignment.target)
        if assignment.role is not None and assignment.person is not None:
            name = Markup(word_table("PHRASES")["as"]) % (name, link(assignment.role))
        return name, Markup()
    if assignment.state is AssignmentState.UNRECORDED:
        return template("sentences", "unrecorded")(link, assignment), Markup()
    return Markup(), Markup() if assignment.state is AssignmentState.UNASSIGNED else template("sentences", "reason")(
        link, assignment
    )


def assignment_phrases(assignments: Iterable[Assignment], link: PageLinks) -> list[AssignmentPhrase]:
    """For each assignment, the linked assignee and the reason if nobody is assigned.

    Each item is the result of `assignment_phrase`.
    """
    return [assignment_phrase(assignment, link) for assignment in assignments]


def join_names(names: Sequence[Markup], last: str = "and") -> Markup:
    """Names as a phrase: `A, B and C`; with `last="or"`, `A, B or C`."""
    if len(names) < 2:
        return names[0] if names else Markup()
    return Markup(word_table("PHRASES")[last]) % (Markup(", ").join(names[:-1]), names[-1])


def first_names(records: Sequence[Record], link: PageLinks, max_names: int = 8) -> Markup:
    """Linked names of the first `max_names` records, and the number of the others."""
    names = [link(record) for record in records[:max_names]]
    if len(records) <= max_names:
        return join_names(names)
    return Markup(word_table("PHRASES")["more"]) % (Markup(", ").join(names), len(records) - max_names)


def reference_names(links: Iterable[Reference], link: PageLinks) -> list[Markup]:
    """Linked names of the targets of references, without duplicates."""
    return list(dict.fromkeys(link.reference(reference) for reference in links))
