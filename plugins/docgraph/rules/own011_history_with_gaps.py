from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.role import Role
from docgraph.model.finding import Finding
from docgraph.model.fix import Edit
from docgraph.model.record import Record
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._presence import several_reported
from docgraph.rules._tenures import Clash, clashes


@rule("OWN011", "history-with-gaps", WARNING, dated=True, fixable=True)
def history_with_gaps(graph: DocGraph) -> Iterator[Finding]:
    """The terms in `history`, or in the `holders` of a role, overlap or leave a gap."""
    for record in graph.records:
        role = record if isinstance(record, Role) else None
        key, most = ("holders", role.max_holders) if role else ("history", 1)
        for clash in clashes(getattr(record, key, ()), most):
            today = role is not None and clash.is_on(graph.as_of)
            # OWN008 reports a role without an active holder, if it owns a record
            if today and clash.is_gap:
                continue
            yield record.finding(
                (key, max(clash.earlier, clash.later)),
                f"`{key}` of {record.kind} `{record.id}` {_what(clash, most)}",
                help=_help(clash, most),
                edits=_edits(record, key, clash),
                unless=(
                    *unread(record, key, "holders-at-once"),
                    *(several_reported(graph, role) if role and today else ()),
                ),
            )


def _what(clash: Clash, most: int) -> str:
    if clash.is_gap:
        return f"has a gap from {clash.end} to {clash.start}"
    since = f" from {clash.start}" if clash.start > date.min else ""
    return (
        f"has overlapping entries for two people{since}"
        if most == 1
        else f"has overlapping entries for {clash.people} people{since}, but `holders-at-once` allows {most}"
    )


def _help(clash: Clash, most: int) -> str:
    if clash.is_gap:
        return "correct `from` or `to`, or add an entry for the gap; waive the finding if nobody was assigned"
    if most > 1:
        return f"end one entry with `to:`, or set `holders-at-once: {clash.people}` if that many are intended"
    if clash.end < date.max:
        return f"set `from: {clash.end}` in the later entry, the day the earlier one ends"
    if clash.start > date.min:
        return f"add `to: {clash.start}` to the earlier entry, the day the later one starts"
    return "add `to:` to the earlier entry, and `from:` with the same date to the later one"


def _edits(record: Record, key: str, clash: Clash) -> list[Edit]:
    is_open = not isinstance(record, Role) and clash.end == date.max and date.min < clash.begin
    return [record.addition((key, clash.earlier, "to"), clash.start.isoformat())] if is_open else []
