from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from docgraph.analysis.as_of_view import is_dated_later
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.decision import Decision
from docgraph.model.cause import Cause
from docgraph.model.finding import Finding, Related
from docgraph.model.fix import Edit
from docgraph.model.record import Record
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import explained_by, unread
from docgraph.rules._cycles import first_link
from docgraph.rules._suppress import unread_relations


@rule("DEC004", "one-sided-supersession", WARNING, dated=True, fixable=True)
def one_sided_supersession(trace: DocGraph) -> Iterator[Finding]:
    """A decision supersedes another, but only one of the two records it."""
    elsewhere = unread_relations(trace, "supersedes")
    circles = {record: group for group in trace.cycles("supersedes") for record in group}
    for new in trace.all(Decision):
        for edge in trace.edges_from(new, "supersedes"):
            old = cast(Decision, edge.target)
            if is_dated_later(new, trace.as_of) or is_dated_later(old, trace.as_of):
                continue
            at = (Related(edge.at, "declared here"),)
            told = f"decision `{new.id}` supersedes `{old.id}`"
            circle = circles.get(new)
            whole = _reported(trace, circle) if circle and circle is circles.get(old) else ()
            if not _says(trace, new, "supersedes", old):
                help = f"add `supersedes: {old.id}`"
                edits: list[Edit | None] = [new.addition(("supersedes",), old.id)]
                message = f"{told}, but only `{old.id}` records it"
                unless = (*whole, *elsewhere(old))
                yield new.finding("supersedes", message, help=help, related=at, edits=edits, unless=unless)
            # until the new decision is accepted, the old one stays in force
            if new.status not in ("accepted", "superseded"):
                continue
            if not _says(trace, old, "superseded-by", new):
                help, edits = _replaced(old, new)
                message = f"{told}, but only `{new.id}` records it"
                unless = (*whole, *elsewhere(new))
                yield old.finding("superseded-by", message, help=help, related=at, edits=edits, unless=unless)
            elif old.status != "superseded":
                status = f"still has status {old.status}" if old.status else "has no status"
                message = f"{told}, but `{old.id}` {status}"
                unless = (*whole, *unread(old, "status"))
                edits = [_superseded(old)]
                help = "add `status: superseded`"
                yield old.finding("status", message, help=help, related=at, edits=edits, unless=unless)


def _reported(trace: DocGraph, circle: list[Record]) -> tuple[Cause, ...]:
    """The REF006 finding about a cycle of decisions, which is reported once."""
    link = first_link(trace, "supersedes", circle)
    return explained_by(("REF006",), link.source, *link.path)


def _replaced(old: Decision, new: Decision) -> tuple[str, list[Edit | None]]:
    """The fix line and edits that record the successor. A log entry records it in its status, as MADR does."""
    if old.is_body_entry:
        status = f"superseded by {new.id}"
        verb = "set" if old.status else "add"
        return f"{verb} `status: {status}`", [old.replacement(("status",), old.status or "", status)]
    help, edits = f"add `superseded-by: {new.id}`", [old.addition(("superseded-by",), new.id)]
    if old.status == "superseded":
        return help, [*edits]
    verb = "set " if old.place.offset(("status",)) is not None else ""
    return f"{help}, and {verb}`status: superseded`", [*edits, _superseded(old)]


def _superseded(old: Decision) -> Edit | None:
    if old.status:
        return old.replacement(("status",), old.status, "superseded")
    return old.addition(("status",), "superseded")


def _says(trace: DocGraph, decision: Decision, key: str, other: Decision) -> bool:
    return any(link.target is other for link in trace.links_of(decision, key))
