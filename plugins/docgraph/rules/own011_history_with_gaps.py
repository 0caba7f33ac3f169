from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from docgraph.graph.trace import Trace
from docgraph.kinds.role import Role
from docgraph.model.finding import Finding
from docgraph.model.record import Record
from docgraph.rules._api import WARNING, rule


@rule("OWN011", "history-with-gaps", WARNING, dated=True, fixable=True)
def history_with_gaps(trace: Trace) -> Iterator[Finding]:
    """Two owners or holders overlap in time, or leave a gap between them."""
    for record in trace.records:
        key = "holders" if isinstance(record, Role) else "history"
        spans = [] if record.unusable(key) else sorted(_spans(record, key))
        for (begin, end, first), (start, _, second) in pairwise(spans):
            told_by_the_role = isinstance(record, Role) and end <= trace.as_of < start
            if start != end and not told_by_the_role:
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
                yield record.finding((key, max(first, second)), message, help=help, edits=edits)


def _spans(record: Record, key: str) -> Iterator[tuple[date, date, int]]:
    for number, entry in enumerate(getattr(record, key, ())):
        yield entry.from_ or date.min, entry.to or date.max, number
