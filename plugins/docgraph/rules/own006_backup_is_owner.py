from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule


@rule("OWN006", "backup-is-owner", ERROR, dated=True, fixable=True)
def backup_is_owner(trace: Trace) -> Iterator[Finding]:
    """The backup comes down to the very person who owns."""
    for record in trace.records:
        owner = trace.owner_of(record)
        people = trace.humans(owner)
        for edge in trace.edges_from(record, "backed-by") if is_live(record) else ():
            backup = edge.target
            same = backup is owner or (backup.kind != "team" and len(people) == 1 and trace.humans(backup) == people)
            if same:
                message = (
                    f"the backup of {record.kind} `{record.id}` is its owner, `{people[0].id if people else backup.id}`"
                )
                others = len(trace.targets(record, "backed-by")) > 1
                edits = (record.removed(*edge.path),) if others else ()
                help = "write `backup: <somebody other than the owner>`"
                yield record.finding(edge.path, message, help=help, edits=edits)
