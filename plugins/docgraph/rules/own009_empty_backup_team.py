from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.owners import backups_of
from docgraph.kinds.team import Team
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._presence import UncertainPresence


@rule("OWN009", "empty-backup-team", WARNING, dated=True)
def empty_backup_team(graph: DocGraph) -> Iterator[Finding]:
    """The backup is a team with no active member other than the owner."""
    presence = UncertainPresence(graph)
    for record in graph.records:
        for backup in backups_of(graph, record) if record.is_live else ():
            team = backup.link.target
            if isinstance(team, Team) and not backup.people:
                message = (
                    f"backup `{team.id}` of {record.kind} `{record.id}` is a team with no active member "
                    "other than the owner"
                )
                yield record.finding(
                    backup.link.path,
                    message,
                    help=f"add an active person to `members:` of team `{team.id}`, or set `backup: <person id>`",
                    unless=presence.causes(team),
                )
