from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from docgraph.analysis.as_of_view import is_dated_later
from docgraph.graph.doc_graph import Trace
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
def one_sided_supersession(trace: Trace) -> Iterator[Finding]:
    """One decision replaces another, and only one of the two says so."""
    elsewhere = unread_relations(trace, "supersedes")
    circles = {record: group for group in trace.cycles("supersedes") for record in group}
    for new in trace.all(Decision):
        for edge in trace.edges_from(new, "supersedes"):
            old = cast(Decision, edge.target)
            if is_dated_later(new, trace.as_of) or is_dated_later(old, trace.as_of):
                continue
            at = (Related(edge.at, "said here"),)
            told = f"`{new.id}` supersedes `{old.id}`"
            circle = circles.get(new)
            whole = _reported(trace, circle) if circle and circle is circles.get(old) else ()
            if not _says(trace, new, "supersedes", old):
                help = f"add `supersedes: {old.id}`"
                edits: list[Edit | None] = [new.added(("supersedes",), old.id)]
                message = f"{told}, which only `{old.id}` says"
                unless = (*whole, *elsewhere(old))
                yield new.finding("supersedes", message, help=help, related=at, edits=edits, unless=unless)
            # until it is accepted, the old one stands
            if new.status not in ("accepted", "superseded"):
                continue
            if not _says(trace, old, "superseded-by", new):
                help, edits = _replaced(old, new)
                message = f"{told}, which only `{new.id}` says"
                unless = (*whole, *elsewhere(new))
                yield old.finding("superseded-by", message, help=help, related=at, edits=edits, unless=unless)
            elif old.status != "superseded":
                status = f"still says {old.status}" if old.status else "has no status"
                message = f"{told}, and `{old.id}` {status}"
                unless = (*whole, *unread(old, "status"))
                edits = [_superseded(old)]
                help = "add `status: superseded`"
                yield old.finding("status", message, help=help, related=at, edits=edits, unless=unless)


def _reported(trace: Trace, circle: list[Record]) -> tuple[Cause, ...]:
    """The finding about a circle, which is reported as one."""
    link = first_link(trace, "supersedes", circle)
    return explained_by(("REF006",), link.source, *link.path)


def _replaced(old: Decision, new: Decision) -> tuple[str, list[Edit | None]]:
    """How the old decision says what came after it. An entry of a log says it with its status, as MADR does."""
    if old.in_log:
        status = f"superseded by {new.id}"
        verb = "write" if old.status else "add"
        return f"{verb} `status: {status}`", [old.swapped(("status",), old.status or "", status)]
    help, edits = f"add `superseded-by: {new.id}`", [old.added(("superseded-by",), new.id)]
    if old.status == "superseded":
        return help, [*edits]
    verb = "write " if old.place.offset(("status",)) is not None else ""
    return f"{help}, and {verb}`status: superseded`", [*edits, _superseded(old)]


def _superseded(old: Decision) -> Edit | None:
    if old.status:
        return old.swapped(("status",), old.status, "superseded")
    return old.added(("status",), "superseded")


def _says(trace: Trace, decision: Decision, key: str, other: Decision) -> bool:
    return any(link.target is other for link in trace.links_of(decision, key))
