from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from docgraph.analysis.as_of_view import is_dated_later
from docgraph.graph.cycles import cycles
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.decision import Decision
from docgraph.model.cause import Cause
from docgraph.model.finding import Finding, Related
from docgraph.model.fix import Edit
from docgraph.model.record import Record
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import explained_by, is_unreadable, unread
from docgraph.rules._cycles import first_link
from docgraph.rules._unread_relations import unread_relations

_NOT_IN_FORCE = ("superseded", "rejected")
"""Statuses of decisions that are not in force."""


@rule("DEC004", "one-sided-supersession", WARNING, dated=True, fixable=True)
def one_sided_supersession(graph: DocGraph) -> Iterator[Finding]:
    """A decision supersedes another, but only one of the two documents says so."""
    elsewhere = unread_relations(graph, "supersedes")
    cycle_of = {record: group for group in cycles(graph, "supersedes") for record in group}
    for new in graph.all(Decision):
        for edge in graph.edges_from(new, "supersedes"):
            old = cast("Decision", edge.target)
            if is_dated_later(new, graph.as_of) or is_dated_later(old, graph.as_of):
                continue
            at = (Related(edge.at, "declared here"),)
            statement = f"decision `{new.id}` supersedes `{old.id}`"
            cycle = cycle_of.get(new)
            cycle_findings = _reported(graph, cycle) if cycle and cycle is cycle_of.get(old) else ()
            if not _declares(graph, new, "supersedes", old):
                help = f"add `supersedes: {old.id}`"
                edits: list[Edit | None] = [_new_link(new, "supersedes", old)]
                message = f"{statement}, but `{new.id}` does not record it"
                unless = (*cycle_findings, *elsewhere(old))
                yield new.finding("supersedes", message, help=help, related=at, edits=edits, unless=unless)
            # until the new decision is accepted, the old one stays in force
            if new.status not in ("accepted", "superseded"):
                continue
            if not _declares(graph, old, "superseded-by", new):
                help, edits = _replaced(old, new)
                message = f"{statement}, but `{old.id}` does not record it"
                # a status that could not be read may name the successor
                unless = (*cycle_findings, *elsewhere(new), *unread(old, "status"))
                yield old.finding("superseded-by", message, help=help, related=at, edits=edits, unless=unless)
            elif old.status not in _NOT_IN_FORCE:
                status = f"still has status {old.status}" if old.status else "has no status"
                message = f"{statement}, but `{old.id}` {status}"
                unless = (*cycle_findings, *unread(old, "status"))
                edits = [_new_status(old, "superseded")]
                help = f"{'set' if old.status else 'add'} `status: superseded`"
                yield old.finding("status", message, help=help, related=at, edits=edits, unless=unless)


def _reported(graph: DocGraph, cycle: list[Record]) -> tuple[Cause, ...]:
    link = first_link(graph, "supersedes", cycle)
    return explained_by(("REF006",), link.source, *link.path)


def _replaced(old: Decision, new: Decision) -> tuple[str, list[Edit | None]]:
    if old.is_body_entry and old.status not in _NOT_IN_FORCE:
        status = f"superseded by {new.id}"
        verb = "set" if old.status else "add"
        return f"{verb} `status: {status}`", [_new_status(old, status)]
    help, edits = f"add `superseded-by: {new.id}`", [_new_link(old, "superseded-by", new)]
    if old.status in _NOT_IN_FORCE:
        return help, [*edits]
    verb = "set " if old.place.offset(("status",)) is not None else ""
    return f"{help}, and {verb}`status: superseded`", [*edits, _new_status(old, "superseded")]


def _new_link(decision: Decision, key: str, other: Decision) -> Edit | None:
    return None if decision.place.in_body(key) else decision.addition((key,), other.id)


def _new_status(old: Decision, status: str) -> Edit | None:
    if old.status is None:
        return None if is_unreadable(old, "status") or old.is_body_entry else old.addition(("status",), status)
    edit = old.replacement(("status",), old.status, status)
    return edit if edit and old.place.text.is_sole_value(edit.offset, len(edit.old)) else None


def _declares(graph: DocGraph, decision: Decision, key: str, other: Decision) -> bool:
    return any(link.target is other for link in graph.links_of(decision, key))
