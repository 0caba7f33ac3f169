from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.person import Person
from docgraph.kinds.team import Team
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import ERROR, WARNING, rule
from docgraph.rules._causes import explained_by
from docgraph.rules._phrases import plural
from docgraph.rules._presence import UncertainPresence


@rule("OWN014", "backup-not-present", ERROR, dated=True)
def backup_not_present(graph: DocGraph) -> Iterator[Finding]:
    """The backup of an agent (error) or outcome (warning) is not active."""
    presence = UncertainPresence(graph)
    for record in graph.records:
        for edge in graph.edges_from(record, "backed-by") if record.is_live else ():
            backup = edge.target
            if isinstance(backup, Team) or graph.people_behind(backup):
                continue
            key, state = "holders", "is a role with no active holder"
            if isinstance(backup, Person):
                key, state = "left", f"left on {backup.left}"
                if backup.joined is not None and graph.as_of < backup.joined:
                    days = plural((backup.joined - graph.as_of).days, "day")
                    key, state = "joined", f"joins on {backup.joined}, {days} after {graph.as_of}"
            message = f"backup `{backup.id}` of {record.kind} `{record.id}` {state}"
            related = (Related(backup.at(key), f"`{key}` of `{backup.id}`"),)
            severity = ERROR if isinstance(record, Agent) else WARNING
            yield record.finding(
                edge.path,
                message,
                help=f"replace `{backup.id}` with an active person, role or team",
                related=related,
                severity=severity,
                unless=(*explained_by(("OWN006",), record, *edge.path), *presence.causes(backup)),
            )
