from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import Trace
from docgraph.graph.lifecycle import is_live
from docgraph.graph.owners import backups_of
from docgraph.kinds.team import Team
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._presence import Doubts


@rule("OWN009", "empty-backup-team", WARNING, dated=True)
def empty_backup_team(trace: Trace) -> Iterator[Finding]:
    """The backup is a team with nobody present besides the owner."""
    doubts = Doubts(trace)
    for record in trace.records:
        for backup in backups_of(trace, record) if is_live(record) else ():
            team = backup.link.target
            if isinstance(team, Team) and not backup.people:
                message = f"team `{team.id}`, the backup of {record.kind} `{record.id}`, has nobody else present"
                yield record.finding(
                    backup.link.path,
                    message,
                    help=f"add `members:` to team `{team.id}`, or write `backup: <person id>`",
                    unless=doubts.causes(team),
                )
