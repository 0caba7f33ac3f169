from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from docgraph.graph.trace import Trace
from docgraph.kinds.role import Role
from docgraph.model.finding import Finding
from docgraph.model.record import Record
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread


@rule("OWN011", "history-with-gaps", WARNING, dated=True, fixable=True)
def history_with_gaps(trace: Trace) -> Iterator[Finding]:
    """Two owners or holders overlap in time, or leave a gap between them."""
    for record in trace.records:
        key = "holders" if isinstance(record, Role) else "history"
        spans = sorted(_spans(record, key))
        for (begin, end, first), (start, _, second) in pairwise(spans):
            # an empty role matters where it owns something
            empty_today = isinstance(record, Role) and end <= trace.as_of < start
            if start != end and not empty_today:
                said = f"nobody from {end} to {start}" if end < start else f"two from {start}"
                help = (
                    f"let `from` of the later entry be the `to` of the earlier one, `{end}`"
                    if end < date.max
                    else "end the earlier entry with `to:`"
                )
                message = f"`{key}` of {record.kind} `{record.id}` names {said}"
                # who has no first day may as well be the later one
                open_end = end == date.max and date.min < begin
                edits = (record.added((key, first, "to"), start.isoformat()),) if open_end else ()
                unless = unread(record, key)
                key_path = (key, max(first, second))
                yield record.finding(key_path, message, help=help, edits=edits, unless=unless)


def _spans(record: Record, key: str) -> Iterator[tuple[date, date, int]]:
    for number, entry in enumerate(getattr(record, key, ())):
        yield entry.from_ or date.min, entry.to or date.max, number
