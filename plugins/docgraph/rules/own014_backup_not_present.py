from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.kinds.team import Team
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import ERROR, WARNING, rule
from docgraph.rules._causes import explained_by
from docgraph.rules._holders import Doubts


@rule("OWN014", "backup-not-present", ERROR, dated=True)
def backup_not_present(trace: Trace) -> Iterator[Finding]:
    """The backup left, or is a role that nobody holds: an error on agents, a warning on outcomes."""
    doubts = Doubts(trace)
    for record in trace.records:
        for edge in trace.edges_from(record, "backed-by") if is_live(record) else ():
            backup = edge.target
            if isinstance(backup, Team) or trace.humans(backup):
                continue
            key = "left" if backup.kind == "person" else "holders"
            message = f"the backup of {record.kind} `{record.id}`, {backup.kind} `{backup.id}`, is not present"
            related = (Related(backup.at(key), f"`{key}` of `{backup.id}`"),)
            severity = ERROR if isinstance(record, Agent) else WARNING
            yield record.finding(
                edge.path,
                message,
                help="name under `backup:` somebody who is present",
                related=related,
                severity=severity,
                unless=(*explained_by(("OWN006",), record, *edge.path), *doubts.causes(backup)),
            )
