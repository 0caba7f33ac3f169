from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.owners import backups_of
from docgraph.kinds.team import Team
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule


@rule("OWN006", "backup-is-owner", ERROR, dated=True, fixable=True)
def backup_is_owner(graph: DocGraph) -> Iterator[Finding]:
    """The backup is the same person as the owner."""
    for record in graph.records:
        named = backups_of(graph, record) if record.is_live else ()
        for backup in named:
            owner = graph.owner_of(record)
            target = backup.link.target
            people = graph.people_behind(target)
            if isinstance(target, Team) or backup.people or not (people or target is owner is not None):
                continue
            who = people[0].id if people else backup.link.text
            message = f"owner and backup of {record.kind} `{record.id}` are both `{who}`"
            edits = (record.removal(*backup.link.path),) if len(named) > 1 else ()
            help = "set `backup: <person, role or team id other than the owner>`"
            yield record.finding(backup.link.path, message, help=help, edits=edits)
