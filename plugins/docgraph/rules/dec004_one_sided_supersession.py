from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from docgraph.graph.trace import Trace
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding, Related
from docgraph.model.fix import Edit
from docgraph.rules._api import WARNING, rule
from docgraph.rules._lost import lost


@rule("DEC004", "one-sided-supersession", WARNING, fixable=True)
def one_sided_supersession(trace: Trace) -> Iterator[Finding]:
    """One decision replaces another, and only one of the two says so."""
    unheard = lost(trace, "supersedes")
    circles = trace.cycles("supersedes")
    for new in trace.all(Decision):
        for edge in trace.edges_from(new, "supersedes"):
            old = cast(Decision, edge.target)
            at = (Related(edge.at, "said here"),)
            told = f"`{new.id}` supersedes `{old.id}`"
            # a circle is told as one
            if any({new, old} <= set(circle) for circle in circles):
                continue
            if not _says(trace, new, "supersedes", old) and not unheard(old):
                help = f"add `supersedes: {old.id}`"
                edits: list[Edit | None] = [new.added(("supersedes",), old.id)]
                message = f"{told}, which only `{old.id}` says"
                yield new.finding("supersedes", message, help=help, related=at, edits=edits)
            # until it is accepted, the old one stands
            if new.status not in ("accepted", "superseded"):
                continue
            if not _says(trace, old, "superseded-by", new):
                if not unheard(new):
                    help, edits = _replaced(old, new)
                    message = f"{told}, which only `{new.id}` says"
                    yield old.finding("superseded-by", message, help=help, related=at, edits=edits)
            elif old.status != "superseded" and not old.unusable("status"):
                status = f"still says {old.status}" if old.status else "has no status"
                message = f"{told}, and `{old.id}` {status}"
                help = "add `status: superseded`"
                yield old.finding("status", message, help=help, related=at, edits=[_superseded(old)])


def _replaced(old: Decision, new: Decision) -> tuple[str, list[Edit | None]]:
    """How the old decision says what came after it. An entry of a log says it with its status, as MADR does."""
    if old.in_log:
        status = f"superseded by {new.id}"
        verb = "write" if old.status else "add"
        return f"{verb} `status: {status}`", [old.swapped(("status",), old.status or "", status)]
    help, edits = f"add `superseded-by: {new.id}`", [old.added(("superseded-by",), new.id)]
    if old.status == "superseded":
        return help, [*edits]
    return f"{help}, and `status: superseded`", [*edits, _superseded(old)]


def _superseded(old: Decision) -> Edit | None:
    if old.status:
        return old.swapped(("status",), old.status, "superseded")
    return old.added(("status",), "superseded")


def _says(trace: Trace, decision: Decision, key: str, other: Decision) -> bool:
    return any(link.target is other for link in trace.links_of(decision, key))
