from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import judged_on
from docgraph.graph.trace import Trace
from docgraph.kinds.person import Person
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import ERROR, rule
from docgraph.rules._holders import after, doubtful
from docgraph.rules._words import counted


@rule("OWN004", "owner-not-present", ERROR, dated=True)
def owner_not_present(trace: Trace) -> Iterator[Finding]:
    """The owner had left, or had not joined, on the day that counts."""
    unsure = doubtful(trace)
    for record in trace.records:
        day = judged_on(record, trace.as_of)
        owner = trace.owner_of(record)
        if day is None or not isinstance(owner, Person) or trace.humans(owner, day) or unsure(owner):
            continue
        gone = owner.left is not None and owner.left <= day
        key, when = ("left", owner.left) if gone else ("joined", owner.joined)
        days = abs((day - when).days) if when else 0
        said = (
            f"left on {when} ({counted(days, 'day')} before {day})"
            if gone
            else f"joins on {when} ({counted(days, 'day')} after {day})"
        )
        successor = after(trace, owner)
        help = (
            f"write `owner: {successor.id}`, the successor, if they took it over"
            if successor
            else "write `owner: <a person or role who is present>`"
        )
        related = (Related(owner.at(key), f"`{key}` of `{owner.id}`"),)
        message = f"the owner of {record.kind} `{record.id}`, `{owner.id}`, {said}"
        yield record.finding("owner", message, help=help, related=related)
